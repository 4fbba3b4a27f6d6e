"""The sums of an estimate in dollars. A part that is not known leaves its sum unknown: unknown is never zero."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tariff_data.core.money import ZERO
from tariff_data.duty.line_duty import plus
from tariff_data.results import Entry, FeeLine, Range, Totals

_UNKNOWN = Range(None, None, None)


def totals(duty: Range, fees: Sequence[FeeLine] | None, entry: Entry) -> Totals:
    """Duty of all items, fees that apply, and both together.

    A fee that is only conditional (it depends on who prepares the entry, or how the goods come) adds to `high` where
    its amount is known, and leaves the fees unknown where it is not. `fees` None: the value is not known that decides.
    """
    if entry.type == "refused":
        return Totals(_UNKNOWN, None, _UNKNOWN)
    span = _UNKNOWN if fees is None else _fees(fees)
    return Totals(duty, span.likely, plus(duty, span))


def _fees(fees: Sequence[FeeLine]) -> Range:
    owed = sum((fee.amount for fee in fees if fee.status == "applies" and fee.amount is not None), ZERO)
    if any(fee.status == "applies" and fee.amount is None for fee in fees):
        return _UNKNOWN
    conditional = [fee.amount for fee in fees if fee.status == "conditional"]
    if any(amount is None for amount in conditional):
        return Range(owed, None, None)
    most = owed + sum((amount for amount in conditional if amount is not None), Decimal(0))
    return Range(owed, owed, most)
