"""Low, likely and high: the same plan under the answers that are still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tariff_data.additional_duties.case import Case
from tariff_data.additional_duties.evaluation import Evaluation, evaluate
from tariff_data.additional_duties.facts import OTHER, STATISTICAL_NUMBER, Answer
from tariff_data.additional_duties.matching import Matcher
from tariff_data.additional_duties.open_facts import Opening, openings

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
            line, other = line_of(self.case.hts, facts)
            plan = self.matcher.plan_for(line, self.case.origin, self.case.on, other)
            known = self.kept[key] = evaluate(plan, self.case, facts, base, self.case.column)
        return known


def line_of(hts: str, facts: Mapping[str, Answer]) -> tuple[str, bool]:
    """The number to look up: the ten-digit one, where it is given and of the line; and whether none listed is it."""
    full = facts.get(STATISTICAL_NUMBER)
    if isinstance(full, str) and len(hts) == 8 and full.startswith(hts):
        return full, False
    return hts, full == OTHER


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
    """The openings that change the duty on their own, the ten-digit number aside."""
    made = []
    for opening in openings(found):
        if opening.fact != STATISTICAL_NUMBER and (opening.asked or not asked_only):
            turned = trial.evaluation(opening.answers, base)
            change = weight(turned) - weight(found)
            if change:
                made.append(Effect(opening, turned, change))
    return made


@dataclass(frozen=True, slots=True)
class Reach:
    """An evaluation under some answers, and the lowest and highest that the answers still open lead to from there."""

    answers: Mapping[str, Answer]
    start: Evaluation
    low: Evaluation
    high: Evaluation

    @property
    def weights(self) -> tuple[Decimal, Decimal, Decimal]:
        return weight(self.start), weight(self.low), weight(self.high)


def reach(trial: Trial, base: Decimal | None, answers: Mapping[str, Answer] | None = None) -> Reach:
    """How far the open answers reach, the ten-digit number aside."""
    given = answers or {}
    start = trial.evaluation(given, base)
    open_ = [o.answers for o in openings(start) if o.asked and o.fact != STATISTICAL_NUMBER]
    if not open_:
        return Reach(given, start, start, start)
    low, high = (_extreme(trial, start, given, open_, base, sign) for sign in (-1, +1))
    return Reach(given, start, low, high)


def _extreme(
    trial: Trial,
    start: Evaluation,
    given: Mapping[str, Answer],
    open_: Sequence[Mapping[str, Answer]],
    base: Decimal | None,
    sign: int,
) -> Evaluation:
    """The lowest (-1) or highest (+1) evaluation that the open answers allow.

    Each round turns the opening that moves the duty most; openings that only a turned one brings up take part too.
    """
    best, answers = start, dict(given)
    for _ in range(_ROUNDS):
        later = [o.answers for o in openings(best) if o.asked] if best is not start else []
        tried = [{**answers, **turned} for turned in (*open_, *later)]
        step = max(tried, key=lambda one: weight(trial.evaluation(one, base)) * sign)
        reached = trial.evaluation(step, base)
        if (weight(reached) - weight(best)) * sign <= 0:
            break
        best, answers = reached, step
    return best


def numbers(trial: Trial, found: Evaluation, base: Decimal | None) -> list[Reach]:
    """What each possible ten-digit number leads to, where some lists name only a part of the line."""
    return [reach(trial, base, o.answers) for o in openings(found) if o.fact == STATISTICAL_NUMBER]
