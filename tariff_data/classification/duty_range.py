"""The plausible lines: the range of duties that holds most of the probability and is no wider than that is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf

from tariff_data.results import Range

LEAST = 0.8
"""The share of probability that a range holds at least; what it covers in practice is measured in docs/accuracy.md."""
WORTH = 0.298
"""The share of probability that is worth the whole way from the cheapest to the dearest line: a range reaches further
where a further step of its width holds more than that in proportion."""
ENDLESS = 0.1
"""The share of probability that may be left out where its duty has no end, or only a far one, or is not known."""
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
    """A line whose duty has both ends, in dollars or percent; `far`: the upper one is the most it can be, no more."""

    code: str
    p: float
    low: Decimal
    high: Decimal
    far: bool


def plausible(codes: Sequence[str], probability: Sequence[float], duty: Mapping[str, Range]) -> Spread:
    """Of the likeliest lines, those that lie wholly inside the duty range that is best worth its width.

    The likeliest line is always inside. Lines whose duty has no end (a fact is missing) make the range endless, and
    those of which only the most is known that it can be make it wide: the tail of both is left out as far as it holds
    no more probability than may be left out.
    """
    codes, probability = codes[:LOOKED_AT], probability[:LOOKED_AT]
    known = _known(codes, probability, duty)
    if not known:
        keep = _top(probability)
        return Spread(tuple(codes[:keep]), tuple(probability[:keep]), None, None)
    weighty = _weighty(codes, probability, {line.code for line in known if not line.far})
    low, high = _ends([line for line in known if not line.far or line.code in weighty] or known)
    kept = {line.code for line in known if low <= line.low and line.high <= high}
    kept |= _weighty(codes, probability, {line.code for line in known})
    inside = [(c, p) for c, p in zip(codes, probability, strict=True) if c in kept]
    return Spread(tuple(c for c, _ in inside), tuple(p for _, p in inside), low, high)


def _known(codes: Sequence[str], probability: Sequence[float], duty: Mapping[str, Range]) -> list[_Known]:
    return [
        _Known(code, p, span.low, span.high, span.end != "")
        for code, p in zip(codes, probability, strict=True)
        if (span := duty.get(code)) and span.low is not None and span.high is not None
    ]


def _ends(known: Sequence[_Known]) -> tuple[Decimal, Decimal]:
    """The ends of the range around the first line: of those that hold enough, the one best worth its width.

    What a step is worth is measured against the whole way, on which the most that something unknown can be
    does not count: it lies far out, and would make every other step look small.
    """
    first = known[0]
    total = sum(line.p for line in known)
    enough = LEAST * total - _ALMOST
    by_high = sorted(known, key=lambda line: line.high)
    sure = [line for line in known if not line.far] or known
    whole_way = max(line.high for line in sure) - min(line.low for line in sure)
    price = WORTH * total / (float(whole_way) or 1.0)
    best, ends = -inf, (first.low, first.high)
    for low in sorted({line.low for line in known if line.low <= first.low}, reverse=True):
        mass = 0.0
        for line in by_high:
            mass += line.p if line.low >= low else 0.0
            high = max(line.high, first.high)
            worth = mass - price * float(high - low)
            if mass >= enough and worth > best + _ALMOST:
                best, ends = worth, (low, high)
    return ends


def _weighty(codes: Sequence[str], probability: Sequence[float], known: set[str]) -> set[str]:
    """Of the lines that are not known so well, those that cannot be left out; the likeliest of all lines never is."""
    may_go = ENDLESS * sum(probability) + _ALMOST
    kept = {codes[0]}
    for code, p in sorted(zip(codes, probability, strict=True), key=lambda item: item[1]):
        if code in known:
            continue
        may_go -= p
        if may_go < 0:
            kept.add(code)
    return kept


def _top(probability: Sequence[float]) -> int:
    enough, seen = (1 - ENDLESS) * sum(probability), 0.0
    for count, p in enumerate(probability, 1):
        seen += p
        if seen >= enough:
            return count
    return len(probability)
