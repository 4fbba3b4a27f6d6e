"""The law on one line: every rate and measure for an origin as of a date, whatever the goods are worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.declaration.request import Item
from tariff_data.duty.line_duty import Priced, stack
from tariff_data.hts.lookup import Line, ScheduleLookup
from tariff_data.law_records.coverage import verified_through
from tariff_data.law_records.snapshot import snapshot
from tariff_data.results import DutyLine, Missing, Question

# Rates are shown, not amounts: a round value under which every percentage can be read.
_ANY_VALUE = Decimal(100)


class NoSuchLine(LookupError):
    """A tariff number that is not in the schedule in use."""


@dataclass(frozen=True, slots=True)
class LawOn:
    """The rate texts of the line and every heading that was considered, with status and citation."""

    on: date
    verified_through: date
    schedule: str
    line: Line
    origin: str
    headings: tuple[DutyLine, ...]
    total_pct: Decimal | None
    questions: tuple[Question, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[Message, ...]


def law_on(on: date, hts: str, origin: str, schedule: ScheduleLookup) -> LawOn:
    """The law of a day on goods of `origin` on a tariff number of 8 or 10 digits. Raises NoSuchLine.

    `total_pct` is base and additional duty together in percent of value, None where the base rate is not a percentage.
    """
    line = schedule.line(hts)
    if line is None:
        raise NoSuchLine(f"{hts} is not a duty line of {schedule.edition}")
    item = Item(hts=hts, value=_ANY_VALUE, origin=origin)
    found = stack(Priced(item, _ANY_VALUE, _ANY_VALUE, on, snapshot(on), {}), hts, schedule)
    warnings = list(found.warnings)
    if on > verified_through():
        warnings.insert(0, Message("warning.after_verified", {"day": verified_through()}))
    return LawOn(
        on=on,
        verified_through=verified_through(),
        schedule=schedule.edition,
        line=line,
        origin=origin,
        headings=found.lines,
        total_pct=found.duty.likely,
        questions=found.questions,
        missing=found.missing,
        warnings=tuple(warnings),
    )
