"""The total rate on a line and origin by entry date, since the schedule's first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tariff_data.additional_duties import Case
from tariff_data.declaration.request import Item
from tariff_data.duty.line_duty import Priced, case_of
from tariff_data.hts.lookup import Line, ScheduleLookup
from tariff_data.law_records.coverage import schedule_since, verified_through
from tariff_data.law_records.snapshot import snapshot
from tariff_data.scenarios.law_on_line import NoSuchLine
from tariff_data.scenarios.rate_timeline import Step, timeline

_ANY_VALUE = Decimal(100)


@dataclass(frozen=True, slots=True)
class LineTimeline:
    """The steps of a line and origin, first to last; rates in percent of value."""

    line: Line
    origin: str
    schedule: str
    verified_through: date
    steps: tuple[Step, ...]


def line_timeline(hts: str, origin: str, schedule: ScheduleLookup, since: date | None = None) -> LineTimeline:
    """From `since` (default: the schedule's first day) through every known future change. Raises NoSuchLine."""
    line = schedule.line(hts)
    if line is None:
        raise NoSuchLine(f"{hts} is not a duty line of {schedule.edition}")
    first = max(since or schedule_since(), schedule_since())
    item = Item(hts=hts, value=_ANY_VALUE, origin=origin)

    def on(day: date) -> Case:
        return case_of(Priced(item, _ANY_VALUE, _ANY_VALUE, day, snapshot(day), {}), hts, schedule)

    return LineTimeline(
        line, origin, schedule.edition, verified_through(), timeline(on(first), since=first, case_on=on)
    )
