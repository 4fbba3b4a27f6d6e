"""Which headings take effect: conditions, triggers, exceptions.

A plan is ordered so that every heading comes after those that can displace or trigger it; one pass therefore reaches
the state that repeating would settle at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from tariff_data.additional_duties.conditions import Situation, met
from tariff_data.additional_duties.matching import Entry, Plan
from tariff_data.additional_duties.schema import NonStacking
from tariff_data.additional_duties.value_shares import FULL, NONE, charged_share, freed_share


@dataclass(slots=True)
class State:
    """What became of each heading of a plan, by place.

    `met`: its conditions hold (None: open, and no default is defensible). `on`: in effect. `by`: the heading that
    displaced it. `share`: the part of the value it is charged on (1 is all of it). `unsettled`: rules that removed a
    duty although the winner is charged on a part of the value only.
    """

    met: list[bool | None]
    on: list[bool]
    by: list[str | None]
    share: list[Decimal]
    unsettled: list[tuple[NonStacking, str]] = field(default_factory=list)


def conditions_hold(entry: Entry, now: Situation) -> bool | None:
    """Whether all conditions but the triggers hold."""
    undecided = False
    for spec in entry.conditions:
        said = met(spec, now)
        if said is False:
            return False
        undecided = undecided or said is None
    return None if undecided else True


def settle(plan: Plan, now: Situation) -> State:
    """Decides every heading of a plan, before the non-stacking rules."""
    count = len(plan.entries)
    state = State([False] * count, [False] * count, [None] * count, [FULL] * count)
    for place, entry in enumerate(plan.entries):
        holds = conditions_hold(entry, now)
        if holds and entry.triggers is not None:
            holds = any(state.on[trigger] for trigger in entry.triggers)
        if holds and entry.measure.basis is not None:
            share = charged_share(plan, entry, now)
            holds = None if share is None else share != NONE
            state.share[place] = share or NONE
        state.met[place] = holds
        if holds:
            state.on[place] = True
            _displace(plan, place, state, now)
    return state


def _displace(plan: Plan, place: int, state: State, now: Situation) -> None:
    """Removes a heading, or the share of it that an exemption frees."""
    for other in plan.entries[place].exceptions:
        if state.on[other]:
            whole, share = freed_share(plan, plan.entries[other], state, now)
            if whole:
                state.on[place], state.by[place] = False, plan.entries[other].heading
                return
            state.share[place] = max(NONE, state.share[place] - share)
