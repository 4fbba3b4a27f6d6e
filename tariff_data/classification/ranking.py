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

from tariff_data.classification.description import Described
from tariff_data.classification.features import Scores
from tariff_data.classification.heading_features import (
    HEADING_FEATURES,
    LINE_FEATURES,
    block,
    heading_candidates,
    heading_features,
    line_features,
)
from tariff_data.classification.index import Index

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


def rank(
    described: Described,
    body: Scores,
    kind: Scores,
    index: Index,
    facts: Mapping[str, object],
    only: frozenset[str] = frozenset(),
) -> Ranked:
    """Headings and lines with probabilities. `facts` may hold unit_value (dollars per article).

    `only`: the lines (8 digits) that a tariff number leaves, whatever the words say; without one, any.
    """
    if only:
        found = np.array(sorted({index.headings.index(code[:4]) for code in only}), np.int64)
    else:
        found = heading_candidates(body, kind, index, described.material)
    if not len(found):
        return Ranked((), (), (), ())
    weight = weights()
    linear = np.array([weight["heading"][name] for name in HEADING_FEATURES])
    rows = heading_features(found, described, body, kind, index)
    p = _softmax(rows @ linear)
    of_kind = rows[:, HEADING_FEATURES.index("kind")]
    order = np.argsort(-p, kind="stable")
    lines, line_p = _lines(found[order], p[order], described, body, kind, index, facts)
    if only:
        line_p = line_p * np.array([index.codes[n] in only for n in lines], float)
    best = np.lexsort((lines, -line_p))[: len(only) or MOST_LINES]
    return Ranked(
        tuple(found[order].tolist()),
        tuple(p[order].tolist()),
        tuple(lines[best].tolist()),
        tuple(line_p[best].tolist()),
        index.headings[found[int(np.argmax(of_kind))]] if of_kind.max() > 0 else None,
    )


def _lines(
    headings: npt.NDArray[np.int64],
    p: Floats,
    described: Described,
    body: Scores,
    kind: Scores,
    index: Index,
    facts: Mapping[str, object],
) -> tuple[npt.NDArray[np.int64], Floats]:
    """The lines (code numbers) of the likeliest headings with their probability."""
    lines = block(headings[:HEADINGS_WITH_LINES], index)
    if not len(lines.numbers):
        return lines.numbers, np.zeros(0)
    weight = weights()["line"]
    linear = np.array([weight[name] for name in LINE_FEATURES])
    z = line_features(lines, described, body, kind, facts) @ linear
    raised = np.exp(z - np.repeat(lines.top(z), lines.sizes))
    share = p[lines.of] / np.add.reduceat(raised, lines.begin)
    return lines.numbers, raised * np.repeat(share, lines.sizes)
