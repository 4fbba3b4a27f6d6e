"""Low, likely and high: the same plan under the answers that are still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tariff_data.measures.case import Case
from tariff_data.measures.evaluation import Evaluation, evaluate
from tariff_data.measures.facts import OTHER, STATISTICAL_NUMBER, Answer
from tariff_data.measures.matching import Matcher
from tariff_data.measures.openings import Opening, openings

_ROUNDS = 5


@dataclass(slots=True)
class Trial:
    """A case that can be evaluated again under other answers and another base duty."""

    case: Case
    matcher: Matcher
    facts: Mapping[str, Answer]
    kept: dict[tuple[object, ...], Evaluation] = field(default_factory=dict)

    def evaluation(self, answers: Mapping[str, Answer], base: Decimal | None) -> Evaluation:
        """The evaluation under further answers."""
        key = (base, *sorted(answers.items(), key=lambda item: item[0]))
        known = self.kept.get(key)
        if known is None:
            facts = {**self.facts, **answers} if answers else self.facts
            plan = self.matcher.plan_for(line_of(self.case.hts, facts), self.case.origin, self.case.on)
            known = self.kept[key] = evaluate(plan, self.case, facts, base, self.case.column)
        return known


def line_of(hts: str, facts: Mapping[str, Answer]) -> str:
    """The number to look up: the ten-digit one, where it is given and belongs to the line."""
    full = facts.get(STATISTICAL_NUMBER)
    if isinstance(full, str) and full != OTHER and len(hts) == 8 and full.startswith(hts):
        return full
    return hts


@dataclass(frozen=True, slots=True)
class Effect:
    """An opening that changes the duty, and the evaluation it leads to."""

    opening: Opening
    turned: Evaluation
    change: Decimal


def weight(found: Evaluation) -> Decimal:
    """What evaluations are compared by: the total, or the additional duty where the base is unknown."""
    return found.additional if found.total is None else found.total


def effects(trial: Trial, found: Evaluation, base: Decimal | None, asked_only: bool = True) -> list[Effect]:
    """The openings that change the duty on their own."""
    made = []
    for opening in openings(found):
        if opening.asked or not asked_only:
            turned = trial.evaluation(opening.answers, base)
            change = weight(turned) - weight(found)
            if change:
                made.append(Effect(opening, turned, change))
    return made


def extreme(trial: Trial, found: Evaluation, base: Decimal | None, sign: int) -> Evaluation:
    """The lowest (-1) or highest (+1) evaluation that the open answers allow.

    Each round turns the opening that moves the duty most; openings that only a turned one brings up take part too.
    """
    best, answers = found, dict[str, Answer]()
    first = [opening.answers for opening in openings(found) if opening.asked]
    for _ in range(_ROUNDS):
        later = [o.answers for o in openings(best) if o.asked] if best is not found else []
        tried = [{**answers, **turned} for turned in (*first, *later)]
        step = max(tried, key=lambda given: weight(trial.evaluation(given, base)) * sign, default=answers)
        reached = trial.evaluation(step, base)
        if (weight(reached) - weight(best)) * sign <= 0:
            break
        best, answers = reached, step
    return best


def extremes(trial: Trial, found: Evaluation, base: Decimal | None) -> tuple[Evaluation, Evaluation]:
    """Lowest and highest evaluation over the open answers."""
    if not any(opening.asked for opening in openings(found)):
        return found, found
    return extreme(trial, found, base, -1), extreme(trial, found, base, +1)
