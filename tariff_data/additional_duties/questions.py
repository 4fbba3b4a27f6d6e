"""The questions behind open facts, with what each answer leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tariff_data.additional_duties.case import Case
from tariff_data.additional_duties.conditions import turning
from tariff_data.additional_duties.displacement import conditions_hold
from tariff_data.additional_duties.evaluation import Evaluation
from tariff_data.additional_duties.facts import OTHER, STATISTICAL_NUMBER, Answer
from tariff_data.additional_duties.open_facts import Opening
from tariff_data.additional_duties.ranges import Effect, Trial, weight
from tariff_data.core.messages import Message
from tariff_data.results import Option, Question, Range

_CONTENT_STEPS = tuple(Decimal(percent) for percent in (0, 25, 50, 75, 100))
_MOSTLY = Decimal(50)


def question_text(opening: Opening, case: Case) -> Message:
    """What to ask for an opening: by the fact, or by the topic of the heading that somebody must confirm."""
    fact = opening.fact
    if not fact.startswith("confirm:"):
        return Message(f"measure.ask.fact.{fact}", {"hts": case.hts, "country": case.origin})
    topic = opening.entry.measure.topic if opening.entry else ""
    values = {"heading": fact.removeprefix("confirm:"), "country": case.origin}
    return Message(f"measure.ask.topic.{topic}" if topic else "measure.ask.heading", values)


def questions(trial: Trial, found: Evaluation, base: Decimal | None, made: Iterable[Effect]) -> tuple[Question, ...]:
    """One question per fact that changes the duty, the heaviest first."""
    by_fact: dict[str, list[Effect]] = {}
    for effect in made:
        by_fact.setdefault(effect.opening.fact, []).append(effect)
    asked = []
    for fact, effects in by_fact.items():
        steps = list(_Asking(trial, found, base, fact, tuple(effects)).steps())
        amounts = [step.amount for step in steps]
        options = tuple(Option(s.value, s.label, Range(s.amount, s.amount, s.amount)) for s in steps)
        text = question_text(effects[0].opening, trial.case)
        asked.append(Question(fact, text, options, max(amounts) - min(amounts)))
    return tuple(sorted(asked, key=lambda question: (-(question.moves or Decimal(0)), question.id)))


def questions_of_bans(found: Evaluation, case: Case) -> tuple[Question, ...]:
    """The facts that would lift a prohibition. They move no duty."""
    asked: dict[str, Question] = {}
    yes, no = Message("measure.answer.yes"), Message("measure.answer.no")
    for ban in found.plan.bans:
        for spec in ban.conditions if conditions_hold(ban, found.now) else ():
            for fact, answer in turning(spec, found.now):
                text = question_text(Opening({fact: answer}, ban, True), case)
                asked[fact] = Question(fact, text, (Option("true", yes), Option("false", no)))
    return tuple(asked.values())


@dataclass(frozen=True, slots=True)
class _Step:
    """An answer that is offered, and the duty it leads to (dollars)."""

    value: str
    label: Message
    amount: Decimal


@dataclass(frozen=True, slots=True)
class _Asking:
    """One fact under question."""

    trial: Trial
    found: Evaluation
    base: Decimal | None
    fact: str
    effects: tuple[Effect, ...]

    def steps(self) -> Iterable[_Step]:
        heaviest = max(self.effects, key=lambda effect: abs(effect.change))
        answer = heaviest.opening.answers[self.fact]
        if self.fact == STATISTICAL_NUMBER:
            return self._numbers()
        if isinstance(answer, bool):
            return self._yes_and_no(heaviest, answer)
        if isinstance(answer, date):
            return self._dates(heaviest, answer)
        assert isinstance(answer, Decimal)
        if self.fact in ("us_content_pct", "metal_weight_pct"):
            return self._limits(heaviest, answer)
        return self._shares(heaviest)

    def _amount(self, **answers: Answer) -> Decimal:
        return weight(self.trial.evaluation(answers, self.base))

    def _yes_and_no(self, heaviest: Effect, turning: bool) -> Iterable[_Step]:
        turned, other = weight(heaviest.turned), self._amount(**{self.fact: not turning})
        yes, no = (turned, other) if turning else (other, turned)
        yield _Step("true", Message("measure.answer.yes"), yes)
        yield _Step("false", Message("measure.answer.no"), no)

    def _dates(self, heaviest: Effect, before: date) -> Iterable[_Step]:
        limit = before + timedelta(days=1)
        yield _Step(before.isoformat(), Message("measure.answer.before", {"day": limit}), weight(heaviest.turned))
        yield _Step(limit.isoformat(), Message("measure.answer.on_or_after", {"day": limit}), weight(self.found))

    def _limits(self, heaviest: Effect, turning: Decimal) -> Iterable[_Step]:
        """A share on one side of a limit or the other."""
        turned, other = weight(heaviest.turned), weight(self.found)
        if self.fact == "us_content_pct":
            yield _Step(str(turning), Message("measure.answer.at_least", {"pct": turning}), turned)
            yield _Step("0", Message("measure.answer.below", {"pct": turning}), other)
        else:
            limit = turning * 2
            yield _Step(str(turning), Message("measure.answer.below", {"pct": limit}), turned)
            yield _Step(str(max(limit, _MOSTLY)), Message("measure.answer.at_least", {"pct": limit}), other)

    def _shares(self, heaviest: Effect) -> Iterable[_Step]:
        """The share of one metal, the others being none."""
        none: dict[str, Answer] = {name: Decimal(0) for name in heaviest.opening.answers if name != self.fact}
        for pct in _CONTENT_STEPS:
            label = Message("measure.answer.percent", {"pct": pct})
            yield _Step(str(pct), label, self._amount(**none, **{self.fact: pct}))

    def _numbers(self) -> Iterable[_Step]:
        leads_to = {effect.opening.answers[self.fact]: weight(effect.turned) for effect in self.effects}
        for group in self.found.plan.numbers:
            if group:
                label = Message("measure.answer.numbers", {"numbers": tuple(map(_dotted, group))})
                yield _Step(group[0], label, leads_to[group[0]])
            else:
                yield _Step(OTHER, Message("measure.answer.other_number"), leads_to[OTHER])


def _dotted(code: str) -> str:
    return ".".join((code[:4], *(code[place : place + 2] for place in range(4, len(code), 2))))
