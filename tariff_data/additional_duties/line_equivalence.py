"""What the same goods owe on many lines: worked out once for lines that the same headings reach."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tariff_data.additional_duties.case import Case, Column, Outcome
from tariff_data.additional_duties.facts import STATISTICAL_NUMBER, read_facts
from tariff_data.additional_duties.matching import Plan
from tariff_data.additional_duties.outcome import additional_duties, matcher
from tariff_data.additional_duties.rate_floors import rate_in
from tariff_data.core.money import ZERO, cents
from tariff_data.results import Range


class Alike:
    """Outcomes for goods of one value, origin and day, kept by what decides them on a line.

    The amounts are the line's own; a question may name another line with the same headings. To be used for what a line
    costs, not for what is said of it.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], Outcome] = {}

    def __call__(self, case: Case) -> Outcome:
        """The outcome of a case that differs from the earlier ones only in the line and what it brings with it."""
        plan = matcher(case.law).plan_for(case.hts, case.origin, case.on)
        facts = read_facts(case.facts, case.law)
        if plan.numbers or STATISTICAL_NUMBER in facts:  # the ten-digit number decides
            return additional_duties(case)
        base = case.base_duty, case.base_low, case.base_high
        decides = _base_decides(plan, case.column)
        key = plan.alike, frozenset(facts.items()), case.column, case.preference, base if decides else None
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = additional_duties(case)
        return found if decides else replace(found, total=_on_top(found.duty, case))


def _base_decides(plan: Plan, column: Column) -> bool:
    """Whether the base duty changes what is added to it: a test of its rate, a ceiling, a rate in its place."""
    kinds = ("top_up_to", "replace_base")
    return any(entry.tests_base or rate_in(entry.measure, column).kind in kinds for entry in plan.entries)


def _on_top(added: Range, case: Case) -> Range:
    """Base duty and what is added to it, where neither changes the other."""
    low = case.base_duty if case.base_duty is not None else case.base_low or ZERO
    high = case.base_duty if case.base_duty is not None else case.base_high
    return Range(_sum(low, added.low), _sum(case.base_duty, added.likely), _sum(high, added.high))


def _sum(base: Decimal | None, added: Decimal | None) -> Decimal | None:
    return None if base is None or added is None else cents(base) + added
