"""Lines that take another article's rate (sets, ensembles, movements): what the rates they may take lie between."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tariff_data.duty.quantity_bounds import AtMost, Bound
from tariff_data.duty.rate_column import ColumnName
from tariff_data.duty_rates import Rate
from tariff_data.duty_rates.duty import Duty, Goods
from tariff_data.hts.lookup import ScheduleLookup
from tariff_data.law_records.provisions import BorrowedRate
from tariff_data.law_records.snapshot import Snapshot

Lent = tuple[tuple[str, Rate], ...]
"""Tariff numbers and their rates."""


def lenders(hts: str, column: ColumnName, schedule: ScheduleLookup, law: Snapshot) -> Lent:
    """The lines whose rate a line may take, one for each different rate; none where it takes nobody's."""
    found: dict[Rate, str] = {}
    for record in law.of(BorrowedRate):
        if hts.startswith(record.hts):
            for prefix in record.of:
                for line in schedule.lines(prefix):
                    rate = line.column2_rate() if column == "column2" else line.general_rate()
                    if rate.reason is None:
                        found.setdefault(rate, line.hts8)
    return tuple((hts8, rate) for rate, hts8 in found.items())


def between(lent: Lent, own: Duty, goods: Goods, at_most: AtMost) -> tuple[Duty, tuple[Bound, ...]]:
    """The duty between the cheapest and the dearest of the rates lent, and the bounds that the dearest rests on."""
    ends = [at_most.bounded(hts, rate, goods) for hts, rate in lent]
    if not ends or any(duty.high is None for duty, _ in ends):
        return own, ()
    low = min(duty.low or Decimal(0) for duty, _ in ends)
    dearest, bounds = max(ends, key=lambda end: end[0].high or Decimal(0))
    return replace(own, low=low, high=dearest.high), bounds
