"""Which headings come into question for a line, an origin and a stretch of days, and in what order they are decided.

A plan holds everything that does not depend on the answers, the value or the column, so it is kept for every case
with the same line, origin and stretch of days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from tariff_data.additional_duties.law import Law, list_of_number
from tariff_data.additional_duties.schema import ConditionSpec, Measure, Metal, NonStacking
from tariff_data.law_records.record import Confidence

_RANK: dict[Confidence, int] = {"high": 0, "medium": 1, "low": 2}


@dataclass(slots=True)
class Entry:
    """A heading that comes into question, with its place in the plan's order.

    `exceptions` and `triggers` are places of other entries, always earlier ones. `asks`: whether its open facts are
    worth asking for this line, `offered`: to be named as what would change the duty. `content`: the metal its value
    is limited to for this line. `matters`: whether it charges anything or could change what another entry charges.
    """

    measure: Measure
    heading: str
    conditions: tuple[ConditionSpec, ...]
    confidence: Confidence
    asks: bool
    offered: bool
    content: Metal | None
    exceptions: tuple[int, ...] = ()
    triggers: tuple[int, ...] | None = None
    covers: dict[int, Metal] = field(default_factory=dict)
    matters: bool = True
    tests_base: bool = False

    @property
    def decided_by(self) -> tuple[object, ...]:
        """What two lines' entries for a heading must share to be the same; all else follows from the other entries."""
        number = {id(spec): place for place, spec in enumerate(self.measure.conditions)}
        kept = tuple(number[id(spec)] for spec in self.conditions)
        return id(self.measure), kept, self.confidence, self.asks, self.offered, self.content


