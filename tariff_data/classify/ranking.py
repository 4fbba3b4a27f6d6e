"""From scores to probabilities: first of headings, then of the lines within each, by small linear models.

The weights stand in `weights.json` (fitted by `training.py`; see `docs/accuracy.md` for what they are worth).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tariff_data.classify.described import Described
from tariff_data.classify.evidence import (
    HEADING_FEATURES,
    LINE_FEATURES,
    heading_candidates,
    heading_features,
    line_features,
)
from tariff_data.classify.features import Scores
from tariff_data.classify.index import Index

Floats = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Ranked:
    """Heading numbers with their probability, best first; lines (code numbers) with theirs, best first.

    `kind_heading` is the heading that the category or item type alone points to, None where none was given.
    """

    headings: tuple[int, ...]
    heading_p: tuple[float, ...]
    lines: tuple[int, ...]
    line_p: tuple[float, ...]
    kind_heading: str | None = None


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The fitted weights."""
    loaded: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def _softmax(values: Floats) -> Floats:
    if not len(values):
        return values
    raised = np.exp(values - values.max())
    result: Floats = raised / raised.sum()
    return result


def rank(described: Described, body: Scores, kind: Scores, index: Index, facts: Mapping[str, object]) -> Ranked:
    """Headings and lines with probabilities. `facts` may hold unit_value (dollars per article)."""
    found = heading_candidates(body, kind, index, described.material)
    if not len(found):
        return Ranked((), (), (), ())
    weight = weights()
    linear = np.array([weight["heading"][name] for name in HEADING_FEATURES])
    rows = heading_features(found, described, body, kind, index)
    p = _softmax(rows @ linear)
    of_kind = rows[:, HEADING_FEATURES.index("kind")]
    order = np.argsort(-p, kind="stable")
    line_linear = np.array([weight["line"][name] for name in LINE_FEATURES])
    lines: list[tuple[float, int]] = []
    for i in order[:25]:
        h = int(found[i])
        start, end = index.lines_of[h]
        if start == end:
            continue
        within = _softmax(line_features(h, described, body, kind, index, facts) @ line_linear)
        lines.extend(
            (float(p[i] * q), int(number)) for q, number in zip(within, index.line_numbers[start:end], strict=True)
        )
    lines.sort(key=lambda item: (-item[0], item[1]))
    lines = lines[:400]
    return Ranked(
        tuple(int(found[i]) for i in order),
        tuple(float(p[i]) for i in order),
        tuple(number for _, number in lines),
        tuple(q for q, _ in lines),
        index.headings[found[int(np.argmax(of_kind))]] if of_kind.max() > 0 else None,
    )
