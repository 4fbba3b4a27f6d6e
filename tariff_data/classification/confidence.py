"""Strong, good or possible: how often the heading is right, measured in docs/accuracy.md.

Strong takes four things: a high probability, words most of which labels know, agreement of the listing's category
(where one was given), and no rival heading that only an unsaid fact keeps apart (knit or woven, what a shoe's upper
is made of).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import yaml

from tariff_data.classification.description import Described
from tariff_data.classification.materials import VOCABULARY, materials
from tariff_data.classification.ranking import Ranked, weights

UNDERSTOOD = 0.5
"""A heading found by half of the words or less is not sure: what the others mean could be the thing."""
Level = Literal["strong", "good", "possible"]


@dataclass(frozen=True, slots=True)
class Rivals:
    """Headings that one fact keeps apart; materials (bits) that settle it and that leave it open."""

    fact: str
    headings: frozenset[str]
    decides: int
    unless: int

    def open(self, described: Described) -> bool:
        """Whether the description leaves the fact open."""
        if self.fact == "knit":
            return described.knit is None
        return bool(described.material & self.unless) or not described.material & self.decides


@lru_cache(maxsize=1)
def rivals() -> tuple[Rivals, ...]:
    """The groups of `schedule/vocabulary/rivals.yaml`."""
    known = materials()
    raw = yaml.safe_load((VOCABULARY / "rivals.yaml").read_text(encoding="utf-8"))
    return tuple(
        Rivals(
            row["fact"],
            frozenset(row["headings"]),
            sum(known.bit(name) for name in row.get("decides", ())),
            sum(known.bit(name) for name in row.get("unless", ())),
        )
        for row in raw
    )


def level(heading: str, probability: float, described: Described, ranked: Ranked) -> Level:
    """The word for a heading; the limits were chosen on headings held out of the fit (`training.py`)."""
    limits = weights()["confidence"]
    if probability < limits["good"]:
        return "possible"
    wanted = limits["strong_with_kind"] if ranked.kind_heading else limits["strong"]
    agreed = ranked.kind_heading in (None, heading)
    if probability < wanted or not agreed or described.body[described.lang].understood <= UNDERSTOOD:
        return "good"
    return "good" if any(heading in group.headings and group.open(described) for group in rivals()) else "strong"
