"""What is in force on a day. Below a snapshot no code looks at dates.

`snapshot(on)` gives one object per interval between two changes of law, so that consecutive days share it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import cast

from tariff_data.core.paths import LAW
from tariff_data.law_records.coverage import verified_through
from tariff_data.law_records.files import FILES
from tariff_data.law_records.provisions import ColumnTwo, CountryFact, Event, Fee, Preference, Threshold
from tariff_data.law_records.record import BadRecords, Placed, Problem, Rec, Record, in_force, read

__all__ = ["Snapshot", "law_of", "snapshot", "verified_through"]


@cache
def _all_law() -> dict[type[Record], tuple[Record, ...]]:
    """Every record of every file, by kind; raises `BadRecords` when any file is bad."""
    found: dict[type[Record], list[Record]] = defaultdict(list)
    problems: list[Problem] = []
    for pattern, model in FILES:
        for file in sorted(LAW.glob(pattern)):
            placed: list[Placed[Record]]
            placed, bad = read(file, model)
            found[model] += [entry.record for entry in placed]
            problems += bad
    if problems:
        raise BadRecords(problems)
    return {model: tuple(records) for model, records in found.items()}


def law_of(kind: type[Rec]) -> tuple[Rec, ...]:
    """Every record of one kind, of all dates, in file order."""
    return tuple(record for record in _all_law().get(kind, ()) if isinstance(record, kind))


@cache
def boundaries() -> tuple[date, ...]:
    """Every day on which something in the law begins or ends, in order."""
    days = {record.from_ for records in _all_law().values() for record in records}
    days |= {record.to for records in _all_law().values() for record in records if record.to}
    return tuple(sorted(days))


def snapshot(on: date) -> Snapshot:
    """The law in force on a day."""
    place = bisect_right(boundaries(), on)
    return _snapshot_from(boundaries()[place - 1] if place else date.min)


@cache
def _snapshot_from(first: date) -> Snapshot:
    place = bisect_right(boundaries(), first)
    end = boundaries()[place] if place < len(boundaries()) else None
    return Snapshot(first, end)


class NotInForce(LookupError):
    """No record of that name holds on the day."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The law from `since` (inclusive) to `until` (exclusive; None: no known change after it)."""

    since: date
    until: date | None

    @cached_property
    def _held(self) -> dict[type[Record], tuple[Record, ...]]:
        return {}

    def of(self, kind: type[Rec]) -> tuple[Rec, ...]:
        """The records of one kind that hold, in file order."""
        if kind not in self._held:
            self._held[kind] = in_force(law_of(kind), self.since)
        return cast("tuple[Rec, ...]", self._held[kind])

    @cached_property
    def _thresholds(self) -> dict[str, tuple[Threshold, ...]]:
        grouped: dict[str, list[Threshold]] = defaultdict(list)
        for record in self.of(Threshold):
            grouped[record.id].append(record)
        return {id: tuple(found) for id, found in grouped.items()}

    @cached_property
    def _fees(self) -> dict[str, Fee]:
        return {fee.id: fee for fee in self.of(Fee)}

    @cached_property
    def _column2(self) -> dict[str, ColumnTwo]:
        return {record.country: record for record in self.of(ColumnTwo)}

    @cached_property
    def _countries(self) -> dict[str, CountryFact]:
        return {record.code: record for record in self.of(CountryFact)}

    @cached_property
    def preferences(self) -> tuple[Preference, ...]:
        """The programmes known on the day, lapsed ones included."""
        return self.of(Preference)

    def threshold(self, id: str, country: str | None = None) -> Threshold:
        """A limit by its id; one for goods of `country` goes before the general one. May raise `NotInForce`."""
        general = None
        for record in self._thresholds.get(id, ()):
            if country is not None and country in record.countries:
                return record
            if not record.countries:
                general = record
        if general is None:
            raise NotInForce(f"no threshold {id!r} from {self.since}")
        return general

    def fee(self, id: str) -> Fee:
        """A fee by its id (`mpf_formal`, `hmf`, ...). `NotInForce` if none holds."""
        try:
            return self._fees[id]
        except KeyError:
            raise NotInForce(f"no fee {id!r} from {self.since}") from None

    def is_column2(self, country: str) -> bool:
        """Whether goods of a country pay the rates of column 2."""
        return country in self._column2

    def column2(self, country: str) -> ColumnTwo | None:
        """The record that puts a country in column 2, if any."""
        return self._column2.get(country)

    def country(self, code: str) -> CountryFact | None:
        """A country's facts, None for an unknown code."""
        return self._countries.get(code)

    def members(self, of: str) -> frozenset[str]:
        """The codes that belong to `EU`, `insular` or `customs_territory`."""
        return frozenset(code for code, record in self._countries.items() if record.belongs_to == of)

    def preference(self, claim: str, country: str) -> Preference | None:
        """The programme a claim means for goods of a country, by symbol ("S+", "KR") or name ("USMCA", "korus").

        None when no programme of that name covers the country. A lapsed programme is returned: look at `status`.
        """
        wanted = claim.strip().casefold()
        for programme in self.preferences:
            known = {programme.id, *programme.symbols, *programme.names}
            if wanted in {name.casefold() for name in known} and programme.covers(country):
                return programme
        return None

    def event(self, id: str) -> Event | None:
        """Something that has happened or begun by that day, by its id."""
        return next((event for event in self.of(Event) if event.id == id), None)

    def programme_of(self, symbol: str, country: str) -> Preference | None:
        """The programme behind a symbol printed in the special column, if it covers goods of a country."""
        found = (p for p in self.preferences if symbol in p.symbols and p.covers(country))
        return next(found, None)
