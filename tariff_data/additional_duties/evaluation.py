"""One evaluation: a plan with one set of answers, from conditions to dollars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tariff_data.additional_duties.case import Case, Column
from tariff_data.additional_duties.conditions import Situation
from tariff_data.additional_duties.displacement import State, settle
from tariff_data.additional_duties.facts import Answer
from tariff_data.additional_duties.matching import Plan
from tariff_data.additional_duties.non_stacking import apply_rules
from tariff_data.additional_duties.rate_floors import Charge, charge, rate_in
from tariff_data.core.money import ZERO, cents

_HUNDRED = Decimal(100)


@dataclass(slots=True)
class Evaluation:
    """What a plan comes to. `charges` are by place; `base_duty` is the base duty used (replaced or not).

    `needs_base`: headings in effect, or not decided, because the base duty is not known.
    """

    plan: Plan
    now: Situation
    state: State
    charges: dict[int, Charge]
    base_duty: Decimal | None
    replaced_by: int | None
    additional: Decimal
    needs_base: tuple[int, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """Base and additional duty, in dollars and cents; a replaced base counts through its heading."""
        if self.replaced_by is not None:
            return self.additional
        return None if self.base_duty is None else cents(self.base_duty) + self.additional


def evaluate(
    plan: Plan, case: Case, facts: Mapping[str, Answer], base_duty: Decimal | None, column: Column
) -> Evaluation:
    """Evaluates a plan for a case with these answers and this base duty (dollars, unrounded)."""
    replaced = plan.replacement
    if replaced is not None:
        pct = rate_in(plan.entries[replaced].measure, column).pct or ZERO
        base_duty = case.value * pct / _HUNDRED
    base_pct = None
    if base_duty is not None:
        base_pct = base_duty * _HUNDRED / case.value if case.value else ZERO
    now = Situation(case.on, facts, case.preference, base_pct)
    state = settle(plan, now)
    if plan.rules:
        apply_rules(plan, state)
    charges: dict[int, Charge] = {}
    additional, open_ = ZERO, []
    for place, entry in enumerate(plan.entries):
        if entry.measure.effect != "duty":
            continue
        if state.on[place]:
            rate = rate_in(entry.measure, column)
            if base_duty is None and rate.kind == "top_up_to":
                open_.append(place)
                continue
            made = charge(rate, case.value, state.share[place], base_duty if base_duty is not None else ZERO)
            charges[place] = made
            additional += made.amount
        elif base_duty is None and state.met[place] is None and entry.tests_base:
            open_.append(place)
    return Evaluation(plan, now, state, charges, base_duty, replaced, additional, tuple(open_))
