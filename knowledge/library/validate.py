"""What must be true of the articles before anybody reads them (`importdesk knowledge check`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from knowledge.library.articles import ARTICLES, Article, BadArticle, Edition, read_articles, read_edition
from knowledge.library.placeholders import PLACEHOLDER, UnknownFigure, figure
from knowledge.wording import translate as words
from knowledge.wording.languages import languages
from knowledge.wording.localized_errors import Fault
from tariff_data.core.messages import Message
from tariff_data.law_records.provisions import Fee
from tariff_data.law_records.snapshot import snapshot

TOPICS = Path(__file__).resolve().parents[1] / "topics.yaml"
MIN_ASKS = 12
MIN_CHECKS = 4
LEAD_WORDS = (25, 170)
_LINK = re.compile(r"\]\((?!https?://|/|#|mailto:)([^)]*)\)")
_HTML = re.compile(r"<[a-zA-Z/!][^>]*>")
_MONEY = re.compile(r"\$(\d[\d,]*\.\d\d)\b")


def check(folder: Path = ARTICLES) -> list[Fault]:
    """Every fault in the articles below a folder; an empty list means that they may be published."""
    faults = list(_unreadable(folder))
    if faults:
        return faults
    try:
        articles = read_articles(folder)
    except BadArticle as error:
        return list(error.faults)
    return list(faults_among(articles))


def _unreadable(folder: Path) -> Iterator[Fault]:
    for file in sorted(folder.glob("*/*.md")):
        try:
            read_edition(file)
        except BadArticle as error:
            yield from error.faults


def faults_among(articles: Sequence[Article]) -> Iterator[Fault]:
    """Every fault of these articles, each by itself and all together."""
    slugs = {article.slug for article in articles}
    topics = set(yaml.safe_load(TOPICS.read_text(encoding="utf-8")))
    for article in articles:
        place = article.in_language("en").file
        if article.topic not in topics:
            yield Fault(place, Message("fault.topic", {"topic": article.topic, "file": TOPICS.name}))
        for lang in languages():
            if lang not in article.editions:
                yield Fault(place.parent, Message("fault.no_file", {"name": f"{lang}.md"}))
        for edition in article.editions.values():
            yield from _edition_faults(edition, slugs)
    for lang in languages():
        yield from _collisions([a.editions[lang] for a in articles if lang in a.editions])


def _edition_faults(edition: Edition, slugs: set[str]) -> Iterator[Fault]:
    facts = edition.facts
    if len(facts.asks) < MIN_ASKS:
        yield Fault(edition.file, Message("fault.few_asks", {"n": len(facts.asks), "least": MIN_ASKS}))
    if len(facts.checks) < MIN_CHECKS:
        yield Fault(edition.file, Message("fault.few_checks", {"n": len(facts.checks), "least": MIN_CHECKS}))
    if not facts.sources:
        yield Fault(edition.file, Message("fault.no_source"))
    if facts.checked > date.today():
        yield Fault(edition.file, Message("fault.to_come", {"day": facts.checked}))
    length = len(edition.lead.split())
    if not LEAD_WORDS[0] <= length <= LEAD_WORDS[1]:
        values = {"n": length, "least": LEAD_WORDS[0], "most": LEAD_WORDS[1]}
        yield Fault(edition.file, Message("fault.lead", values))
    for slug in facts.related:
        if slug not in slugs:
            yield Fault(edition.file, Message("fault.related", {"slug": slug}))
    yield from _prose_faults(edition)


def _prose_faults(edition: Edition) -> Iterator[Fault]:
    prose = "\n".join([edition.summary, edition.lead, edition.body, *(era.answer for era in edition.facts.eras)])
    for match in PLACEHOLDER.finditer(prose):
        try:
            figure(match, edition.lang, date.today())
        except UnknownFigure as error:
            yield Fault(edition.file, error.message)
    for stray in re.findall(r"\{[^{}]*\}", PLACEHOLDER.sub("", prose)):
        yield Fault(edition.file, Message("fault.stray", {"text": stray}))
    if found := _HTML.search(prose):
        yield Fault(edition.file, Message("fault.html", {"text": found[0]}))
    if found := _LINK.search(prose):
        yield Fault(edition.file, Message("fault.link", {"to": found[1]}))
    for fault in written_out_figures(f"{edition.summary}\n{edition.lead}"):
        yield Fault(edition.file, fault)


def written_out_figures(prose: str) -> Iterator[Message]:
    """A fee in force that is written as digits would outlive its rule."""
    in_force = {words.money(amount): fee for fee, amount in _fee_amounts()}
    for amount in _MONEY.findall(prose):
        if fee := in_force.get(f"${amount}"):
            yield Message("fault.written_out", {"amount": f"${amount}", "fee": fee})


def _fee_amounts() -> Iterator[tuple[str, Decimal]]:
    for fee in snapshot(date.today()).of(Fee):
        for amount in (fee.amount, fee.min, fee.max):
            if amount is not None:
                yield fee.id, amount


def _collisions(editions: Iterable[Edition]) -> Iterator[Fault]:
    owners: dict[str, set[tuple[Path, str]]] = defaultdict(set)
    for edition in editions:
        for kind, questions in (("asks", edition.facts.asks), ("checks", edition.facts.checks)):
            for question in questions:
                owners[_bare(question)].add((edition.file, kind))
    for question, places in owners.items():
        if len(places) > 1:
            where = ", ".join(sorted(f"{file.parent.name} ({kind})" for file, kind in places))
            yield Fault(
                min(file for file, _ in places), Message("fault.stands_in", {"question": question, "where": where})
            )


def _bare(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.lower()))
