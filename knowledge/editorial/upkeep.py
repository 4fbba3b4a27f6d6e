"""Which articles need a person: read too long ago, a source gone, the law changed, a language behind the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from knowledge.editorial.documents import ARTICLE
from knowledge.editorial.editions import editions
from knowledge.editorial.store import Editorial
from knowledge.library.articles import Article, BadArticle, Edition, parse_edition
from knowledge.library.placeholders import PLACEHOLDER
from knowledge.wording.languages import languages
from tariff_data.core.messages import Message
from tariff_data.law_review.change_calendar import LawChange, law_calendar

OLD = timedelta(days=180)  # after that a source is worth reading again
SOON = timedelta(days=30)
_CITED = re.compile(r"\d+ (?:FR|CFR|USC) \d+(?:\.\d+)?|(?:EO|Proclamation|CSMS|P\.L\.) [\d-]+|99\d\d\.\d\d\.\d\d")


@dataclass(frozen=True, slots=True)
class Upkeep:
    """An article and the reasons to look at it; `law` are the changes of law that concern it."""

    article: Article
    reasons: tuple[Message, ...]
    law: tuple[LawChange, ...] = ()


def due(articles: Iterable[Article], on: date, gone: Collection[str] = ()) -> list[Upkeep]:
    """The articles that are to be looked at on a day, those with most reasons first. `gone`: dead addresses."""
    found = [_upkeep(article, on, gone) for article in articles]
    return sorted((one for one in found if one.reasons), key=lambda one: (-len(one.reasons), one.article.slug))


def _upkeep(article: Article, on: date, gone: Collection[str]) -> Upkeep:
    read = min(edition.facts.checked for edition in article.editions.values())
    changed = tuple(change for change in _changes(read, on) if _concerns(change, article))
    reasons = [Message("staff.upkeep.old", {"day": read, "n": (on - read).days})] if on - read > OLD else []
    named = {source.url: source.citation for one in article.editions.values() for source in one.facts.sources}
    reasons += [Message("staff.upkeep.gone", {"citation": named[url]}) for url in named if url in gone]
    for change in changed:
        key = "staff.upkeep.law" if change.day <= on else "staff.upkeep.soon"
        reasons.append(Message(key, {"day": change.day, "citation": change.citation}))
    reasons += [
        Message("staff.upkeep.no_language", {"language": language.name})
        for code, language in languages().items()
        if code not in article.editions
    ]
    ended = [edition.facts.holds.to for edition in article.editions.values() if edition.facts.holds.to]
    if any(day <= on for day in ended):
        reasons.append(Message("staff.upkeep.ended", {"day": min(ended)}))
    return Upkeep(article, tuple(reasons), changed)


def _changes(read: date, on: date) -> Iterator[LawChange]:
    return (change for change in law_calendar() if read < change.day <= on + SOON)


def _concerns(change: LawChange, article: Article) -> bool:
    """Whether an article names the fee or limit, or a source or heading, of a change."""
    named = {change.id} if change.kind != "programme" else {*change.begin, *change.end}
    named |= set(_CITED.findall(change.citation))
    return any(named & _named_in(edition) for edition in article.editions.values())


def _named_in(edition: Edition) -> set[str]:
    prose = "\n".join([edition.summary, edition.lead, edition.body, *(era.answer for era in edition.facts.eras)])
    figures = {match["id"] for match in PLACEHOLDER.finditer(prose) if not match["on"]}
    sources = " ".join(source.citation for source in edition.facts.sources)
    return figures | set(_CITED.findall(f"{prose} {sources}"))


def behind(store: Editorial) -> dict[str, dict[str, int]]:
    """How many published changes of the prose each language of an article has not had: {slug: {language: changes}}."""
    counts: dict[str, dict[str, int]] = {}
    for one in sorted(editions(store, "published", "superseded"), key=lambda one: (one.release or 0, one.id)):
        if one.document.startswith(ARTICLE) and (changed := changed_languages(one.base_files, one.files)):
            own = counts.setdefault(one.document.removeprefix(ARTICLE), dict.fromkeys(languages(), 0))
            for lang in own:
                own[lang] = 0 if lang in changed else own[lang] + 1
    late = {slug: {lang: n for lang, n in own.items() if n} for slug, own in counts.items()}
    return {slug: own for slug, own in late.items() if own}


def changed_languages(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The languages whose prose differs; other training questions are nothing to translate."""
    return {
        lang
        for lang in languages()
        if (name := f"{lang}.md") in after and _prose(before.get(name, ""), name) != _prose(after[name], name)
    }


def _prose(text: str, name: str) -> object:
    try:
        read = parse_edition(text, Path(name))
    except BadArticle:
        return text
    facts = read.facts
    return (facts.title, facts.summary, facts.holds, facts.eras, facts.sources, read.lead, read.body)
