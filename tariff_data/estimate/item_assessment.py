"""One item assessed: which line it most likely stands on, what that costs, and what the other plausible lines would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tariff_data import classification
from tariff_data.additional_duties import Alike
from tariff_data.classification import Classification, classify
from tariff_data.classification.facts import chosen_line
from tariff_data.core.messages import Message
from tariff_data.declaration.request import Item
from tariff_data.duty.line_duty import Priced, Stack, stack
from tariff_data.estimate.weight_question import WEIGHT, bounds_said, weight_question
from tariff_data.hts.lookup import ScheduleLookup
from tariff_data.law_records.provisions import InformationalLines
from tariff_data.results import Candidate, End, ItemResult, Missing, Option, Question, Range

SHOWN_CANDIDATES = 6
AT_MOST_QUESTIONS = 3
# A range narrower than this (of the value, or in dollars) is worth no question about the line.
_LITTLE_SHARE, _LITTLE = Decimal("0.01"), Decimal(2)
_UNKNOWN = Range(None, None, None)
_SURER: tuple[End, ...] = ("", "limit", "assumed")
_INFORMATIONAL = "is_informational_material"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found for one item, before the shipment as a whole changes anything.

    `priced` is None where the dollar value is not known. `best` is the stack that the lines show; `chosen` is its
    number, or None where it is only one possibility among several. `span` ranges over every plausible line.
    """

    item: Item
    priced: Priced | None
    best: Stack
    chosen: str | None
    candidates: tuple[Candidate, ...]
    span: Range
    questions: tuple[Question, ...] = ()
    warnings: tuple[Message, ...] = ()

    def result(self) -> ItemResult:
        """The item as the estimate shows it; flags are added by the shipment."""
        return ItemResult(
            description=self.item.description,
            value_usd=self.priced.dollars if self.priced else None,
            candidates=self.candidates,
            chosen=self.chosen,
            duty=self.span,
            lines=self.best.lines,
            questions=self.questions,
            flags=(),
        )


def assess(priced: Priced, schedule: ScheduleLookup, lang: str) -> Assessment:
    """Use the tariff number that was given or chosen, or find the lines that the description may mean."""
    chosen = chosen_line(priced.item.facts)
    if not priced.item.hts and chosen and schedule.line(chosen) is not None:
        return _numbered(_told(priced, chosen), chosen, schedule, lang)
    if priced.item.hts:
        return _numbered(priced, priced.item.hts, schedule, lang)
    return _described(priced, schedule, lang)


def unpriced(item: Item, lang: str) -> Assessment:
    """An item whose dollar value is not known: the lines it may stand on, and no amount at all."""
    if item.hts:
        return Assessment(item, None, Stack(item.hts, (), _UNKNOWN), item.hts, (), _UNKNOWN)
    found = classify(item.description, lang, facts=item.facts, top=SHOWN_CANDIDATES)
    candidates = tuple(_candidate(seen, _UNKNOWN) for seen in found.candidates)
    chosen = candidates[0].hts if candidates and candidates[0].confidence != "possible" else None
    return Assessment(item, None, Stack(chosen or "", (), _UNKNOWN), chosen, candidates, _UNKNOWN)


def _numbered(priced: Priced, hts: str, schedule: ScheduleLookup, lang: str) -> Assessment:
    """The line of a number; where the tariff has none, the lines that it may mean are shown beside."""
    found = stack(priced, hts, schedule)
    line = schedule.line(hts)
    candidates: tuple[Candidate, ...] = ()
    warnings = (*found.warnings, *_bounds_said(found.duty, [found]))
    if line is not None:
        candidates = (Candidate(hts, line.label_en, line.label_es, "strong", 1.0, found.duty.likely),)
    elif priced.item.rates is None:
        meant = classify(hts, lang, top=SHOWN_CANDIDATES)
        candidates = tuple(_candidate(seen, stack(priced, seen.hts, schedule).duty) for seen in meant.candidates)
        warnings = (*((meant.note,) if meant.note else ()), *warnings)
    questions = _questions(_weight(priced, [found], [1.0], schedule), found.questions)
    return Assessment(priced.item, priced, found, hts, candidates, found.duty, questions, warnings)


