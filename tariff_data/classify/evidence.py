"""What speaks for a heading, and for a line within its heading, as rows of numbers for the weights of `ranking.py`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tariff_data.classify import labels
from tariff_data.classify.conditions import Conditions, all_conditions
from tariff_data.classify.described import Described
from tariff_data.classify.facts import outside
from tariff_data.classify.features import Scores, best_by_heading
from tariff_data.classify.index import Index
from tariff_data.classify.materials import materials
from tariff_data.classify.usual import usual

Floats = npt.NDArray[np.float64]
HEADING_FEATURES = (
    "best",
    "best_top",
    "own_top",
    "spread",
    "bag",
    "bag_top",
    "line_bag",
    "kind",
    "kind_top",
    "kind_bag",
    "kind_own",
    "material",
    "material_not",
    "residual",
    "household",
    "parts",
    "parts_not",
    "lines",
    "covered",
    "covered_part",
    "suffixes",
    "keywords",
    "machine",
    "machine_not",
    "machinery",
    "of_material",
    "not_of_material",
    "whole",
    "whole_own",
    "whole_spread",
)
LINE_FEATURES = (
    "best",
    "bag",
    "kind",
    "kind_bag",
    "material",
    "material_not",
    "refused",
    "knit_not",
    "whom",
    "whom_not",
    "band_not",
    "rest",
    "suffixes",
    "keywords",
    "special",
    "length",
    "usual",
    "rare",
    "any_material",
    "parts",
    "parts_not",
    "group_bag",
    "best_top",
    "whole",
)
CANDIDATE_HEADINGS = 40
MACHINERY = frozenset(("84", "85", "90"))
RULED_BY_MATERIAL = frozenset(
    code
    for run in ("39-46", "48-49", "64-64", "67-76", "78-83")
    for code in (f"{n:02}" for n in range(int(run[:2]), int(run[3:]) + 1))
)
"""Chapters about a material (wood, paper, ceramics, metals), not about fabrics of any fiber."""


def _relative(values: Floats) -> Floats:
    top = float(values.max()) if len(values) else 0.0
    return values / top if top > 0 else values


def heading_candidates(body: Scores, kind: Scores, index: Index, material: int = 0) -> npt.NDArray[np.int64]:
    """The headings worth a closer look, by a rough sum of the scores."""
    rough = (
        _relative(best_by_heading(body.best, index))
        + _relative(body.heading_bag)
        + 0.7 * _relative(best_by_heading(kind.best, index))
        + 0.3 * _relative(kind.heading_bag)
    )
    order = np.argsort(-rough, kind="stable")[:CANDIDATE_HEADINGS]
    order = order[rough[order] > 0]
    known = materials()
    rest = [
        i
        for i, code in enumerate(index.headings)
        if (known.residual.get(code, 0) | known.household.get(code, 0)) & material and i not in set(order.tolist())
    ]
    return np.concatenate([order, np.array(rest, np.int64)]) if len(order) else order


def heading_features(
    found: npt.NDArray[np.int64], described: Described, body: Scores, kind: Scores, index: Index
) -> Floats:
    """One row per candidate heading, columns as HEADING_FEATURES."""
    best = best_by_heading(body.best, index)[found]
    kinds = best_by_heading(kind.best, index)[found]
    top = float(best.max()) or 1.0
    known = materials()
    codes = [index.headings[h] for h in found]
    own_number = np.array([index.number.get(code, 0) for code in codes])
    agree = np.array([known.agree(described.material, known.of_code(code)) for code in codes])
    common = usual()
    spans = [index.lines_of[h] for h in found]
    numbers = [index.line_numbers[start:end] for start, end in spans]
    spread = np.array([float(body.best[n].mean()) / top if len(n) else 0.0 for n in numbers])
    line_bag = _relative(np.array([float(body.bag[n].max()) if len(n) else 0.0 for n in numbers]))
    residual = np.array([float(bool(known.residual.get(code, 0) & described.material)) for code in codes])
    household = np.array([float(bool(known.household.get(code, 0) & described.material)) for code in codes])
    parts = np.array([parts_heading(code) for code in codes])
    machinery = np.array([code[:2] in MACHINERY for code in codes])
    # Where the chapter is about a material (wood, paper, ceramics, metals), not about fabrics of any fiber.
    ruled = np.array([code[:2] in RULED_BY_MATERIAL for code in codes])
    return np.column_stack(
        [
            np.log1p(best),
            _relative(best),
            body.best[own_number] / top,
            spread,
            np.log1p(body.heading_bag[found]),
            _relative(body.heading_bag[found]),
            line_bag,
            np.log1p(kinds),
            _relative(kinds),
            _relative(kind.heading_bag[found]),
            _relative(kind.best[own_number]),
            agree > 0,
            agree < 0,
            residual,
            household,
            parts * described.part,
            parts * (1 - described.part),
            np.log1p([len(n) for n in numbers]),
            _relative(body.covered[found]),
            body.covered[found] / (body.mass or 1.0),
            np.log1p([sum(math.expm1(common[index.codes[i]][0]) for i in n) for n in numbers]),
            np.log1p([sum(math.expm1(common[index.codes[i]][1]) for i in n) for n in numbers]),
            machinery * described.machine,
            (~machinery) * described.machine,
            machinery,
            (agree > 0) & ruled,
            (agree < 0) & ruled,
            best_by_heading(body.whole, index)[found],
            body.whole[own_number],
            np.array([float(body.whole[n].mean()) if len(n) else 0.0 for n in numbers]),
        ]
    ).astype(float)


@lru_cache(maxsize=2000)
def parts_heading(code: str) -> float:
    """1 where a heading is for parts of other goods, by its label."""
    row = labels.by_code().get(code)
    return float(
        bool(row and re.match(r"(parts|accessories|engine parts|.{0,30}\bparts (for|of|and)\b)", row.label_en.lower()))
    )


def agreement(conditions: Conditions, described: Described, facts: Mapping[str, object]) -> tuple[float, ...]:
    """How conditions sit with what is known: material, its opposite, refused, knit_not, whom, whom_not, band_not."""
    known = materials()
    agree = known.agree(described.material, conditions.material)
    refused = float(bool(described.material & conditions.refused))
    knit_not = float(bool(described.knit and conditions.knit and described.knit != conditions.knit))
    whom = float(bool(described.whom & conditions.whom))
    whom_not = float(bool(described.whom and conditions.whom and not described.whom & conditions.whom))
    band_not = float(outside(conditions.band, facts))
    return (float(agree > 0), float(agree < 0), refused, knit_not, whom, whom_not, band_not)


def line_features(
    h: int, described: Described, body: Scores, kind: Scores, index: Index, facts: Mapping[str, object]
) -> Floats:
    """One row per line of a heading, columns as LINE_FEATURES."""
    start, end = index.lines_of[h]
    numbers = index.line_numbers[start:end]
    every, common = all_conditions(), usual()
    rows = []
    for number in numbers:
        conditions = every[index.codes[number]]
        rows.append(
            (
                *agreement(conditions, described, facts),
                float(conditions.rest),
                *common[index.codes[number]],
                float(not conditions.material),
                conditions.parts * described.part,
                conditions.parts * (1 - described.part),
            )
        )
    best, bag = _relative(body.best[numbers]), _relative(body.bag[numbers])
    groups = np.unique([index.codes[number][:6] for number in numbers], return_inverse=True)[1]
    return np.column_stack(
        [
            best,
            bag,
            _relative(kind.best[numbers]),
            _relative(kind.bag[numbers]),
            np.array(rows),
            _of_group(bag, groups),
            body.best[numbers] / (float(body.best.max()) or 1.0),
            body.whole[numbers],
        ]
    )


def _of_group(values: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    """The best value among the lines of each line's subheading."""
    found = np.zeros(int(groups.max()) + 1)
    np.maximum.at(found, groups, values)
    return found[groups]
