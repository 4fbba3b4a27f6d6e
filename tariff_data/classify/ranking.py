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

from tariff_data.classify.conditions import Conditions, all_conditions
from tariff_data.classify.described import Described
from tariff_data.classify.features import Scores, best_by_heading
from tariff_data.classify.index import Index
from tariff_data.classify.materials import materials

Floats = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).with_name("weights.json")
HEADING_FEATURES = ("best", "best_top", "bag", "bag_top", "kind", "kind_top", "kind_bag", "material", "lines")
LINE_FEATURES = (
    "best",
    "bag",
    "kind",
    "material",
    "material_not",
    "refused",
    "knit_not",
    "whom",
    "whom_not",
    "band_not",
    "rest",
)
CANDIDATE_HEADINGS = 40


@dataclass(frozen=True, slots=True)
class Ranked:
    """Heading numbers with their probability, best first; lines (code numbers) with theirs, best first."""

    headings: tuple[int, ...]
    heading_p: tuple[float, ...]
    lines: tuple[int, ...]
    line_p: tuple[float, ...]


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The fitted weights."""
    loaded: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def _relative(values: Floats) -> Floats:
    top = float(values.max()) if len(values) else 0.0
    return values / top if top > 0 else values


def heading_candidates(body: Scores, kind: Scores, index: Index) -> npt.NDArray[np.int64]:
    """The headings worth a closer look, by a rough sum of the scores."""
    rough = (
        _relative(best_by_heading(body.best, index))
        + _relative(body.heading_bag)
        + 0.7 * _relative(best_by_heading(kind.best, index))
        + 0.3 * _relative(kind.heading_bag)
    )
    order = np.argsort(-rough, kind="stable")[:CANDIDATE_HEADINGS]
    return order[rough[order] > 0]


def heading_features(
    found: npt.NDArray[np.int64], described: Described, body: Scores, kind: Scores, index: Index
) -> Floats:
    """One row per candidate heading, columns as HEADING_FEATURES."""
    best = best_by_heading(body.best, index)[found]
    kinds = best_by_heading(kind.best, index)[found]
    known = materials()
    agree = np.array([known.agree(described.material, known.of_code(index.headings[h])) for h in found], float)
    lines = np.array([index.lines_of[h][1] - index.lines_of[h][0] for h in found], float)
    return np.column_stack(
        [
            np.log1p(best),
            _relative(best),
            np.log1p(body.heading_bag[found]),
            _relative(body.heading_bag[found]),
            np.log1p(kinds),
            _relative(kinds),
            _relative(kind.heading_bag[found]),
            agree,
            np.log1p(lines),
        ]
    )


def agreement(conditions: Conditions, described: Described, facts: Mapping[str, object]) -> tuple[float, ...]:
    """How conditions sit with what is known: material, its opposite, refused, knit_not, whom, whom_not, band_not."""
    known = materials()
    agree = known.agree(described.material, conditions.material)
    refused = float(bool(described.material & conditions.refused))
    knit_not = float(bool(described.knit and conditions.knit and described.knit != conditions.knit))
    whom = float(bool(described.whom & conditions.whom))
    whom_not = float(bool(described.whom and conditions.whom and not described.whom & conditions.whom))
    value = facts.get("unit_value")
    band_not = 0.0
    if value is not None and conditions.band and conditions.band.basis in ("no", "prs"):
        band_not = float(not conditions.band.holds(float(str(value))))
    return (float(agree > 0), float(agree < 0), refused, knit_not, whom, whom_not, band_not)


def line_features(
    h: int, described: Described, body: Scores, kind: Scores, index: Index, facts: Mapping[str, object]
) -> Floats:
    """One row per line of a heading, columns as LINE_FEATURES."""
    start, end = index.lines_of[h]
    numbers = index.line_numbers[start:end]
    every = all_conditions()
    rows = []
    for number in numbers:
        conditions = every[index.codes[number]]
        rows.append((*agreement(conditions, described, facts), float(conditions.rest)))
    tail = np.array(rows)
    return np.column_stack(
        [
            _relative(body.best[numbers]),
            _relative(body.bag[numbers]),
            _relative(kind.best[numbers]),
            tail,
        ]
    )


def _softmax(values: Floats) -> Floats:
    if not len(values):
        return values
    raised = np.exp(values - values.max())
    result: Floats = raised / raised.sum()
    return result


def rank(described: Described, body: Scores, kind: Scores, index: Index, facts: Mapping[str, object]) -> Ranked:
    """Headings and lines with probabilities. `facts` may hold unit_value (dollars per article)."""
    found = heading_candidates(body, kind, index)
    if not len(found):
        return Ranked((), (), (), ())
    weight = weights()
    linear = np.array([weight["heading"][name] for name in HEADING_FEATURES])
    p = _softmax(heading_features(found, described, body, kind, index) @ linear)
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
    )
