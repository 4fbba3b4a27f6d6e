"""Value splits: which share of the value a duty is charged on, and which share an exemption frees (1 is all of it)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tariff_data.additional_duties.conditions import Situation
from tariff_data.additional_duties.matching import Entry, Plan
from tariff_data.additional_duties.schema import Metal

if TYPE_CHECKING:
    from tariff_data.additional_duties.displacement import State

FULL = Decimal(1)
NONE = Decimal(0)
_HUNDRED = Decimal(100)


def content_share(metal: Metal, plan: Plan, now: Situation) -> Decimal | None:
    """The share of the value that a metal makes up; None where it must be known and is not."""
    answer = now.facts.get(f"{metal}_content_pct")
    if isinstance(answer, Decimal):
        return answer / _HUNDRED
    return NONE if plan.packaging_only else None


def charged_share(plan: Plan, entry: Entry, now: Situation) -> Decimal | None:
    """The share of the value a heading is charged on; None where it turns on an unanswered metal content.

    US content without an answer: a heading with a cap does not apply, one without is charged on the full value.
    """
    basis = entry.measure.basis
    if entry.content is not None:
        return content_share(entry.content, plan, now)
    if basis is None or basis.us_content is None:
        return FULL
    answer = now.facts.get("us_content_pct")
    if not isinstance(answer, Decimal):
        return FULL if basis.cap is None else NONE
    counted = (answer if basis.cap is None else min(answer, basis.cap)) / _HUNDRED
    return counted if basis.us_content == "us" else FULL - counted


def freed_share(plan: Plan, entry: Entry, state: State, now: Situation) -> tuple[bool, Decimal]:
    """Whether an exemption in effect frees the whole article, and the share it frees.

    An exemption for metal content frees what its triggers are charged on: a trigger that is no metals heading, or a
    metals heading on full value, frees the article; metals headings on content free their content, each metal once.
    Content that makes up the whole value leaves the other heading in place with a base of zero.
    """
    basis = entry.measure.basis
    if basis is None or basis.spares is None:
        return True, FULL
    if basis.spares == "us_content":
        answer = now.facts.get("us_content_pct")
        return False, answer / _HUNDRED if isinstance(answer, Decimal) else NONE
    shares: dict[Metal, Decimal] = {}
    for place in entry.triggers or ():
        if not state.on[place]:
            continue
        metal = entry.covers.get(place)
        if metal is None:
            return True, FULL
        trigger = plan.entries[place]
        if trigger.content is None:
            known = content_share(metal, plan, now) if trigger.measure.effect == "exemption" else FULL
            if known in (None, FULL):
                return True, FULL
            share = known
        else:
            share = state.share[place]
        shares[metal] = max(share or NONE, shares.get(metal, NONE))
    return False, min(FULL, sum(shares.values(), NONE))
