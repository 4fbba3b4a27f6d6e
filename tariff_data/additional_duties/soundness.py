"""What the files of the additional duties must keep beyond the fields of each record."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from tariff_data.additional_duties.law import Law
from tariff_data.additional_duties.matching import order_of
from tariff_data.additional_duties.schema import CodeListFact, Measure, NonStacking, Precedence
from tariff_data.law_records.record import BadRecords, Problem, Record, country_codes

FILES: tuple[tuple[str, type[Record]], ...] = (
    ("measures/*.yaml", Measure),
    ("non_stacking.yaml", NonStacking),
    ("precedence.yaml", Precedence),
    ("lists.yaml", CodeListFact),
)


def check(folder: Path) -> list[Problem]:
    """Every problem of the lists, and of how the measures refer to lists and to each other."""
    problems = [p for file in sorted((folder / "lists").glob("*.csv")) for p in _bad_rows(file, _bad_code)]
    problems += _bad_rows(folder / "country_lists.csv", _bad_country)
    problems += _bad_rows(folder / "heading_lists.csv", lambda row: "")
    if problems:
        return problems
    try:
        law = Law(folder)
    except BadRecords as error:
        return list(error.problems)
    return list(_rings(law, folder))


def _bad_code(row: list[str]) -> str:
    return "" if row[0].isdigit() and 1 <= len(row[0]) <= 10 else f"{row[0]!r} is not a tariff number"


def _bad_country(row: list[str]) -> str:
    return "" if row[1] in country_codes() else f"unknown country {row[1]!r}"


def _bad_rows(file: Path, wrong: Callable[[list[str]], str]) -> Iterator[Problem]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        width = len(next(rows))
        for row in rows:
            if len(row) != width:
                yield Problem(file, rows.line_num, f"{len(row)} cells where the header has {width}")
                continue
            message = wrong(row) or _bad_days(row[-2], row[-1])
            if message:
                yield Problem(file, rows.line_num, message)


def _bad_days(start: str, end: str) -> str:
    try:
        first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    except ValueError as error:
        return str(error)
    return f"to ({last}) is not after from ({first})" if first and last and last <= first else ""


def _rings(law: Law, folder: Path) -> Iterator[Problem]:
    """Headings that displace or trigger each other in a ring have no order in which they could be decided."""
    for day in law.boundaries:
        needs: dict[str, set[str]] = {}
        for measure in law.measures:
            if measure.holds(day) and measure.effect not in ("prohibition", "caution"):
                needs[measure.heading] = set(measure.displaced_by)
                for spec in measure.conditions:
                    if spec.any_applies:
                        needs[measure.heading] |= law.headings(spec.any_applies, day)
        try:
            order_of(needs)
        except ValueError as error:
            yield Problem(folder / "measures", 1, f"on {day}: {error}")
            return
