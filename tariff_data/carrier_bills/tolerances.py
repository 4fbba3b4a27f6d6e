"""What all judges of bill lines share: a line with its meaning, a finding, and how near is near enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tariff_data.carrier_bills.names import Reading
from tariff_data.carrier_bills.result import Explanation, Verdict
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO
from tariff_data.results import Confidence, EstimateResult, Range

# Carriers round the value where customs takes whole dollars, and convert money by their own rate of the day.
LEAST_SLACK = Decimal("0.25")
MOST_SLACK = Decimal("1.00")
SLACK_SHARE = Decimal("0.05")
FEE_SLACK = Decimal("0.05")
NOTHING = Range(ZERO, ZERO, ZERO)
UNKNOWN = Range(None, None, None)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the bill. `amount` in US dollars; `place` counts from 0."""

    place: int
    name: str
    amount: Decimal
    reading: Reading

    @property
    def checks(self) -> str:
        return self.reading.term.checks if self.reading.term else "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """A judge's opinion of one line."""

    verdict: Verdict
    expected: Range
    reason: Message
    explanations: tuple[Explanation, ...] = ()
    citation: str = ""
    source: str = ""
    confidence: Confidence = "medium"


def slack(expected: Decimal) -> Decimal:
    """How far an amount of duty may be off and still be the same duty."""
    return min(MOST_SLACK, max(LEAST_SLACK, abs(expected) * SLACK_SHARE))


def is_near(amount: Decimal, expected: Decimal | None) -> bool:
    """Whether an amount is the expected duty."""
    return expected is not None and abs(amount - expected) <= slack(expected)


def is_fee(amount: Decimal, expected: Decimal | None) -> bool:
    """Whether an amount is an expected fee: fees are fixed to the cent."""
    return expected is not None and abs(amount - expected) <= FEE_SLACK


def compared(amount: Decimal, expected: Range) -> Verdict:
    """An amount of duty against what it should be. Inside a wide range nobody can tell."""
    if is_near(amount, expected.likely):
        return "right"
    if expected.low is not None and amount < expected.low - slack(expected.low):
        return "too_low"
    if expected.high is not None and amount > expected.high + slack(expected.high):
        return "too_high"
    if expected.low is not None and expected.low == expected.high:
        return "right"
    return "cannot_tell"


def dearest(found: EstimateResult) -> Decimal | None:
    """The duty on the dearest lines that the goods may stand on, of those whose duty can be worked out."""
    known = [[one.duty for one in item.candidates if one.duty is not None] for item in found.items]
    return total(max(duties) for duties in known) if all(known) else None


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Dollars together, zero for none."""
    return sum(amounts, ZERO)


def less(expected: Range, by: Decimal) -> Range:
    """A range with an amount taken off, never below zero."""
    low, likely, high = (
        None if figure is None else max(ZERO, figure - by) for figure in (expected.low, expected.likely, expected.high)
    )
    return Range(low, likely, high, expected.end)
