"""What would change an item's duty: facts, trade-agreement claims and dates, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tariff_data.additional_duties import Case
from tariff_data.declaration.currency_conversion import conversion
from tariff_data.declaration.request import EstimateRequest
from tariff_data.duty.line_duty import Priced, case_of
from tariff_data.duty_rates import symbols_of
from tariff_data.estimate.valuation import priced_items
from tariff_data.hts.database import open_schedule
from tariff_data.hts.lookup import ScheduleLookup
from tariff_data.law_records.snapshot import snapshot
from tariff_data.scenarios.what_would_change import Change, what_would_change


def changes_of(
    request: EstimateRequest, place: int, hts: str, schedule: ScheduleLookup | None = None
) -> tuple[Change, ...]:
    """What would lower or raise the duty of the item at `place` if it stands on `hts`; the heaviest first.

    Nothing where its dollar value is not known.
    """
    schedule = schedule or open_schedule()
    priced = priced_items(request, conversion(request), snapshot(request.on))[place]
    if priced is None:
        return ()

    def on(day: date) -> Case:
        return case_of(replace(priced, on=day, law=snapshot(day)), hts, schedule)

    claims = {symbol: case_of(claimed, hts, schedule) for symbol, claimed in _claims(priced, hts, schedule)}
    return what_would_change(case_of(priced, hts, schedule), claims=claims, case_on=on)


def _claims(priced: Priced, hts: str, schedule: ScheduleLookup) -> Iterator[tuple[str, Priced]]:
    """The item with each preference claimed that is printed on the line, in force and open to its country."""
    line = schedule.line(hts)
    if line is None or priced.item.claims:
        return
    for symbol in symbols_of(line.special):
        programme = priced.law.programme_of(symbol, priced.item.origin)
        if programme and programme.status == "active" and not programme.product_based:
            yield symbol, replace(priced, item=priced.item.model_copy(update={"claims": (symbol,)}))
