"""What must be true of the articles before anybody reads them (`importdesk knowledge check`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from knowledge import words
from knowledge.languages import languages
from knowledge.loading import ARTICLES, Article, BadArticle, Edition, read_articles, read_edition
from knowledge.placeholders import PLACEHOLDER, UnknownFigure, figure
from tariff_data.provisions import Fee
from tariff_data.snapshot import snapshot

TOPICS = Path(__file__).resolve().parent / "topics.yaml"
MIN_ASKS = 12
MIN_CHECKS = 4
LEAD_WORDS = (25, 170)
_LINK = re.compile(r"\]\((?!https?://|/|#|mailto:)([^)]*)\)")
_HTML = re.compile(r"<[a-zA-Z/!][^>]*>")
_MONEY = re.compile(r"\$(\d[\d,]*\.\d\d)\b")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in an article file, in words for whoever wrote it."""

    file: Path
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.message}"


def check(folder: Path = ARTICLES) -> list[Fault]:
    """Every fault in the articles below a folder; an empty list means that they may be published."""
    faults = list(_unreadable(folder))
    if faults:
        return faults
    try:
        articles = read_articles(folder)
    except BadArticle as error:
        return [Fault(folder, str(error))]
    return list(faults_among(articles))


def _unreadable(folder: Path) -> Iterator[Fault]:
    for file in sorted(folder.glob("*/*.md")):
        try:
            read_edition(file)
        except BadArticle as error:
            yield Fault(file, str(error).removeprefix(f"{file}: "))


def faults_among(articles: Sequence[Article]) -> Iterator[Fault]:
    """Every fault of these articles, each by itself and all together."""
    slugs = {article.slug for article in articles}
    topics = set(yaml.safe_load(TOPICS.read_text(encoding="utf-8")))
    for article in articles:
        place = article.in_language("en").file
        if article.topic not in topics:
            yield Fault(place, f"topic {article.topic!r} is not in {TOPICS.name}")
        for lang in languages():
            if lang not in article.editions:
                yield Fault(place.parent, f"there is no {lang}.md")
        for edition in article.editions.values():
            yield from _edition_faults(edition, slugs)
    for lang in languages():
        yield from _collisions([a.editions[lang] for a in articles if lang in a.editions])


def _edition_faults(edition: Edition, slugs: set[str]) -> Iterator[Fault]:
    facts = edition.facts
    if len(facts.asks) < MIN_ASKS:
        yield Fault(edition.file, f"{len(facts.asks)} training questions (asks); at least {MIN_ASKS} are needed")
    if len(facts.checks) < MIN_CHECKS:
        yield Fault(edition.file, f"{len(facts.checks)} check questions (checks); at least {MIN_CHECKS} are needed")
    if not facts.sources:
        yield Fault(edition.file, "names no source")
    if facts.checked > date.today():
        yield Fault(edition.file, f"checked on {facts.checked}, which is still to come")
    length = len(edition.lead.split())
    if not LEAD_WORDS[0] <= length <= LEAD_WORDS[1]:
        yield Fault(edition.file, f"the lead has {length} words; {LEAD_WORDS[0]} to {LEAD_WORDS[1]} fit")
    for slug in facts.related:
        if slug not in slugs:
            yield Fault(edition.file, f"related article {slug!r} does not exist")
    yield from _prose_faults(edition)


def _prose_faults(edition: Edition) -> Iterator[Fault]:
    prose = "\n".join([edition.summary, edition.lead, edition.body, *(era.answer for era in edition.facts.eras)])
    for match in PLACEHOLDER.finditer(prose):
        try:
            figure(match, edition.lang, date.today())
        except UnknownFigure as error:
            yield Fault(edition.file, str(error.args[0]))
    for stray in re.findall(r"\{[^{}]*\}", PLACEHOLDER.sub("", prose)):
        yield Fault(edition.file, f"{stray} is no placeholder")
    if found := _HTML.search(prose):
        yield Fault(edition.file, f"HTML is not allowed: {found[0]}")
    if found := _LINK.search(prose):
        yield Fault(edition.file, f"a link leads nowhere: {found[1]!r}")
    for fault in written_out_figures(f"{edition.summary}\n{edition.lead}"):
        yield Fault(edition.file, fault)


def written_out_figures(prose: str) -> Iterator[str]:
    """A fee in force that is written as digits would outlive its rule."""
    in_force = {words.money(amount): fee for fee, amount in _fee_amounts()}
    for amount in _MONEY.findall(prose):
        if fee := in_force.get(f"${amount}"):
            yield f"${amount} is a fee in force; write it as a placeholder of fee {fee}"


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
            yield Fault(min(file for file, _ in places), f"{question!r} stands in {where}")


def _bare(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.lower()))
