"""Every duty line for every country on one day: that the engine answers all of them, and how long it takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from time import perf_counter

from tariff_data.declaration.request import Item
from tariff_data.duty.line_duty import Priced, stack
from tariff_data.hts.database import open_schedule
from tariff_data.law_records.record import country_codes
from tariff_data.law_records.snapshot import snapshot
from tools.benchmark.clock import Figure
from web.support.progress import working

_VALUE = Decimal(100)


def schedule_figures(on: date | None = None) -> Iterator[Figure]:
    """Stacks of the whole schedule for all countries; raises where one cannot be worked out."""
    day = on or date.today()
    start, done = perf_counter(), 0
    countries = sorted(country_codes())
    with ProcessPoolExecutor(os.cpu_count()) as pool, working("every line, every country") as told:
        for place, count in enumerate(pool.map(_country, countries, [day] * len(countries)), 1):
            done += count
            told("countries", place, len(countries))
    spent = perf_counter() - start
    yield Figure(f"stacks of the whole schedule, {len(countries)} countries", done, "stacks")
    yield Figure("time for all of them", spent, "s")
    yield Figure("stacks per second", done / spent, "/s")


def _country(origin: str, day: date) -> int:
    schedule, law = open_schedule(), snapshot(day)
    count = 0
    for line in schedule.lines():
        item = Item(hts=line.hts8, value=_VALUE, origin=origin)
        found = stack(Priced(item, _VALUE, _VALUE, day, law, {}), line.hts8, schedule)
        if not found.lines:
            raise AssertionError(f"{line.hts8} of {origin}: no line")
        count += 1
    return count
