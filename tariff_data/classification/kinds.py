"""What a thing is a kind of, for names that no label has: a cittern is a guitar, a gurney a stretcher (English).

`schedule/vocabulary/kinds.csv` is made from WordNet 3.1 by `tools.extract.kinds`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from tariff_data.classification.materials import VOCABULARY
from tariff_data.classification.words import stem

LONGEST = 3
STEP_WEIGHT = (0.9, 0.75, 0.55)
"""What a word counts that stands for another: another name, a kind of it, a kind of a kind of it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The names (as stems) a thing is known by, and what they count beside the name itself."""

    names: tuple[tuple[str, ...], ...]
    weight: float


@lru_cache(maxsize=1)
def _kinds() -> dict[tuple[str, ...], Kind]:
    with (VOCABULARY / "kinds.csv").open(encoding="utf-8", newline="") as stream:
        return {
            tuple(row["name"].split()): Kind(
                tuple(
                    tuple(stem(word, "en") for word in name.replace("-", " ").split())
                    for name in row["kind_of"].split(";")
                ),
                STEP_WEIGHT[int(row["step"])],
            )
            for row in csv.DictReader(stream)
        }


def kind_of(sequence: tuple[str, ...]) -> tuple[int, Kind] | None:
    """How many of the first stems of a sequence are one known name, and what it is a kind of (the longest name)."""
    every = _kinds()
    for size in range(min(LONGEST, len(sequence)), 0, -1):
        found = every.get(sequence[:size])
        if found:
            return size, found
    return None
