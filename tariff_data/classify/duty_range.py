"""The plausible lines: the shortest range of duties that holds the stated share of the probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COVERAGE = 0.90
"""The share of probability the range is built for; what it covers in practice is measured in docs/accuracy.md."""
LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Spread:
    """Lines in the range (best first) with probability, and the range's ends (None: no duty is known)."""

    codes: tuple[str, ...]
    probability: tuple[float, ...]
    low: float | None
    high: float | None


def shortest(
    codes: Sequence[str], probability: Sequence[float], duty: Mapping[str, float | None], share: float = COVERAGE
) -> Spread:
    """Of the likeliest lines, those inside the shortest duty range that holds `share` of their probability.

    The likeliest line is always inside. A line whose duty is not known (a fact is missing) always stays.
    """
    codes, probability = codes[:LOOKED_AT], probability[:LOOKED_AT]
    known = sorted((d, p) for c, p in zip(codes, probability, strict=True) if (d := duty.get(c)) is not None)
    total = sum(p for _, p in known)
    if not known:
        keep = _top(probability, share)
        return Spread(tuple(codes[:keep]), tuple(probability[:keep]), None, None)
    first = next(d for c in codes if (d := duty.get(c)) is not None)
    best: tuple[float, float, float] | None = None
    start, mass = 0, 0.0
    for end in range(len(known)):
        mass += known[end][1]
        while start < end and mass - known[start][1] >= share * total:
            mass -= known[start][1]
            start += 1
        if mass >= share * total - 1e-12:
            low, high = min(known[start][0], first), max(known[end][0], first)
            if best is None or high - low < best[0]:
                best = (high - low, low, high)
    assert best is not None
    _, low, high = best
    inside = [(c, p) for c, p in zip(codes, probability, strict=True) if (d := duty.get(c)) is None or low <= d <= high]
    return Spread(tuple(c for c, _ in inside), tuple(p for _, p in inside), low, high)


def _top(probability: Sequence[float], share: float) -> int:
    total, seen = sum(probability), 0.0
    for count, p in enumerate(probability, 1):
        seen += p
        if seen >= share * total:
            return count
    return len(probability)
