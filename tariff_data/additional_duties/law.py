"""The additional duties as loaded from the data: dated measures, code lists and the rules of how they combine."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from tariff_data.additional_duties.schema import CodeListFact, Measure, NonStacking, Precedence, QuestionRules
from tariff_data.core.paths import LAW, SCHEDULE
from tariff_data.law_records.record import BadRecords, Confidence, Problem, load

Span = tuple[date, date]  # from (inclusive), to (exclusive)
ALWAYS: Span = (date.min, date.max)


def list_of_number(code: str) -> str:
    """The name of the list of one number that stands for a number written into a measure."""
    return f"~{code}"


def _span(start: str, end: str) -> Span:
    return (date.fromisoformat(start) if start else date.min, date.fromisoformat(end) if end else date.max)


def _rows(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        yield from rows


def _numbers_below(lines: Collection[str]) -> dict[str, frozenset[str]]:
    """The ten-digit numbers of the schedule below each of these lines."""
    found = {}
    with (SCHEDULE / "lines.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["hts8"] in lines:
                found[row["hts8"]] = frozenset(row["hts8"] + suffix for suffix in row["suffixes"].split())
    return found


class Law:
    """Every measure with its lists. Immutable once loaded; share one between threads."""

    def __init__(self, folder: Path = LAW) -> None:
        self.folder = folder
        self.measures: tuple[Measure, ...] = tuple(
            made.model_copy(update={"program": file.stem})
            for file in sorted((folder / "measures").glob("*.yaml"))
            for made in load(file, Measure)
        )
        self.non_stacking = load(folder / "non_stacking.yaml", NonStacking)
        self.precedence = load(folder / "precedence.yaml", Precedence)
        self.list_confidence: dict[str, Confidence] = {
            fact.id: fact.confidence for fact in load(folder / "lists.yaml", CodeListFact)
        }
        with (folder / "questions.yaml").open(encoding="utf-8") as text:
            self.questions = QuestionRules.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
        self._prefixes: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        self._longer: dict[str, list[tuple[str, str, Span]]] = defaultdict(list)
        self._read_lists(folder / "lists")
        self._numbers_below = _numbers_below(self._longer.keys())
        self.heading_lists: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        for name, heading, start, end in _rows(folder / "heading_lists.csv"):
            self.heading_lists[name].append((heading, _span(start, end)))
        self.country_lists: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        for name, country, start, end in _rows(folder / "country_lists.csv"):
            self.country_lists[name].append((country, _span(start, end)))
        self._check_references()
        self.boundaries = self._boundaries()

    def _read_lists(self, folder: Path) -> None:
        days: dict[tuple[str, str], Span] = {}
        for file in sorted(folder.glob("*.csv")):
            name = file.stem
            with file.open(encoding="utf-8", newline="") as lines:
                next(lines)
                for line in lines:
                    code, start, end = line.rstrip("\r\n").split(",")
                    span = days.get((start, end))
                    if span is None:
                        span = days[start, end] = _span(start, end)
                    self._enter(name, code, span)
        own = {c for m in self.measures for c in (*m.codes, *m.except_codes) if c.isdigit()}
        for code in sorted(own):
            self._enter(list_of_number(code), code, ALWAYS)

    def _enter(self, name: str, code: str, span: Span) -> None:
        self._prefixes[code].append((name, span))
        if len(code) > 8:
            self._longer[code[:8]].append((name, code, span))

    def _boundaries(self) -> tuple[date, ...]:
        days = {d for m in self.measures for d in (m.from_, m.to) if d}
        days |= {w.entered_before for m in self.measures for c in m.conditions if (w := c.not_in_transit)}
        days |= {d for rule in (*self.non_stacking, *self.precedence) for d in (rule.from_, rule.to) if d}
        for spans in (*self._prefixes.values(), *self.heading_lists.values(), *self.country_lists.values()):
            days |= {d for _, span in spans for d in span}
        return tuple(sorted(days - {date.min, date.max}))

    def _check_references(self) -> None:
        """Every list, heading and country that a record names is there."""
        lists = {file.stem for file in (self.folder / "lists").glob("*.csv")}
        headings = {m.heading for m in self.measures}
        problems = []
        for m in self.measures:
            wanted = [c for c in (*(m.codes if m.codes != "all" else ()), *m.except_codes) if not c.isdigit()]
            wanted += [c for one in m.conditions for c in (one.codes or ()) if not c.isdigit()]
            problems += [f"{m.heading}: no code list {name!r}" for name in wanted if name not in lists]
            problems += [
                f"{m.heading}: displaced by {h}, which is not in the data" for h in m.displaced_by if h not in headings
            ]
            triggers = [one.any_applies for one in m.conditions if one.any_applies]
            problems += [f"{m.heading}: no heading list {t!r}" for t in triggers if t not in self.heading_lists]
            named = (*(m.countries if m.countries != "all" else ()), *m.except_countries)
            groups = [c for c in named if not re.fullmatch(r"[A-Z]{2}", c)]
            problems += [f"{m.heading}: no country list {c!r}" for c in groups if c not in self.country_lists]
        problems += [f"{n}: no provenance in lists.yaml" for n in sorted(lists - self.list_confidence.keys())]
        if problems:
            raise BadRecords([Problem(self.folder / "measures", 1, text) for text in problems])

    def interval(self, on: date) -> int:
        """The number of the stretch of days between two changes that a day lies in."""
        return bisect_right(self.boundaries, on)

    def first_day(self, interval: int) -> date:
        """The first day of an interval."""
        return self.boundaries[interval - 1] if interval else date.min

    def lists_of(self, hts: str, on: date) -> frozenset[str]:
        """The lists that a number stands on: by any of its prefixes, or (a line) with every number below it."""
        found = []
        for length in (1, 2, 4, 6, 8, 10):
            if length <= len(hts):
                found += [name for name, (start, end) in self._prefixes.get(hts[:length], ()) if start <= on < end]
        if hts in self._longer:
            below = self._numbers_below.get(hts)
            listed: dict[str, set[str]] = defaultdict(set)
            for name, code in self._longer_on(hts, on):
                listed[name].add(code)
            found += [name for name, codes in listed.items() if below and below <= codes]
        return frozenset(found)

    def _longer_on(self, hts8: str, on: date) -> list[tuple[str, str]]:
        return [(name, code) for name, code, (start, end) in self._longer.get(hts8, ()) if start <= on < end]

    def suffixes_of(self, hts8: str, on: date) -> tuple[tuple[str, str], ...]:
        """Lists that name some of the ten-digit numbers below a line, not all: (list, number)."""
        whole = self.lists_of(hts8, on)
        return tuple((name, code) for name, code in self._longer_on(hts8, on) if name not in whole)

    def countries(self, members: str | tuple[str, ...], on: date) -> frozenset[str] | None:
        """The countries meant; None for all."""
        if isinstance(members, str):
            return None
        found = set()
        for member in members:
            known = self.country_lists.get(member)
            found |= {member} if known is None else {c for c, (start, end) in known if start <= on < end}
        return frozenset(found)

    def numbers_below(self, hts8: str) -> frozenset[str]:
        """The ten-digit numbers of the schedule below a line that some list names in part; empty where not known."""
        return self._numbers_below.get(hts8, frozenset())

    def reaches(self, measure: Measure, origin: str, on: date) -> bool:
        """Whether a measure is for goods of an origin on a day."""
        named = self.countries(measure.countries, on)
        if named is not None and origin not in named:
            return False
        return not measure.except_countries or origin not in (self.countries(measure.except_countries, on) or ())

    def ever_reaches(self, measure: Measure, origin: str) -> bool:
        """Whether a measure is for goods of an origin on any day."""
        if measure.countries == "all":
            return True
        listed = (c for name in measure.countries for c, _ in self.country_lists.get(name, ()))
        return origin in measure.countries or origin in listed

    def lists_ever(self, hts: str) -> dict[str, list[Span]]:
        """The lists that a number, or a longer number below it, stands on at any time."""
        found: dict[str, list[Span]] = defaultdict(list)
        for length in (1, 2, 4, 6, 8, 10):
            if length <= len(hts):
                for name, span in self._prefixes.get(hts[:length], ()):
                    found[name].append(span)
        for name, _, span in self._longer.get(hts, ()):
            found[name].append(span)
        return found

    def headings(self, name: str, on: date) -> frozenset[str]:
        """The headings of a trigger list on a day."""
        return frozenset(h for h, (start, end) in self.heading_lists[name] if start <= on < end)


@cache
def the_law() -> Law:
    """The law that comes with the project, loaded once."""
    return Law()
