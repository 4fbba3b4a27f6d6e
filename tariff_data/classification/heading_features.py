"""What speaks for a heading, and for a line within its heading, as rows of numbers for the weights of `ranking.py`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tariff_data.classification import tables
from tariff_data.classification.description import Described
from tariff_data.classification.facts import unit_value
from tariff_data.classification.features import Scores, best_by_heading
from tariff_data.classification.goods_state import agreement, unsaid
from tariff_data.classification.index import Index
from tariff_data.classification.materials import materials

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
    "residual_claimed",
    "part_of",
    "state",
    "state_not",
    "state_unsaid",
    "power",
    "power_not",
    "purity_not",
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
    if not len(order) or not material:
        return order
    takes_rest = (tables.headings().residual | tables.headings().household) & material != 0
    takes_rest[order] = False
    return np.concatenate([order, np.flatnonzero(takes_rest)])


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of several headings one after another: their code numbers, and where each heading's lines begin.

    `of`: the places, among the headings asked for, of those that have lines.
    """

    of: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]
    begin: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]

    def top(self, values: Floats) -> Floats:
        """The greatest value of each heading's lines."""
        found: Floats = np.maximum.reduceat(values, self.begin) if len(self.begin) else np.zeros(0)
        return found

    def relative(self, values: Floats) -> Floats:
        """Each value beside the greatest of its heading."""
        top = np.repeat(self.top(values), self.sizes)
        return values / np.where(top > 0, top, 1.0)


def block(headings: Sequence[int] | npt.NDArray[np.int64], index: Index) -> Block:
    """The lines of headings (heading numbers)."""
    spans = [(n, *index.lines_of[h]) for n, h in enumerate(headings)]
    spans = [span for span in spans if span[1] < span[2]]
    runs = [index.line_numbers[start:end] for _, start, end in spans]
    sizes = np.array([len(run) for run in runs], np.int64)
    numbers = np.concatenate(runs).astype(np.int64) if runs else np.zeros(0, np.int64)
    return Block(np.array([n for n, _, _ in spans], np.int64), numbers, np.cumsum(sizes) - sizes, sizes)


def _agree(asked: int, has: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """1 the described material is one that is meant, -1 it is another, 0 nothing to compare."""
    if not asked:
        return np.zeros(len(has), np.int64)
    return np.where(has == 0, 0, np.where(has & materials().akin(asked) != 0, 1, -1))


def heading_features(
    found: npt.NDArray[np.int64], described: Described, body: Scores, kind: Scores, index: Index
) -> Floats:
    """One row per candidate heading, columns as HEADING_FEATURES."""
    best = best_by_heading(body.best, index)[found]
    kinds = best_by_heading(kind.best, index)[found]
    top = float(best.max()) or 1.0
    table, lines = tables.headings(), block(found, index)
    own_number = index.own_number[found]
    agree = _agree(described.material, table.material[found])
    count, spread, whole_spread, line_bag = (np.zeros(len(found)) for _ in range(4))
    count[lines.of] = lines.sizes
    if len(lines.of):
        spread[lines.of] = np.add.reduceat(body.best[lines.numbers], lines.begin) / lines.sizes / top
        whole_spread[lines.of] = np.add.reduceat(body.whole[lines.numbers], lines.begin) / lines.sizes
        line_bag[lines.of] = lines.top(body.bag[lines.numbers])
    residual = table.residual[found] & described.material != 0
    state, power = (agreement(group, described.told, found) for group in ("state", "power"))
    parts, machinery, ruled = table.parts[found], table.machinery[found], table.of_material[found]
    return np.column_stack(
        [
            np.log1p(best),
            _relative(best),
            body.best[own_number] / top,
            spread,
            np.log1p(body.heading_bag[found]),
            _relative(body.heading_bag[found]),
            _relative(line_bag),
            np.log1p(kinds),
            _relative(kinds),
            _relative(kind.heading_bag[found]),
            _relative(kind.best[own_number]),
            agree > 0,
            agree < 0,
            residual,
            table.household[found] & described.material != 0,
            parts * described.part,
            parts * (1 - described.part),
            np.log1p(count),
            _relative(body.covered[found]),
            body.covered[found] / (body.mass or 1.0),
            table.suffixes[found],
            table.keywords[found],
            machinery * described.machine,
            (~machinery) * described.machine,
            machinery,
            (agree > 0) & ruled,
            (agree < 0) & ruled,
            best_by_heading(body.whole, index)[found],
            body.whole[own_number],
            whole_spread,
            residual * _claimed(body.named[own_number], residual | (agree < 0)),
            best_by_heading(body.part_of, index)[found],
            state > 0,
            state < 0,
            unsaid(described.told, found),
            power > 0,
            power < 0,
            agreement("purity", described.told, found) < 0,
        ]
    ).astype(float)


def _claimed(named: Floats, but: npt.NDArray[np.bool_]) -> float:
    """How far one of the other headings names the thing."""
    return float(named[~but].max(initial=0.0))


def _outside(over: Floats, upto: Floats, facts: Mapping[str, object]) -> Floats:
    """1 where the known value of one article certainly falls outside a line's band."""
    worth = unit_value(facts)
    if worth is None:
        return np.zeros(len(over))
    low, high = worth
    fits = (low > over) & (low <= upto) if low == high else (low < upto) & ((math.inf if high is None else high) > over)
    return (~fits).astype(float)


def line_features(
    lines: Block, described: Described, body: Scores, kind: Scores, facts: Mapping[str, object]
) -> Floats:
    """One row per line of a block, columns as LINE_FEATURES; a line is compared with the others of its heading."""
    table, numbers = tables.lines(), lines.numbers
    material, knit, whom = table.material[numbers], table.knit[numbers], table.whom[numbers]
    agree = _agree(described.material, material)
    said_knit, said_whom = tables.KNIT[described.knit], sum(tables.WHOM[who] for who in described.whom)
    meets = whom & said_whom != 0
    parts = table.parts[numbers]
    bag = lines.relative(body.bag[numbers])
    return np.column_stack(
        [
            lines.relative(body.best[numbers]),
            bag,
            lines.relative(kind.best[numbers]),
            lines.relative(kind.bag[numbers]),
            agree > 0,
            agree < 0,
            table.refused[numbers] & described.material != 0,
            (knit != 0) & (knit != said_knit) & (said_knit != 0),
            meets,
            (whom != 0) & (said_whom != 0) & ~meets,
            _outside(table.over[numbers], table.upto[numbers], facts),
            table.rest[numbers],
            table.common[numbers],
            material == 0,
            parts * described.part,
            parts * (1 - described.part),
            _of_group(bag, table.subheading[numbers]),
            body.best[numbers] / (float(body.best.max()) or 1.0),
            body.whole[numbers],
        ]
    ).astype(float)


def _of_group(values: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    """The best value among neighbours of one group (the lines of a subheading)."""
    begin = np.flatnonzero(np.diff(groups, prepend=-1))
    sizes = np.diff(begin, append=len(groups))
    return np.repeat(np.maximum.reduceat(values, begin), sizes)
