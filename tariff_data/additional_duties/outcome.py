"""From a case to its outcome: lines, range, questions, warnings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tariff_data.additional_duties.case import Case, Outcome
from tariff_data.additional_duties.evaluation import Evaluation
from tariff_data.additional_duties.facts import STATISTICAL_NUMBER, read_facts
from tariff_data.additional_duties.law import Law, the_law
from tariff_data.additional_duties.lines import duty_lines, is_in_force
from tariff_data.additional_duties.matching import Matcher
from tariff_data.additional_duties.open_facts import Opening
from tariff_data.additional_duties.questions import question_text, questions, questions_of_bans
from tariff_data.additional_duties.ranges import Effect, Reach, Trial, effects, numbers, reach, weight
from tariff_data.additional_duties.reasons import program
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO, cents
from tariff_data.results import DutyLine, Missing, Range

_BEYOND_ANY_CEILING = Decimal(10)  # a base duty of ten times the value: no top-up is left


@lru_cache(maxsize=8)
def matcher(law: Law | None = None) -> Matcher:
    """The matcher of a law (None: the law that comes with the project)."""
    return Matcher(law or the_law())


def additional_duties(case: Case) -> Outcome:
    """The additional duties of a case. Raises `BadFact` for an answer that cannot be read."""
    trial = Trial(case, matcher(case.law), read_facts(case.facts, case.law))
    floor, ceiling = _bases(case)
    trial = _with_number(trial, (floor, ceiling))
    at_floor = _Found.of(trial, floor)
    found = at_floor if case.base_duty is not None else _Found.of(trial, None)
    ends = [at_floor.reach, *([_Found.of(trial, ceiling).reach] if ceiling != floor else [])]
    shown = found.shown
    open_ = [*effects(trial, at_floor.shown, floor), *at_floor.number_effects()]
    lines = duty_lines(shown, case, open_)
    missing = _missing(found, lines, open_, case)
    likely = None if missing else shown.additional
    caps = [line.high for line in lines if _is_not_modelled(shown, line)]
    extra = None if None in caps else sum((cap for cap in caps if cap is not None), ZERO)
    low = min(end.low.additional for end in ends)
    high = max(end.high.additional for end in ends)
    return Outcome(
        lines=lines,
        duty=Range(low, likely, None if extra is None else high + extra),
        total=_total(case, shown, ends, likely, extra),
        base_displaced_by=None if shown.replaced_by is None else shown.plan.entries[shown.replaced_by].heading,
        questions=(*questions_of_bans(shown, case), *questions(trial, at_floor.shown, floor, open_)),
        missing=missing,
        warnings=_warnings(shown, lines),
        prohibited=any(is_in_force(ban, shown) for ban in shown.plan.bans),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The evaluation to show, and how far the open answers reach from it.

    `numbers`: what each possible ten-digit number leads to, where one must be known first.
    """

    shown: Evaluation
    reach: Reach
    numbers: tuple[Reach, ...] = ()

    @classmethod
    def of(cls, trial: Trial, base: Decimal | None) -> _Found:
        here = reach(trial, base)
        if not here.start.plan.numbers:
            return cls(here.start, here)
        below = tuple(numbers(trial, here.start, base))
        low = min((one.low for one in below), key=weight)
        high = max((one.high for one in below), key=weight)
        return cls(here.start, Reach({}, here.start, low, high), below)

    def number_effects(self) -> list[Effect]:
        """What each number changes against the evaluation that is shown."""
        made = []
        for one in self.numbers:
            opening = Opening(one.answers, None, True)
            made.append(Effect(opening, one.start, weight(one.start) - weight(self.shown)))
        return made

    @property
    def needs_number(self) -> bool:
        """No likely duty without the number: some number charges more than is shown, or none charges just that."""
        charged = [weight(one.start) for one in self.numbers]
        return bool(charged) and max(charged) != weight(self.shown)


def _with_number(trial: Trial, bases: Iterable[Decimal]) -> Trial:
    """The trial with a ten-digit number filled in, where every possible one leads to the same."""
    answers = None
    for base in bases:
        start = trial.evaluation({}, base)
        if not start.plan.numbers:
            return trial
        below = numbers(trial, start, base)
        if len({one.weights for one in below}) > 1:
            return trial
        answers = below[-1].answers
    return Trial(trial.case, trial.matcher, {**trial.facts, **(answers or {})})


def _bases(case: Case) -> tuple[Decimal, Decimal]:
    """The base duty, or what it lies between."""
    if case.base_duty is not None:
        return case.base_duty, case.base_duty
    high = case.base_high if case.base_high is not None else case.value * _BEYOND_ANY_CEILING
    return case.base_low or ZERO, high


def _total(
    case: Case,
    found: Evaluation,
    ends: Sequence[Reach],
    likely: Decimal | None,
    extra: Decimal | None,
) -> Range:
    """Base and additional duty together; both grow with the base, so the ends of the base are the ends of the total."""
    high = ends[-1].high.total
    if case.base_duty is None and case.base_high is None and found.replaced_by is None:
        high = None
    total = None if likely is None or found.total is None else cents(found.total)
    low = ends[0].low.total
    if low is not None and high is not None:
        low = min(low, high)  # base and top-up are rounded apart: at the floor they may come to a cent more
    return Range(low, total, None if high is None or extra is None else high + extra)


def _is_not_modelled(found: Evaluation, line: DutyLine) -> bool:
    return any(e.heading == line.heading and e.measure.effect == "not_modelled" for e in found.plan.entries)


def _missing(found: _Found, lines: Iterable[DutyLine], open_: Iterable[Effect], case: Case) -> tuple[Missing, ...]:
    """Why no likely duty can be given: each fact without a defensible default that changes the duty."""
    missing: dict[str, Missing] = {}
    if found.shown.needs_base:
        missing["base_duty"] = Missing("base_duty", Message("measure.missing.base_duty"))
    for effect in open_:
        opening = effect.opening
        if opening.undecided or (opening.fact == STATISTICAL_NUMBER and found.needs_number):
            reason = Message("measure.missing.fact", {"question": question_text(opening, case)})
            missing.setdefault(opening.fact, Missing(opening.fact, reason))
    for line in lines:
        if line.status == "needs_fact" and _is_not_modelled(found.shown, line):
            values = {"heading": line.heading, "program": program(line.program)}
            missing[line.heading] = Missing(line.heading, Message("measure.missing.not_modelled", values))
    return tuple(missing.values())


def _warnings(found: Evaluation, lines: Sequence[DutyLine]) -> tuple[Message, ...]:
    """What rests on uncertain law: each low-confidence heading that decides something, cautions, unsettled rules."""
    said: list[Message] = []
    deciding = {line.displaced_by for line in lines if line.status == "displaced"}
    for line in lines:
        decides = line.status in ("needs_fact", "prohibited") or bool(line.amount) or line.heading in deciding
        if line.confidence == "low" and decides:
            said.append(
                Message("measure.warning.low_confidence", {"heading": line.heading, "program": program(line.program)})
            )
    for caution in found.plan.cautions:
        spared = [n for n in found.charges if caution.heading in found.plan.entries[n].measure.displaced_by]
        if spared and is_in_force(caution, found):
            values = {"heading": caution.heading, "since": caution.measure.from_}
            said.append(Message(f"measure.warning.caution.{caution.measure.topic}", values))
    for rule, loser in found.state.unsettled:
        said.append(Message("measure.warning.part_of_value", {"heading": loser, "rule": rule.id}))
    return tuple(said)
