"""Everything one item owes on one tariff line: base duty, additional duties and excise, with their range.

A stack is what a candidate line would cost. The estimate shows the stack of the best candidate, and ranges over the
stacks of all plausible ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tariff_data.additional_duties import Case, Outcome, additional_duties
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO, cents
from tariff_data.declaration.quantities import quantities_of
from tariff_data.declaration.request import Item
from tariff_data.duty.base_duty import BaseDuty, base_duty, unknown_base
from tariff_data.duty.borrowed_rate import lenders
from tariff_data.duty.excise import excise_lines, excise_missing
from tariff_data.duty.quantity_bounds import AtMost, Bound
from tariff_data.duty.rate_column import RateColumns
from tariff_data.hts.lookup import Line, ScheduleLookup
from tariff_data.law_records.coverage import schedule_since
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import DutyLine, End, Missing, Question, Range, weakest_end

_UNKNOWN = Range(None, None, None)


@dataclass(frozen=True, slots=True)
class Priced:
    """An item entered on a day, with everything decided but its tariff line.

    `dollars` is what the invoice comes to, `value` the entered value in whole dollars (19 CFR 141.90(d) reporting).
    `at_most` bounds quantities that are not known; without it their duty has no upper end.
    """

    item: Item
    dollars: Decimal
    value: Decimal
    on: date
    law: Snapshot
    facts: Mapping[str, object]
    at_most: AtMost | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """The lines, the duty in dollars, and what is open, for one tariff line.

    `bounds`: the unknown quantities on which the upper end of the duty rests.
    """

    hts: str
    lines: tuple[DutyLine, ...]
    duty: Range
    questions: tuple[Question, ...] = ()
    missing: tuple[Missing, ...] = ()
    warnings: tuple[Message, ...] = ()
    prohibited: bool = False
    mpf_exempt: bool = False
    bounds: tuple[Bound, ...] = ()


def stack(
    priced: Priced, hts: str, schedule: ScheduleLookup, outcome_of: Callable[[Case], Outcome] = additional_duties
) -> Stack:
    """What the goods would owe on a tariff number of 8 or 10 digits."""
    line = schedule.line(hts)
    base = _base(priced, hts, line, schedule)
    outcome = outcome_of(_case(priced, hts, base))
    excise = excise_lines(priced.item, hts, priced.value, priced.facts, priced.law)
    return _added_up(hts, base, outcome, excise, base.chosen.refused)


def case_of(priced: Priced, hts: str, schedule: ScheduleLookup) -> Case:
    """What the additional-duty engine is asked about the goods on a number, base duty worked out."""
    return _case(priced, hts, _base(priced, hts, schedule.line(hts), schedule))


def _base(priced: Priced, hts: str, line: Line | None, schedule: ScheduleLookup) -> BaseDuty:
    texts = _texts(priced.item, line)
    if texts is None:
        return unknown_base(hts, priced.value, Message("missing.unknown_line", {"hts": hts}))
    if priced.item.rates is None and priced.on < schedule_since():
        return unknown_base(hts, priced.value, Message("missing.before_schedule", {"day": schedule_since()}))
    quantities = quantities_of(priced.item, line.units if line else ())
    return base_duty(
        hts,
        texts,
        priced.item.origin,
        priced.item.claims,
        priced.value,
        quantities,
        priced.facts,
        priced.law,
        priced.at_most,
        lambda column: lenders(hts, column, schedule, priced.law),
    )


def _texts(item: Item, line: Line | None) -> RateColumns | None:
    """The request's own rate texts where it gives any, over the schedule's; None where neither has a general rate."""
    given = item.rates
    general = (given.general if given else None) or (line.general if line else None)
    if general is None:
        return None
    special = (given.special if given else None) or (line.special if line else "")
    column2 = (given.column2 if given else None) or (line.column2 if line else "")
    return RateColumns(general, special, column2)


def _case(priced: Priced, hts: str, base: BaseDuty) -> Case:
    duty = base.duty
    return Case(
        hts=hts,
        origin=priced.item.origin,
        on=priced.on,
        value=priced.value,
        base_duty=duty.likely,
        base_low=duty.low,
        base_high=duty.high,
        column=base.chosen.column,
        preference=base.chosen.preference,
        facts=priced.facts,
        ship_from=priced.item.ship_from,
    )


def _added_up(
    hts: str, base: BaseDuty, outcome: Outcome, excise: tuple[DutyLine, ...], refused: tuple[Message, ...]
) -> Stack:
    base_line = base.line
    if outcome.base_displaced_by:
        base_line = _displaced(base_line, outcome.base_displaced_by)
    bounds = () if outcome.base_displaced_by or outcome.prohibited else base.bounds
    base_missing = () if outcome.base_displaced_by else base.missing
    lines = (base_line, *outcome.lines, *excise)
    duty = plus(outcome.total, *(_of(line) for line in excise))
    if not outcome.base_displaced_by and base.duty.likely is None:
        duty = replace(duty, likely=None)
    if base.duty.likely is not None or outcome.base_displaced_by:
        duty = _agreeing(duty, lines)
    return Stack(
        hts,
        lines,
        _UNKNOWN if outcome.prohibited else replace(duty, end="" if outcome.base_displaced_by else _end(base, bounds)),
        outcome.questions,
        (*base_missing, *outcome.missing, *excise_missing(excise)),
        (*refused, *outcome.warnings),
        outcome.prohibited,
        base.chosen.mpf_exempt,
        bounds,
    )


def _end(base: BaseDuty, bounds: tuple[Bound, ...]) -> End:
    """What the upper end of the duty rests on, where the base duty is not known."""
    if any(not bound.certain for bound in bounds):
        return "assumed"
    return "limit" if bounds or (base.chosen.rate.reason and base.duty.high is not None) else ""


def _displaced(line: DutyLine, heading: str) -> DutyLine:
    why = Message("why.base_duty.displaced", {"heading": heading})
    return replace(line, status="displaced", amount=ZERO, low=None, high=None, displaced_by=heading, why=why)


def _agreeing(duty: Range, lines: tuple[DutyLine, ...]) -> Range:
    """`likely` as the sum of the amounts shown, so that the printed lines add up to the cent."""
    if duty.likely is None:
        return duty
    likely = sum((line.amount for line in lines if line.status == "applies" and line.amount is not None), Decimal(0))
    low = likely if duty.low == duty.likely else min(duty.low, likely) if duty.low is not None else None
    high = likely if duty.high == duty.likely else max(duty.high, likely) if duty.high is not None else None
    return Range(low, likely, high)


def _of(line: DutyLine) -> Range:
    """The range of a single line. A line whose amount is unknown leaves the likely figure unknown."""
    if line.amount is not None:
        return Range(line.amount, line.amount, line.amount)
    return Range(line.low if line.low is not None else Decimal(0), None, line.high)


def plus(*ranges: Range) -> Range:
    """Ranges added together, each figure unknown where any part of it is."""
    high = _sum(r.high for r in ranges)
    low, likely = _sum(r.low for r in ranges), _sum(r.likely for r in ranges)
    return Range(low, likely, high, "" if high is None else weakest_end(ranges))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return cents(total)
