"""Duties that may not be charged together: the rules of `non_stacking.yaml` and `precedence.yaml`, in order."""

from __future__ import annotations

from tariff_data.additional_duties.displacement import State
from tariff_data.additional_duties.matching import Plan
from tariff_data.additional_duties.value_shares import FULL


def apply_rules(plan: Plan, state: State) -> None:
    """Removes the losers of each rule whose winner is in effect. A removed heading wins nothing later."""
    for rule in plan.rules:
        winner = next((place for place in rule.winners if state.on[place]), None)
        if winner is None:
            continue
        for loser in rule.losers:
            if state.on[loser]:
                state.on[loser], state.by[loser] = False, plan.entries[winner].heading
                if rule.rule and rule.rule.part_of_value and state.share[winner] != FULL:
                    state.unsettled.append((rule.rule, plan.entries[loser].heading))