@dataclass(frozen=True, slots=True)
class Rule:
    """A non-stacking rule over places of a plan."""

    winners: tuple[int, ...]
    losers: tuple[int, ...]
    rule: NonStacking | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The headings for a line and origin in the order in which they are decided.

    `numbers`: for an eight-digit line of which some lists name only a part, the groups of ten-digit numbers that stand
    on the same lists (an empty group: the numbers that none of them names). A list that names a part decides nothing
    until the number is known.
    `replacement`: the heading whose rate stands in place of the base rate (it has no conditions).
    `alike`: equal for plans of one origin and stretch of days that decide the same, their `numbers` aside.
    """

    hts: str
    entries: tuple[Entry, ...]
    rules: tuple[Rule, ...]
    bans: tuple[Entry, ...]
    cautions: tuple[Entry, ...]
    numbers: tuple[tuple[str, ...], ...]
    packaging_only: bool
    replacement: int | None = None
    alike: tuple[object, ...] = ()


class Matcher:
    """Makes plans from a law and keeps them."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.plan = lru_cache(maxsize=65536)(self._plan)
        self._in_force = lru_cache(maxsize=8192)(self._records_in_force)
        self._of_origin = lru_cache(maxsize=512)(self._for_origin)
        self._alike: dict[tuple[object, ...], tuple[object, ...]] = {}

    def plan_for(self, hts: str, origin: str, on: date, other: bool = False) -> Plan:
        """The plan for a line (8 or 10 digits) and origin on a day.

        `other`: the ten-digit number below the line is known to be none of those that the lists name.
        """
        return self.plan(hts, origin, self.law.interval(on), other)

    def _for_origin(self, origin: str) -> tuple[tuple[Measure, frozenset[str] | None], ...]:
        """The measures of all dates that ever reach an origin, each with the lists it needs (None: every line)."""
        return tuple((m, _lists(m.codes)) for m in self.law.measures if self.law.ever_reaches(m, origin))

    def _records_in_force(self, interval: int, origin: str) -> tuple[tuple[Measure, frozenset[str] | None], ...]:
        """The measures for an origin in an interval."""
        on = self.law.first_day(interval)
        reached = ((m, lists) for m, lists in self._of_origin(origin) if m.holds(on))
        return tuple((m, lists) for m, lists in reached if self.law.reaches(m, origin, on))

    def turning_days(self, hts: str, origin: str) -> tuple[date, ...]:
        """Every day on which something about a line and origin may change."""
        law = self.law
        ever = law.lists_ever(hts)
        measures = [m for m, lists in self._of_origin(origin) if lists is None or lists & ever.keys()]
        wanted = {name for m in measures for c in (m.codes, m.except_codes) for name in _lists(c) or ()}
        headings = {m.heading for m in measures}
        days = {day for m in measures for day in (m.from_, m.to) if day}
        days |= {w.entered_before for m in measures for c in m.conditions if (w := c.not_in_transit)}
        days |= {day for name in wanted & ever.keys() for span in ever[name] for day in span}
        days |= {day for found in law.heading_lists.values() for h, span in found if h in headings for day in span}
        for rule in law.non_stacking:
            if headings.intersection(rule.winners) and headings.intersection(rule.losers):
                days |= {day for day in (rule.from_, rule.to) if day}
        days |= {day for rule in law.precedence for day in (rule.from_, rule.to) if day}
        return tuple(sorted(days - {date.min, date.max}))

    def _plan(self, hts: str, origin: str, interval: int, other: bool) -> Plan:
        on = self.law.first_day(interval)
        lists = self.law.lists_of(hts, on)
        longer = () if other or len(hts) != 8 else self.law.suffixes_of(hts, on)
        in_part = frozenset(name for name, _ in longer)
        entries: list[Entry] = []
        open_lists: set[str] = set()
        for measure, wanted in self._in_force(interval, origin):
            excluded = _lists(measure.except_codes) or frozenset()
            if lists & excluded:
                continue
            on_list = wanted is None or bool(wanted & lists)
            if in_part and (on_list or (wanted and wanted & in_part)):
                open_lists |= (in_part & excluded) | (frozenset() if on_list else in_part & (wanted or frozenset()))
            if on_list and not in_part & excluded:
                entries.append(self._entry(measure, hts, lists))
        plain = [e for e in entries if e.measure.effect not in ("prohibition", "caution")]
        ordered = self._link(plain, on)
        groups = _groups((name, code) for name, code in longer if name in open_lists)
        packaging_only = hts.startswith(self.law.questions.metal_only_in_packaging)
        alike = (packaging_only, *(entry.decided_by for entry in entries))
        return Plan(
            hts=hts,
            entries=ordered,
            rules=self._rules(ordered, on),
            bans=tuple(e for e in entries if e.measure.effect == "prohibition"),
            cautions=tuple(e for e in entries if e.measure.effect == "caution"),
            numbers=self._numbers(hts, groups),
            packaging_only=packaging_only,
            replacement=next((n for n, e in enumerate(ordered) if e.measure.rate.kind == "replace_base"), None),
            alike=self._alike.setdefault(alike, alike),
        )

    def _numbers(self, hts: str, groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        """The groups that the number could be of: the listed ones, and the others where there are any."""
        if not groups:
            return ()
        known = self.law.numbers_below(hts)
        none_left = bool(known) and known <= {code for group in groups for code in group}
        return groups if none_left else (*groups, ())

    def _entry(self, measure: Measure, hts: str, lists: frozenset[str]) -> Entry:
        on_lists = lists & (_lists(measure.codes) or frozenset())
        marks = [measure.confidence, *(self.law.list_confidence.get(name, measure.confidence) for name in on_lists)]
        basis = measure.basis
        topic = self.law.questions.topics.get(measure.topic)
        conditions = tuple(c for c in measure.conditions if c.codes is None or lists & (_lists(c.codes) or frozenset()))
        return Entry(
            measure=measure,
            heading=measure.heading,
            conditions=conditions,
            confidence=max(marks, key=_RANK.__getitem__) if "low" in marks else measure.confidence,
            asks=topic is None or topic.asks(hts),
            offered=topic is None or topic.offers(hts),
            content=basis.content if basis and (basis.chapter is None or hts.startswith(basis.chapter)) else None,
            tests_base=any(c.base_rate_below is not None or c.base_rate_at_least is not None for c in conditions),
        )

    def _link(self, entries: list[Entry], on: date) -> tuple[Entry, ...]:
        """Puts entries in an order in which each comes after those it depends on, and links them by place."""
        by_heading = {e.heading: e for e in entries}
        needs: dict[str, set[str]] = {}
        trigger_lists: dict[str, frozenset[str]] = {}
        for entry in entries:
            needs[entry.heading] = {h for h in entry.measure.displaced_by if h in by_heading}
            for spec in entry.conditions:
                if spec.any_applies:
                    listed = self.law.headings(spec.any_applies, on) & by_heading.keys()
                    trigger_lists[entry.heading] = listed
                    needs[entry.heading] |= listed
        order = order_of(needs)
        place = {heading: number for number, heading in enumerate(order)}
        used = {h for found in needs.values() for h in found}
        used |= {h for rule in self.law.non_stacking if rule.holds(on) for h in rule.winners}
        for entry in entries:
            entry.exceptions = tuple(place[h] for h in entry.measure.displaced_by if h in place)
            if entry.heading in trigger_lists:
                entry.triggers = tuple(sorted(place[h] for h in trigger_lists[entry.heading]))
            basis = entry.measure.basis
            if basis and basis.covers:
                entry.covers = {place[h]: metal for metal, hs in basis.covers.items() for h in hs if h in place}
            entry.matters = entry.measure.effect != "exemption" or entry.heading in used
        return tuple(by_heading[heading] for heading in order)

    def _rules(self, entries: tuple[Entry, ...], on: date) -> tuple[Rule, ...]:
        place = {e.heading: number for number, e in enumerate(entries)}
        rules = []
        for ranks in (p.ranks for p in self.law.precedence if p.holds(on)):
            for number, rank in enumerate(ranks):
                winners = tuple(place[h] for h in rank if h in place)
                losers = tuple(place[h] for later in ranks[number + 1 :] for h in later if h in place)
                if winners and losers:
                    rules.append(Rule(winners, losers))
        for rule in self.law.non_stacking:
            if rule.holds(on):
                winners = tuple(place[h] for h in rule.winners if h in place)
                losers = tuple(place[h] for h in rule.losers if h in place)
                if winners and losers:
                    rules.append(Rule(winners, losers, rule))
        return tuple(rules)


def order_of(needs: dict[str, set[str]]) -> tuple[str, ...]:
    """Headings so that each follows those it depends on. Raises ValueError where they form a ring."""
    try:
        return tuple(TopologicalSorter({h: sorted(found) for h, found in needs.items()}).static_order())
    except CycleError as error:
        raise ValueError(f"headings displace each other in a ring: {' <- '.join(error.args[1])}") from None


@lru_cache(maxsize=4096)
def _lists(members: str | tuple[str, ...]) -> frozenset[str] | None:
    """The names of the lists meant; a number stands for its own list. None for every line."""
    if isinstance(members, str):
        return None
    return frozenset(list_of_number(m) if m.isdigit() else m for m in members)


def _groups(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Ten-digit numbers by the set of lists they stand on."""
    on: dict[str, set[str]] = defaultdict(set)
    for name, code in rows:
        on[code].add(name)
    groups: dict[frozenset[str], list[str]] = defaultdict(list)
    for code in sorted(on):
        groups[frozenset(on[code])].append(code)
    return tuple(sorted(tuple(codes) for codes in groups.values()))
