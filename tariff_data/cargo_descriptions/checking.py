"""Judging a description: is it vague, what is missing, what would be better."""

from __future__ import annotations

from collections.abc import Iterable

from tariff_data.cargo_descriptions.elements import IN_WORDS, ON_THE_FORM, Asked, asked_in_words, asked_on_forms
from tariff_data.cargo_descriptions.reading import Reading, read
from tariff_data.cargo_descriptions.request import DescriptionRequest, GoodsFacts
from tariff_data.cargo_descriptions.result import DescriptionResult, ElementCheck, State, VagueTerm, Verdict
from tariff_data.cargo_descriptions.vague import Vague
from tariff_data.cargo_descriptions.wording import wording
from tariff_data.classification import classify
from tariff_data.classification.index import index
from tariff_data.classification.language import spoken
from tariff_data.classification.words import LANGUAGES
from tariff_data.core.messages import Message
from tariff_data.law_records.coverage import verified_through
from tariff_data.law_records.paperwork import Element, VagueWord
from tariff_data.law_records.snapshot import Snapshot, snapshot

_CANDIDATES = 10  # lines that a rule about goods is looked up for


def check_description(request: DescriptionRequest) -> DescriptionResult:
    """What customs would make of a description on the day the goods arrive.

    A tariff number helps to know what such goods need, but never stands in for the words (19 CFR 128.21).
    """
    snap, facts = snapshot(request.on), request.facts
    lang = request.lang if request.lang in LANGUAGES else "en"
    found = classify(request.text, lang, top=_CANDIDATES)
    # The words decide, not the page they were typed on: classification reads them so, too.
    reading = read(request.text, spoken(request.text, lang, index()), snap)
    likely = {one.hts: one.score for one in found.candidates} if reading.article else {}
    numbers = {facts.hts: 1.0} if facts.hts else likely
    elements = (
        _article(reading),
        *_in_words(reading, facts, asked_in_words(snap, numbers)),
        *_on_forms(facts, asked_on_forms(snap, request.mode)),
    )
    vague = tuple(_terms(reading, snap))
    verdict = _verdict(reading, vague, elements)
    return DescriptionResult(
        text=request.text,
        lang=request.lang,
        on=request.on,
        verified_through=verified_through(),
        verdict=verdict,
        why=_why(verdict, reading, vague),
        vague=vague,
        elements=elements,
        wording=wording(reading, facts, elements),
    )


def _article(reading: Reading) -> ElementCheck:
    state: State = "given" if reading.article else "missing"
    return ElementCheck("article", state, "needed", "", Message("description.why.article"))


def _in_words(reading: Reading, facts: GoodsFacts, asked: dict[Element, Asked]) -> Iterable[ElementCheck]:
    said = {
        "material": facts.material or reading.material,
        "use": facts.use or reading.use,
        "for_whom": facts.for_whom or reading.for_whom,
        "construction": facts.construction or reading.construction,
    }
    for element, one in asked.items():
        told = said[element]
        state: State = "given" if told else "missing" if one.need else "not_needed"
        if one.need or (reading.article and not told):
            yield ElementCheck(element, state, one.need, told, one.why, one.citation, one.source)
        else:  # of goods nobody named it cannot be said that something does not matter
            yield ElementCheck(element, state, None, told, None)


def _on_forms(facts: GoodsFacts, asked: dict[Element, Asked]) -> Iterable[ElementCheck]:
    said = {
        "origin": facts.origin or "",
        "value": f"{facts.value} {facts.currency}" if facts.value is not None else "",
        "hts10": facts.hts or "",
        "seller": facts.seller,
        "quantity": str(facts.quantity) if facts.quantity is not None else "",
        "weight": f"{facts.weight_kg} kg" if facts.weight_kg is not None else "",
    }
    for element in ON_THE_FORM:
        one, told = asked[element], said[element]
        state: State = "given" if told else "missing" if one.need else "not_needed"
        if element == "hts10" and told and len(told) < 10 and one.need:
            state = "partial"
        yield ElementCheck(element, state, one.need, told, one.why, one.citation, one.source)


def _terms(reading: Reading, snap: Snapshot) -> Iterable[VagueTerm]:
    """The words that stand where the goods should be named."""
    if reading.article:
        return
    if reading.brand:
        yield from (_term(Vague("", record)) for record in snap.of(VagueWord) if record.names == "brand")
    for vague in {one.record.id: one for one in reading.named_by}.values():
        yield _term(vague)


def _term(vague: Vague) -> VagueTerm:
    record = vague.record
    advice = Message(f"cargo.{record.id}")
    return VagueTerm(
        vague.words, record.id, record.names, advice, record.source.citation, record.source.url, record.confidence
    )


def _verdict(reading: Reading, vague: tuple[VagueTerm, ...], elements: Iterable[ElementCheck]) -> Verdict:
    if not reading.article:
        return "vague" if vague else "unsure"
    lacks = any(one.state == "missing" and one.need == "needed" for one in elements if one.element in IN_WORDS)
    return "incomplete" if lacks else "accepted"


def _why(verdict: Verdict, reading: Reading, vague: tuple[VagueTerm, ...]) -> Message:
    if verdict != "vague":
        return Message(f"description.{verdict}")
    if reading.brand:
        return Message("description.vague.brand")
    words = tuple(Message("description.quoted", {"word": term.words}) for term in vague)
    return Message("description.vague", {"words": words})