def _described(priced: Priced, schedule: ScheduleLookup, lang: str) -> Assessment:
    stacks: dict[str, Stack] = {}
    alike = Alike()

    def duty_of(hts: str) -> Range:
        if hts not in stacks:
            stacks[hts] = stack(_told(priced, hts), hts, schedule, alike)
        return stacks[hts].duty

    found = classify(
        priced.item.description,
        lang,
        facts=priced.facts,
        top=SHOWN_CANDIDATES,
        duty_of=duty_of,
        least=float(max(priced.dollars * _LITTLE_SHARE, _LITTLE)),
    )
    if not found.candidates:
        return _nothing_found(priced, found.note)
    told = _told(priced, found.candidates[0].hts)
    best = stack(told, found.candidates[0].hts, schedule)
    plausible = [stacks[hts] for hts in found.plausible if hts in stacks]
    span = _span(best.duty, map(duty_of, found.plausible))
    weight = _weight(priced, plausible, found.probability, schedule)
    return Assessment(
        priced.item,
        told,
        best,
        best.hts if found.candidates[0].confidence != "possible" else None,
        tuple(_candidate(seen, duty_of(seen.hts)) for seen in found.candidates),
        span,
        _questions((*_priced_options(found, duty_of), *weight), best.questions),
        (*best.warnings, *_doubt(found), *_bounds_said(span, (best, *plausible))),
    )


def _bounds_said(span: Range, stacks: Iterable[Stack]) -> tuple[Message, ...]:
    """What the upper end rests on where a quantity is not known; nothing where it is another line's."""
    return bounds_said(stacks) if span.end else ()


def _weight(
    priced: Priced, plausible: Sequence[Stack], probability: Sequence[float], schedule: ScheduleLookup
) -> tuple[Question, ...]:
    """The question how much the goods weigh, where a plausible line is charged by the kilogram."""
    weighed = {one.hts for one in plausible if any(gap.fact == WEIGHT for gap in one.missing)}
    most = [bound.amount for one in plausible if one.hts in weighed for bound in one.bounds if bound.unit == WEIGHT]
    if not most:
        return ()
    known = {one.hts: one.duty for one in plausible}

    def duty_at(hts: str, kg: Decimal) -> Range:
        if hts not in weighed:
            return known[hts]
        told = _told(priced, hts)
        return stack(replace(told, facts={**told.facts, WEIGHT: kg}), hts, schedule).duty

    lines = [(one.hts, p) for one, p in zip(plausible, probability, strict=True)]
    question = weight_question(max(most), lines, duty_at, max(priced.dollars * _LITTLE_SHARE, _LITTLE))
    return (question,) if question else ()


def _told(priced: Priced, hts: str) -> Priced:
    """The item with what its words say on a line: a book is informational material, and nobody need be asked."""
    if _INFORMATIONAL in priced.facts or not any(one.lists(hts) for one in priced.law.of(InformationalLines)):
        return priced
    return replace(priced, facts={**priced.facts, _INFORMATIONAL: True})


def _candidate(seen: classification.Candidate, duty: Range) -> Candidate:
    return Candidate(seen.hts, seen.label_en, seen.label_es, seen.confidence, seen.score, duty.likely)


def _span(best: Range, plausible: Iterable[Range]) -> Range:
    """The best line's likely duty between the lowest and the highest of every plausible line; unknown stays unknown.

    What the upper end rests on is what the dearest line's does.
    """
    ranges = [best, *plausible]
    lows, highs = [r.low for r in ranges], [r.high for r in ranges]
    low = None if None in lows else min(amount for amount in lows if amount is not None)
    high = None if None in highs else max(amount for amount in highs if amount is not None)
    dearest = [r for r in ranges if r.high == high]
    return Range(low, best.likely, high, "" if high is None else min((r.end for r in dearest), key=_SURER.index))


def _priced_options(found: Classification, duty_of: Callable[[str], Range]) -> tuple[Question, ...]:
    """The questions about the line, each answer with the duty of the likeliest line it leaves."""
    return tuple(
        replace(question, options=tuple(_priced(option, found.plausible, duty_of) for option in question.options))
        for question in found.questions
    )


def _priced(option: Option, plausible: Sequence[str], duty_of: Callable[[str], Range]) -> Option:
    left = [duty_of(hts) for hts in plausible if hts in option.keeps]
    return replace(option, duty=_span(left[0], left)) if left else option


def _questions(about_line: tuple[Question, ...], about_law: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions that move the duty most, whichever room they come from."""
    both = sorted((*about_line, *about_law), key=lambda question: -(question.moves or Decimal(0)))
    return tuple(both[:AT_MOST_QUESTIONS])


def _doubt(found: Classification) -> tuple[Message, ...]:
    note = (found.note,) if found.note else ()
    if found.candidates[0].confidence != "possible":
        return note
    return (*note, Message("warning.unsure_line", {"hts": found.candidates[0].hts}))


def _nothing_found(priced: Priced, note: Message | None) -> Assessment:
    why = note or Message("missing.no_line", {"description": priced.item.description})
    return Assessment(priced.item, priced, Stack("", (), _UNKNOWN, missing=(Missing("hts", why),)), None, (), _UNKNOWN)
