"""Fits the ranking weights to the development sets: `python -m tariff_data.classify.training [--write]`.

A listwise logistic model (which of the candidates is it?) with a penalty, by L-BFGS: deterministic. It prints what the
weights are worth on headings they were not fitted to (grouped cross-validation: a group is a heading).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize  # type: ignore[import-untyped]

from tariff_data.classify.described import describe
from tariff_data.classify.development import Item, development_sets
from tariff_data.classify.features import score
from tariff_data.classify.index import index
from tariff_data.classify.ranking import (
    HEADING_FEATURES,
    LINE_FEATURES,
    WEIGHTS,
    heading_candidates,
    heading_features,
    line_features,
    weights,
)

Floats = npt.NDArray[np.float64]
FOLDS = 5
# Conditions that the sets hardly ever show broken, but that exclude a line wherever they are.
FIXED = {"band_not": -5.0, "knit_not": -2.0, "refused": -1.0}
SHARE = {"listings": 1.0, "ruling_subjects": 1.0, "index_terms": 1.0}


@dataclass(frozen=True, slots=True)
class Case:
    """Candidates of one item as feature rows; `gold` is the right one's row (-1: not among them)."""

    of: str
    group: str
    rows: Floats
    gold: int


def fit(cases: Sequence[Case], start: Floats, penalty: float, weight: Callable[[Case], float]) -> Floats:
    """Weights that make the gold rows likely, pulled towards `start`."""
    used = [c for c in cases if c.gold >= 0]
    sizes = np.array([len(c.rows) for c in used])
    rows = np.vstack([c.rows for c in used])
    begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    gold = begin + np.array([c.gold for c in used])
    importance = np.array([weight(c) for c in used])

    def loss(w: Floats) -> tuple[float, Floats]:
        z = rows @ w
        top = np.maximum.reduceat(z, begin)
        raised = np.exp(z - np.repeat(top, sizes))
        total = np.add.reduceat(raised, begin)
        value = float((importance * (top + np.log(total) - z[gold])).sum())
        p = raised / np.repeat(total, sizes) * np.repeat(importance, sizes)
        gradient = rows.T @ p - rows[gold].T @ importance
        return value + penalty * float(((w - start) ** 2).sum()), gradient + 2 * penalty * (w - start)

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)


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
        headings.append(Case(of, item.code[:4], rows, int(hit[0]) if len(hit) else -1))
        if h < 0 or len(item.code) < 6:
            continue
        start, end = found.lines_of[h]
        codes = [found.codes[n] for n in found.line_numbers[start:end]]
        match = [i for i, code in enumerate(codes) if code == item.code[:8]]
        if match and len(codes) > 1:
            rows = line_features(h, described, body, kind, found, item.facts)
            lines.append(Case(of, item.code[:4], rows, match[0]))
    return headings, lines


def cross_validated(
    cases: Sequence[Case], start: Floats, penalty: float, weight: Callable[[Case], float]
) -> dict[str, list[float]]:
    """Out-of-fold top-1, top-5 and number of items per set; without the gold among the candidates counts as wrong."""
    groups = sorted({c.group for c in cases})
    fold = {g: i % FOLDS for i, g in enumerate(groups)}
    hits: dict[str, list[float]] = {}
    for k in range(FOLDS):
        w = fit([c for c in cases if fold[c.group] != k], start, penalty, weight)
        for c in cases:
            if fold[c.group] == k:
                _count(hits, c, w)
    return {of: [100 * h[1] / h[0], 100 * h[2] / h[0], h[0]] for of, h in hits.items()}


def _count(hits: dict[str, list[float]], case: Case, w: Floats) -> None:
    tally = hits.setdefault(case.of, [0, 0, 0])
    tally[0] += 1
    if case.gold >= 0:
        z = case.rows @ w
        ahead = int((z > z[case.gold]).sum())
        tally[1] += ahead == 0
        tally[2] += ahead < 5


def main(argv: Sequence[str]) -> None:
    """Fit, report, and with --write store the weights."""
    sets = development_sets()
    items = [(name, item) for name, found in sets.items() if name in SHARE for item in found]
    headings, lines = gather(items)
    size = {name: len(found) for name, found in sets.items()}
    stored = weights()
    for part, names, cases, penalty in (
        ("heading", HEADING_FEATURES, headings, 0.02),
        ("line", LINE_FEATURES, lines, 0.02),
    ):
        start = np.zeros(len(names))

        def weight(case: Case) -> float:
            return SHARE[case.of] / size[case.of]

        now = np.array([stored[part].get(name, 0.0) for name in names])
        before: dict[str, list[float]] = {}
        for case in cases:
            _count(before, case, now)
        print(
            part, "stored", {of: [round(100 * h[1] / h[0], 1), round(100 * h[2] / h[0], 1)] for of, h in before.items()}
        )
        held_out = cross_validated(cases, start, penalty / 10, weight)
        print(part, "out of fold", {of: [round(x, 1) for x in h] for of, h in held_out.items()})
        w = fit(cases, start, penalty / 10, weight)
        print(part, dict(zip(names, w.round(2).tolist(), strict=True)))
        stored[part] = dict(zip(names, w.round(3).tolist(), strict=True))
        stored[part].update({name: value for name, value in FIXED.items() if name in names})
    if "--write" in argv:
        WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
