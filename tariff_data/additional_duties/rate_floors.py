"""What a heading in effect comes to, in dollars and cents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tariff_data.additional_duties.case import Column
from tariff_data.additional_duties.schema import Measure, RateSpec
from tariff_data.core.money import ZERO, cents

_HUNDRED = Decimal(100)


def rate_in(measure: Measure, column: Column) -> RateSpec:
    """The rate of a heading in the column that the goods are entered under."""
    if column == "column2" and measure.column2_rate is not None:
        return measure.column2_rate
    if column == "special" and measure.special_rate is not None:
        return measure.special_rate
    return measure.rate


@dataclass(frozen=True, slots=True)
class Charge:
    """A duty: `base` dollars, and the `amount` due. For a top-up `counted` is the part of the base duty set off."""

    base: Decimal
    amount: Decimal
    counted: Decimal = ZERO


def charge(rate: RateSpec, value: Decimal, share: Decimal, base_duty: Decimal) -> Charge:
    """The duty at a rate on a share of the value.

    A top-up brings base and additional duty together to its rate, on the share of the value it is charged on: the
    base duty of that share is set off, and what is left is never negative.
    """
    base = value * share
    if rate.kind == "free" or rate.pct is None:
        return Charge(cents(base), ZERO)
    due = base * rate.pct / _HUNDRED
    if rate.kind == "top_up_to":
        counted = base_duty * share
        return Charge(cents(base), cents(max(ZERO, due - counted)), cents(counted))
    return Charge(cents(base), cents(due))
