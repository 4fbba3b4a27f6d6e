"""The plausible lines: the shortest range of duties that holds the stated share of the probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tariff_data.result import Range

COVERAGE = 0.90
"""The share of probability the range is built for; what it covers in practice is measured in docs/accuracy.md."""
LOOKED_AT = 60
_ALMOST = 1e-12


@dataclass(frozen=True, slots=True)
class Spread:
    """Lines in the range (best first) with probability, and the range's ends (None: no duty is known)."""

    codes: tuple[str, ...]
    probability: tuple[float, ...]
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class _Known:
    """A line whose duty has both ends, in dollars or percent."""

    code: str
    p: float
    low: Decimal
    high: Decimal


def shortest(
    codes: Sequence[str], probability: Sequence[float], duty: Mapping[str, Range], share: float = COVERAGE
) -> Spread:
    """Of the likeliest lines, those that lie wholly inside the shortest duty range with `share` of their probability.

    The likeliest line is always inside. Lines whose duty has no end (a fact is missing) make the range endless: their
    tail is left out as far as it holds no more probability than a range may leave out.
    """
    codes, probability = codes[:LOOKED_AT], probability[:LOOKED_AT]
    known = _known(codes, probability, duty)
    if not known:
        keep = _top(probability, share)
        return Spread(tuple(codes[:keep]), tuple(probability[:keep]), None, None)
    low, high = _ends(known, share)
    kept = {line.code for line in known if low <= line.low and line.high <= high}
    kept |= _endless(codes, probability, {line.code for line in known}, share)
    inside = [(c, p) for c, p in zip(codes, probability, strict=True) if c in kept]
    return Spread(tuple(c for c, _ in inside), tuple(p for _, p in inside), low, high)


def _known(codes: Sequence[str], probability: Sequence[float], duty: Mapping[str, Range]) -> list[_Known]:
    return [
        _Known(code, p, span.low, span.high)
        for code, p in zip(codes, probability, strict=True)
        if (span := duty.get(code)) and span.low is not None and span.high is not None
    ]


def _ends(known: Sequence[_Known], share: float) -> tuple[Decimal, Decimal]:
    """The shortest range around the first line that holds `share` of the known lines."""
    first = known[0]
    wanted = share * sum(line.p for line in known) - _ALMOST
    by_high = sorted(known, key=lambda line: line.high)
    best: tuple[Decimal, Decimal] | None = None
    for low in sorted({line.low for line in known if line.low <= first.low}, reverse=True):
        mass = 0.0
        for line in by_high:
            mass += line.p if line.low >= low else 0.0
            if mass >= wanted:
                high = max(line.high, first.high)
                if best is None or high - low < best[1] - best[0]:
                    best = (low, high)
                break
    assert best is not None
    return best


def _endless(codes: Sequence[str], probability: Sequence[float], known: set[str], share: float) -> set[str]:
    """The lines without an end that cannot be left out; the likeliest of all lines never is."""
    may_go = (1 - share) * sum(probability) + _ALMOST
    kept = {codes[0]}
    for code, p in sorted(zip(codes, probability, strict=True), key=lambda item: item[1]):
        if code in known:
            continue
        may_go -= p
        if may_go < 0:
            kept.add(code)
    return kept


def _top(probability: Sequence[float], share: float) -> int:
    total, seen = sum(probability), 0.0
    for count, p in enumerate(probability, 1):
        seen += p
        if seen >= share * total:
            return count
    return len(probability)
