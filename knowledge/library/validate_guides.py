"""What must be true of the guides before anybody reads them (`importdesk knowledge check`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.library.answers import Answer
from knowledge.library.guide_files import BadGuide, read_facts
from knowledge.library.guides import GUIDES, Guide, GuideText, first_sentence, guide_folders, read_guide
from knowledge.library.placeholders import PLACEHOLDER, UnknownFigure, figure
from knowledge.wording.languages import languages
from knowledge.wording.localized_errors import Fault
from tariff_data.core.messages import Message

RULES = Path(__file__).resolve().parents[1] / "answer_rules.yaml"
TOPICS = Path(__file__).resolve().parents[1] / "topics.yaml"
_LINK_TEXT = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\]\((?!https?://|/|#|mailto:)([^)]*)\)")
_HTML = re.compile(r"<(?!!-- more -->)[a-zA-Z/!][^>]*>")
_TYPED = re.compile(r"(?:US)?\$\s?\d[\d,]*(?:\.\d+)?|\d+(?:[.,]\d+)?\s?%")
_CODE = re.compile(r"`[^`]*`")
_STRAY = re.compile(r"\{[^{}#]*\}")


def check_guides(folder: Path = GUIDES) -> list[Fault]:
    """Every fault in the guides below a folder; an empty list means that they may be published."""
    guides: list[Guide] = []
    faults: list[Fault] = []
    for place in guide_folders(folder):
        try:
            guides.append(read_guide(place))
        except BadGuide as error:
            faults += error.faults
    return faults or list(faults_among(guides))


def faults_among(guides: Sequence[Guide]) -> Iterator[Fault]:
    """Every fault of these guides, each by itself and all together."""
    topics = set(yaml.safe_load(TOPICS.read_text(encoding="utf-8")))
    ids = {answer.id for guide in guides for answer in guide.in_language("en").answers}
    slugs = {guide.slug for guide in guides}
    for guide in guides:
        place = guide.in_language("en").file.parent
        if guide.topic not in topics:
            yield Fault(place / "guide.yaml", Message("fault.topic", {"topic": guide.topic, "file": TOPICS.name}))
        for lang in languages():
            if lang not in guide.texts:
                yield Fault(place, Message("fault.no_file", {"name": f"{lang}.md"}))
        yield from _facts_faults(guide, ids, slugs)
        typed = _typed_figures(place / "guide.yaml")
        for text in guide.texts.values():
            yield from _text_faults(text, typed)
    for lang in languages():
        yield from _collisions([guide.texts[lang] for guide in guides if lang in guide.texts])


def _facts_faults(guide: Guide, ids: set[str], slugs: set[str]) -> Iterator[Fault]:
    text = guide.in_language("en")
    file = text.file.parent / "guide.yaml"
    if text.checked > date.today():
        yield Fault(file, Message("fault.to_come", {"day": text.checked}))
    for slug in text.related:
        if slug not in slugs:
            yield Fault(file, Message("fault.related", {"slug": slug}))
    for answer in text.answers:
        for other in answer.related:
            if other not in ids and other not in slugs:
                yield Fault(file, Message("fault.related", {"slug": other}))
        if answer.holds.from_ and answer.holds.to and answer.holds.to <= answer.holds.from_:
            yield Fault(file, Message("fault.answer_holds", {"answer": answer.name}))


@cache
def rules() -> Mapping[str, Any]:
    """How an answer is written: lengths, and by language the words that must not open it or stand in it."""
    read: Mapping[str, Any] = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return read


def _text_faults(text: GuideText, typed: frozenset[str]) -> Iterator[Fault]:
    for answer in text.answers:
        for message in _answer_faults(answer, text.lang):
            yield Fault(text.file, Message("fault.in_answer", {"answer": answer.name, "fault": message}))
    for match in PLACEHOLDER.finditer(text.prose):
        try:
            figure(match, text.lang, date.today())
        except UnknownFigure as error:
            yield Fault(text.file, error.message)
    plain = _CODE.sub("", PLACEHOLDER.sub("", text.prose))
    for stray in _STRAY.findall(plain):
        yield Fault(text.file, Message("fault.stray", {"text": stray}))
    if html := _HTML.search(plain):
        yield Fault(text.file, Message("fault.html", {"text": html[0]}))
    if link := _LINK.search(plain):
        yield Fault(text.file, Message("fault.link", {"to": link[1]}))
    for amount in sorted(_figures_in(text) - typed):
        yield Fault(text.file, Message("fault.typed", {"amount": amount}))


def _answer_faults(answer: Answer, lang: str) -> Iterator[Message]:
    least, most = rules()["words"]
    if not least <= (n := _count(answer.text)) <= most:
        yield Message("fault.answer_length", {"n": n, "least": least, "most": most})
    opening = first_sentence(answer.text)
    if (n := _count(opening)) > rules()["first_sentence"]:
        yield Message("fault.first_sentence", {"n": n, "most": rules()["first_sentence"]})
    said = opening.lower().lstrip('*"¿¡ ')
    if word := next((word for word in rules()["never_opens"][lang] if re.match(rf"{word}\b", said)), None):
        yield Message("fault.opens_with", {"word": word})
    if word := next((word for word in rules()["never_says"][lang] if word in answer.text.lower()), None):
        yield Message("fault.says", {"word": word})
    if (n := len(answer.asks)) < rules()["asks"]:
        yield Message("fault.few_asks", {"n": n, "least": rules()["asks"]})


def _count(text: str) -> int:
    """The words that are read: a placeholder is one, the address of a link is none."""
    return len(PLACEHOLDER.sub("X", _LINK_TEXT.sub(r"\1", text)).split())


def _figures_in(text: GuideText) -> set[str]:
    """Amounts and percentages that are typed in what the chat and the page say of the law as it is."""
    prose = "\n".join(f"{answer.text}\n{answer.more}" for answer in text.answers)
    return {amount.strip(" ,") for amount in _TYPED.findall(PLACEHOLDER.sub("", prose))}


def _typed_figures(file: Path) -> frozenset[str]:
    """The figures of a guide that no record of the law gives; `guide.yaml` lists each with its reason."""
    listed = read_facts(file.read_text(encoding="utf-8"), file).typed
    return frozenset(amount.strip(" ,") for amount in listed)


def _collisions(texts: Iterable[GuideText]) -> Iterator[Fault]:
    owners: dict[str, set[tuple[Path, str]]] = defaultdict(set)
    for text in texts:
        for answer in text.answers:
            for question in (*answer.asks, *answer.checks):
                owners[_bare(question)].add((text.file, answer.id))
    for question, places in owners.items():
        if len(places) > 1:
            where = ", ".join(sorted(id_ for _file, id_ in places))
            file = min(file for file, _id in places)
            yield Fault(file, Message("fault.stands_in", {"question": question, "where": where}))


def _bare(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.lower()))
