"""What an estimate says and asks of a weight or a number that nobody gave, and that its upper end rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO, cents
from tariff_data.duty.line_duty import Stack
from tariff_data.duty.quantity_bounds import Bound
from tariff_data.results import Option, Question, Range

WEIGHT = "kg"
MOST_OPTIONS = 6
_STEPS = tuple(Decimal(kg) for kg in ("0.2", "0.5", "1", "2", "5", "10", "20", "50", "100", "200", "500", "1000"))


def bounds_said(stacks: Iterable[Stack]) -> tuple[Message, ...]:
    """One sentence per unknown quantity: the one of the dearest line is what the upper end rests on."""
    said: dict[str, Bound] = {}
    for one in sorted(stacks, key=lambda one: -(one.duty.high or ZERO)):
        for bound in one.bounds:
            said.setdefault(bound.unit, bound)
    return tuple(
        bound.why if bound.certain else Message("at_most.assumed", {"why": bound.why}) for bound in said.values()
    )


def weight_question(
    most: Decimal, lines: Sequence[tuple[str, float]], duty_at: Callable[[str, Decimal], Range], least: Decimal
) -> Question | None:
    """How much the goods weigh, where that moves the duty that is to be expected by at least `least` dollars.

    `most`: the kilograms it cannot exceed. `lines`: the plausible ones with their probability, the best first.
    `duty_at`: what a line costs at a weight.
    """
    steps = _spread([kg for kg in _STEPS if kg < most])
    if len(steps) < 2:
        return None
    options, expected = [], []
    for kg in steps:
        ranges = [duty_at(hts, kg) for hts, _ in lines]
        expected.append(_expected(ranges, [p for _, p in lines]))
        lows, highs = [r.low for r in ranges], [r.high for r in ranges]
        low = None if None in lows else min(low for low in lows if low is not None)
        high = None if None in highs else max(high for high in highs if high is not None)
        options.append(Option(str(kg), Message("at_most.about", {"kg": kg}), Range(low, ranges[0].likely, high)))
    moves = cents(max(expected) - min(expected))
    if moves < least:
        return None
    return Question(WEIGHT, Message("at_most.ask.kg"), tuple(options), moves)


def _spread(steps: Sequence[Decimal]) -> list[Decimal]:
    """As many as one wants to choose from, over the whole way from light to heavy."""
    last = len(steps) - 1
    if last < MOST_OPTIONS:
        return list(steps)
    return [steps[round(n * last / (MOST_OPTIONS - 1))] for n in range(MOST_OPTIONS)]


def _expected(ranges: Sequence[Range], weights: Sequence[float]) -> Decimal:
    """The mean of the duties that can be said, by how likely each line is."""
    known = [(r.likely, Decimal(str(p))) for r, p in zip(ranges, weights, strict=True) if r.likely is not None]
    total = sum((p for _, p in known), ZERO)
    return sum((duty * p for duty, p in known), ZERO) / total if total else ZERO
