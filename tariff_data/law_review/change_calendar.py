"""What changed in the law, day by day, read off the dated records: programmes, fees, limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Literal

from tariff_data.additional_duties.law import the_law
from tariff_data.additional_duties.schema import Measure
from tariff_data.law_records.provisions import Fee, Threshold
from tariff_data.law_records.record import in_force
from tariff_data.law_records.snapshot import law_of

How = Literal["begins", "ends", "changes"]


@dataclass(frozen=True, slots=True)
class LawChange:
    """One thing that is different from a day on: it begins, ends or changes.

    A programme names the headings that `begin` and `end`. A fee and a limit have a figure `before` and `after` in
    `unit` (None: there was or is none); `countries` narrows a limit, and a suspended or repealed one ends.
    """

    day: date
    kind: Literal["programme", "fee", "limit"]
    id: str
    how: How = "changes"
    begin: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    before: Decimal | None = None
    after: Decimal | None = None
    unit: str = "USD"
    countries: tuple[str, ...] = ()
    citation: str = ""
    source: str = ""


@cache
def law_calendar() -> tuple[LawChange, ...]:
    """Every change, the latest first."""
    changes = [*_programmes(), *_figures()]
    return tuple(sorted(changes, key=lambda change: (change.day, change.kind != "programme", change.id), reverse=True))


def _programmes() -> Iterator[LawChange]:
    measures: dict[str, list[Measure]] = defaultdict(list)
    for measure in the_law().measures:
        measures[measure.program].append(measure)
    for program, own in measures.items():
        days = {measure.from_ for measure in own} | {measure.to for measure in own if measure.to}
        for day in sorted(days):
            before = {measure.heading for measure in in_force(own, day - timedelta(days=1))}
            now = {measure.heading for measure in in_force(own, day)}
            if before == now:
                continue
            source = _source(own, day)
            begin, end = tuple(sorted(now - before)), tuple(sorted(before - now))
            how: How = "begins" if not before else "changes" if now else "ends"
            yield LawChange(day, "programme", program, how, begin, end, citation=source[0], source=source[1])


def _source(measures: Sequence[Measure], day: date) -> tuple[str, str]:
    """Where the change was read: at what begins, else at what ends."""
    record = next((one for one in measures if one.from_ == day), None) or next(one for one in measures if one.to == day)
    return record.source.citation, record.source.url


def _figures() -> Iterator[LawChange]:
    fees: dict[object, list[Fee]] = defaultdict(list)
    for fee in law_of(Fee):
        fees[fee.key].append(fee)
    for own in fees.values():
        own.sort(key=lambda fee: fee.from_)
        for earlier, later in pairwise(own):
            unit = "percent" if later.amount is None else "USD"
            before, after = _figure(earlier), _figure(later)
            if before != after or earlier.min != later.min:
                change = LawChange(later.from_, "fee", later.id, before=before, after=after, unit=unit)
                yield _read_at(change, later.source.citation, later.source.url)
    limits: dict[object, list[Threshold]] = defaultdict(list)
    for limit in law_of(Threshold):
        limits[limit.key].append(limit)
    for kept in limits.values():
        kept.sort(key=lambda limit: limit.from_)
        for old, new in pairwise(kept):
            if (old.amount, old.status) != (new.amount, new.status):
                change = LawChange(
                    new.from_,
                    "limit",
                    new.id,
                    _turn(old, new),
                    before=old.amount,
                    after=new.amount,
                    unit=new.unit,
                    countries=new.countries,
                )
                yield _read_at(change, new.source.citation, new.source.url)


def _turn(old: Threshold, new: Threshold) -> How:
    if new.status != "available":
        return "ends"
    return "changes" if old.status == "available" else "begins"


def _figure(fee: Fee) -> Decimal | None:
    """The amount, or the minimum where the fee is a percentage (its rate seldom moves)."""
    return fee.amount if fee.amount is not None else fee.min


def _read_at(change: LawChange, citation: str, source: str) -> LawChange:
    return replace(change, citation=citation, source=source)
