"""Fits the ranking weights to the development sets: `python -m tariff_data.classification.training [--write]`.

A listwise logistic model (which of the candidates is it?) with a penalty, by L-BFGS: deterministic. It prints what the
weights are worth on headings they were not fitted to (grouped cross-validation: a group is a heading).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from tariff_data.classification.description import describe
from tariff_data.classification.development import Item, development_sets
from tariff_data.classification.features import score
from tariff_data.classification.heading_features import (
    HEADING_FEATURES,
    LINE_FEATURES,
    block,
    heading_candidates,
    heading_features,
    line_features,
)
from tariff_data.classification.index import index
from tariff_data.classification.ranking import WEIGHTS, weights

Floats = npt.NDArray[np.float64]
FOLDS = 5
# Limits of weights (least, most). Conditions decide: a line is not for goods of another material, fabric, wearer or
# value, and parts are not what somebody names who names no part. The sets show such conditions broken too rarely, and
# listings state a material too rarely, to teach how much they count.
BOUNDS: dict[str, tuple[float | None, float | None]] = {
    "material": (0.8, None),
    "material_not": (None, -1.8),
    "refused": (None, -1.5),
    "knit_not": (None, -2.0),
    "whom": (0.1, None),
    "whom_not": (None, -0.8),
    "band_not": (None, -5.0),
    "parts": (0.5, None),
    "parts_not": (None, -0.8),
}
# What a thing is called goes before what it is made of: a plastic handbag is a handbag.
HEADING_BOUNDS: dict[str, tuple[float | None, float | None]] = {"residual_claimed": (None, -3.0)}
SHARE = {
    "heading": {"listings": 1.0, "ruling_subjects": 1.0, "index_terms": 2.0},
    "line": {"listings": 1.0, "ruling_subjects": 1.0, "ruling_texts": 0.5, "index_terms": 0.5},
}
PENALTY = 0.008


@dataclass(frozen=True, slots=True)
class Case:
    """Candidates of one item as feature rows; `gold` are the right ones' rows (none: not among them).

    A code of six digits has several right lines: any of them is right.
    """

    of: str
    group: str
    rows: Floats
    gold: tuple[int, ...]


def fit(cases: Sequence[Case], names: Sequence[str], weight: Callable[[Case], float]) -> Floats:
    """Weights within their bounds that make the gold rows likely, pulled towards nothing."""
    used = [c for c in cases if c.gold]
    limits = BOUNDS if names is LINE_FEATURES else HEADING_BOUNDS
    bounds = [limits.get(name, (None, None)) for name in names]
    start = np.array([low or high or 0.0 for low, high in bounds])
    sizes = np.array([len(c.rows) for c in used])
    rows = np.vstack([c.rows for c in used])
    begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    gold = np.zeros(len(rows))
    gold[[at + place for at, c in zip(begin, used, strict=True) for place in c.gold]] = 1.0
    importance = np.array([weight(c) for c in used])

    def loss(w: Floats) -> tuple[float, Floats]:
        z = rows @ w
        raised = np.exp(z - np.repeat(np.maximum.reduceat(z, begin), sizes))
        total, right = np.add.reduceat(raised, begin), np.add.reduceat(raised * gold, begin)
        value = float((importance * (np.log(total) - np.log(right))).sum())
        share = raised / np.repeat(total, sizes) - raised * gold / np.repeat(right, sizes)
        gradient = rows.T @ (share * np.repeat(importance, sizes))
        return value + PENALTY * float((w**2).sum()), gradient + 2 * PENALTY * w

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    return np.asarray(found.x)


def gather(items: Sequence[tuple[str, Item]]) -> tuple[list[Case], list[Case]]:
    """Heading cases and, where the code has 8 digits, line cases within the right heading."""
    found = index()
    place = {heading: i for i, heading in enumerate(found.headings)}
    headings, lines = [], []
    for of, item in items:
        described = describe(item.text, item.lang, item.attributes, found)
        body, kind = score(described, found)
        candidates = heading_candidates(body, kind, found, described.material)
        if not len(candidates):
            continue
        h = place.get(item.code[:4], -1)
        hit = np.flatnonzero(candidates == h)
        rows = heading_features(candidates, described, body, kind, found)
        headings.append(Case(of, item.code[:4], rows, tuple(hit.tolist())))
        if h < 0 or len(item.code) < 6:
            continue
        start, end = found.lines_of[h]
        codes = [found.codes[n] for n in found.line_numbers[start:end]]
        match = tuple(i for i, code in enumerate(codes) if code.startswith(item.code[:8]))
        if 0 < len(match) < len(codes):
            rows = line_features(block([h], found), described, body, kind, item.facts)
            lines.append(Case(of, item.code[:4], rows, match))
    return headings, lines


def cross_validated(
    cases: Sequence[Case], names: Sequence[str], weight: Callable[[Case], float]
) -> dict[str, list[float]]:
    """Out-of-fold top-1, top-5 and number of items per set; without the gold among the candidates counts as wrong."""
    groups = sorted({c.group for c in cases})
    fold = {g: i % FOLDS for i, g in enumerate(groups)}
    hits: dict[str, list[float]] = {}
    for k in range(FOLDS):
        w = fit([c for c in cases if fold[c.group] != k], names, weight)
        for c in cases:
            if fold[c.group] == k:
                _count(hits, c, w)
    return _shares(hits)


def _shares(hits: dict[str, list[float]]) -> dict[str, list[float]]:
    return {of: [round(100 * h[1] / h[0], 1), round(100 * h[2] / h[0], 1), h[0]] for of, h in hits.items()}


def _count(hits: dict[str, list[float]], case: Case, w: Floats) -> None:
    tally = hits.setdefault(case.of, [0, 0, 0])
    tally[0] += 1
    if case.gold:
        z = case.rows @ w
        ahead = int((z > z[list(case.gold)].max()).sum())
        tally[1] += ahead == 0
        tally[2] += ahead < 5


def main(argv: Sequence[str]) -> None:
    """Fit, report, and with --write store the weights."""
    sets = development_sets()
    headings, lines = gather([(name, item) for name, found in sets.items() for item in found])
    stored = weights()
    parts: tuple[tuple[str, Sequence[str], list[Case]], ...] = (
        ("heading", HEADING_FEATURES, headings),
        ("line", LINE_FEATURES, lines),
    )
    for part, names, every in parts:
        share = SHARE[part]
        cases = [case for case in every if case.of in share]
        size = Counter(case.of for case in cases)
        print(part, "stored", _measured(cases, np.array([stored[part].get(name, 0.0) for name in names])))
        weight = _weight(share, size)
        print(part, "out of fold", cross_validated(cases, names, weight))
        w = fit(cases, names, weight)
        print(part, "fitted", _measured(cases, w), dict(zip(names, w.round(2).tolist(), strict=True)))
        stored[part] = dict(zip(names, w.round(3).tolist(), strict=True))
    if "--write" in argv:
        WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def _weight(share: Mapping[str, float], size: Mapping[str, int]) -> Callable[[Case], float]:
    """Each set counts by its share, however many items it has."""
    return lambda case: share[case.of] / size[case.of]


def _measured(cases: Sequence[Case], w: Floats) -> dict[str, list[float]]:
    hits: dict[str, list[float]] = {}
    for case in cases:
        _count(hits, case, w)
    return _shares(hits)


if __name__ == "__main__":
    main(sys.argv[1:])
