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
    block,
    heading_candidates,
    heading_features,
    line_features,
)
from tariff_data.classify.features import Scores
from tariff_data.classify.index import Index

Floats = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).with_name("weights.json")
HEADINGS_WITH_LINES, MOST_LINES = 25, 400


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
    lines = block(found[order[:HEADINGS_WITH_LINES]], index)
    if len(lines.numbers):
        z = line_features(lines, described, body, kind, facts) @ line_linear
        raised = np.exp(z - np.repeat(lines.top(z), lines.sizes))
        share = p[order[lines.of]] / np.add.reduceat(raised, lines.begin)
        line_p = raised * np.repeat(share, lines.sizes)
    else:
        line_p = np.zeros(0)
    best = np.lexsort((lines.numbers, -line_p))[:MOST_LINES]
    return Ranked(
        tuple(found[order].tolist()),
        tuple(p[order].tolist()),
        tuple(lines.numbers[best].tolist()),
        tuple(line_p[best].tolist()),
        index.headings[found[int(np.argmax(of_kind))]] if of_kind.max() > 0 else None,
    )
