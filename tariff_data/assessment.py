"""One item assessed: which line it most likely stands on, what that costs, and what the other plausible lines would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from tariff_data.classify import Classification, classify
from tariff_data.database import Schedule
from tariff_data.messages import Message
from tariff_data.result import Candidate, ItemResult, Missing, Question, Range
from tariff_data.stack import Goods, Stack, stack

SHOWN_CANDIDATES = 6
AT_MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found for one item, before the shipment as a whole changes anything.

    `best` is the stack that the lines show; `chosen` is its number, or None where it is only one possibility among
    several. `span` ranges over every plausible line.
    """

    goods: Goods
    best: Stack
    chosen: str | None
    candidates: tuple[Candidate, ...]
    span: Range
    questions: tuple[Question, ...]
    warnings: tuple[Message, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        return self.best.missing

    def result(self) -> ItemResult:
        """The item as the estimate shows it; flags are added by the shipment."""
        return ItemResult(
            description=self.goods.item.description,
            value_usd=self.goods.dollars,
            candidates=self.candidates,
            chosen=self.chosen,
            duty=self.span,
            lines=self.best.lines,
            questions=self.questions,
            flags=(),
        )


def assess(goods: Goods, schedule: Schedule, lang: str) -> Assessment:
    """Use the tariff number that was given, or find the lines that the description may mean."""
    if goods.item.hts:
        return _numbered(goods, goods.item.hts, schedule)
    return _described(goods, schedule, lang)


def _numbered(goods: Goods, hts: str, schedule: Schedule) -> Assessment:
    found = stack(goods, hts, schedule)
    line = schedule.line(hts)
    candidates = ()
    if line is not None:
        candidates = (Candidate(hts, line.label_en, line.label_es, "strong", 1.0, found.duty.likely),)
    return Assessment(goods, found, hts, candidates, found.duty, found.questions[:AT_MOST_QUESTIONS], found.warnings)


def _described(goods: Goods, schedule: Schedule, lang: str) -> Assessment:
    stacks: dict[str, Stack] = {}

    def stack_of(hts: str) -> Stack:
        if hts not in stacks:
            stacks[hts] = stack(goods, hts, schedule)
        return stacks[hts]

    found = classify(
        goods.item.description,
        lang,
        facts=_with_unit_value(goods),
        top=SHOWN_CANDIDATES,
        duty_of=lambda hts: stack_of(hts).duty,
    )
    if not found.candidates:
        return _nothing_found(goods)
    best = stack_of(found.candidates[0].hts)
    return Assessment(
        goods,
        best,
        best.hts if found.candidates[0].confidence != "possible" else None,
        tuple(_candidate(found, place, stack_of) for place in range(len(found.candidates))),
        _span(best.duty, (stack_of(hts).duty for hts in found.plausible)),
        _questions(found.questions, best.questions),
        (*best.warnings, *_doubt(found)),
    )


def _with_unit_value(goods: Goods) -> dict[str, object]:
    """The facts, with the dollars per article where value and count are known: value bands divide many lines."""
    facts = dict(goods.facts)
    count = goods.item.quantity if goods.item.quantity_unit in (None, "no", "prs") else None
    if count is not None:
        facts.setdefault("unit_value", str(goods.value / count))
    return facts


def _candidate(found: Classification, place: int, stack_of: object) -> Candidate:
    candidate = found.candidates[place]
    return Candidate(
        candidate.hts,
        candidate.label_en,
        candidate.label_es,
        candidate.confidence,
        candidate.score,
        stack_of(candidate.hts).duty.likely,  # type: ignore[operator]
    )


def _span(best: Range, plausible: Iterable[Range]) -> Range:
    """The best line's likely duty between the lowest and the highest of every plausible line; unknown stays unknown."""
    ranges = [best, *plausible]
    lows, highs = [r.low for r in ranges], [r.high for r in ranges]
    low = None if None in lows else min(amount for amount in lows if amount is not None)
    high = None if None in highs else max(amount for amount in highs if amount is not None)
    return Range(low, best.likely, high)


def _questions(about_line: tuple[Question, ...], about_law: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions that move the duty most, whichever room they come from."""
    both = sorted((*about_line, *about_law), key=lambda question: -(question.moves or Decimal(0)))
    return tuple(both[:AT_MOST_QUESTIONS])


def _doubt(found: Classification) -> tuple[Message, ...]:
    if found.candidates[0].confidence != "possible":
        return ()
    return (Message("warning.unsure_line", {"hts": found.candidates[0].hts}),)


def _nothing_found(goods: Goods) -> Assessment:
    why = Message("missing.no_line", {"description": goods.item.description})
    unknown = Range(None, None, None)
    empty = Stack("", (), unknown, missing=(Missing("hts", why),))
    return Assessment(goods, empty, None, (), unknown, (), ())


def relieved(found: Assessment, relief: Stack) -> Assessment:
    """The assessment with its duty replaced by what a relief leaves (an exemption, a flat rate)."""
    return replace(found, best=relief, span=relief.duty, questions=relief.questions)
