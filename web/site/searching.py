"""`/search`: one box over guides, the glossary and the tariff."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from aiohttp import web

from knowledge.library.articles import load_articles
from knowledge.library.placeholders import fill
from knowledge.library.search import search as guides_about
from knowledge.terms.glossary import Term, asked_term, bare, load_glossary, mentions
from knowledge.wording import translate as words
from knowledge.wording.rates import rate_words
from tariff_data.classification.by_number import numbered
from tariff_data.hts.database import open_schedule
from web.http.app_keys import LANG
from web.http.security import public
from web.pages.page import page
from web.services.queries import classify_answer

Json = dict[str, Any]

_LONGEST = 500
_GUIDES, _TERMS, _LINES = 6, 4, 6
_NEAR = 0.4  # of the best guide's score: what is further off is not about the same
_SHORTEST = 3  # letters of a word that is looked for inside a term's names
_NUMBER = re.compile(r"\d{2,4}(?:\.?\d\d){0,3}\.?")


@public
async def search(request: web.Request) -> web.Response:
    """What a search finds, or the box alone."""
    lang, wanted = request[LANG], " ".join(request.query.get("q", "").split())[:_LONGEST]
    found = await asyncio.to_thread(_found, wanted, lang) if wanted else {"guides": [], "terms": [], "lines": []}
    count = sum(map(len, found.values()))
    note = await asyncio.to_thread(_said_of_number, wanted, lang)
    context = {"wanted": wanted, "count": count, "note": note, "current": "search"}
    return page(request, "search.html", found | context)


def _found(wanted: str, lang: str) -> Json:
    if place := _numbered(wanted, lang):
        return {"guides": [], "terms": [], "lines": place}
    lines = [] if asked_term(wanted, lang) else _lines(wanted, lang)  # a word of the glossary is no thing to import
    return {"guides": _guides(wanted, lang), "terms": _terms(wanted, lang), "lines": lines}


def _guides(wanted: str, lang: str) -> list[Json]:
    """The guides nearest to the words, but none that is far behind the best."""
    hits = guides_about(wanted, lang, limit=_GUIDES)
    articles = {article.slug: article.in_language(lang) for article in load_articles()}
    return [
        {"slug": hit.slug, "title": hit.title, "summary": fill(articles[hit.slug].summary, articles[hit.slug].lang)}
        for hit in hits
        if hit.score >= _NEAR * hits[0].score
    ]


def _terms(wanted: str, lang: str) -> list[Json]:
    """The term that is asked for, those that the words name, and those in whose names the words stand."""
    asked, said = asked_term(wanted, lang), bare(wanted)
    found: dict[str, Term] = {asked.id: asked} if asked else {}
    found |= {mention.term.id: mention.term for mention in mentions(wanted, lang)}
    if len(said) >= _SHORTEST:
        named = re.compile(rf"(?<!\w){re.escape(said)}")
        found |= {
            term.id: term
            for term in load_glossary()
            if any(named.search(bare(name)) for name in term.in_language(lang).names)
        }
    return [
        {"id": term.id, "term": term.in_language(lang).term, "definition": term.definition(lang)}
        for term in list(found.values())[:_TERMS]
    ]


def _lines(wanted: str, lang: str) -> list[Json]:
    """The duty lines that goods of these words may stand on."""
    found = classify_answer({"text": wanted, "lang": lang, "top": _LINES})
    return [
        {"code": one["hts"][:8], "label": one["label"], "rate": one["rate"] or "", "confidence": one["confidence"]}
        for one in found["candidates"]
    ]


def _numbered(wanted: str, lang: str) -> list[Json]:
    """The place in the tariff of a number: a chapter, a heading, or lines, also those that took its place."""
    digits = _digits(wanted)
    if len(digits) not in {2, 4, 6, 8, 10}:
        return []
    schedule = open_schedule()
    if len(digits) <= 4:
        node = schedule.node(digits)
        return [{"code": node.code, "label": node.label(lang), "rate": "", "confidence": ""}] if node else []
    meant = numbered(digits)
    lines = [line for code in (meant.lines if meant else ()) if (line := schedule.line(code))]
    return [
        {"code": line.hts8, "label": line.label(lang), "rate": rate_words(line.general, lang), "confidence": ""}
        for line in lines
    ]


def _said_of_number(wanted: str, lang: str) -> str:
    """What the estimator says of such a number too: that another took its place, or that it is none of ours."""
    meant = numbered(digits) if len(digits := _digits(wanted)) >= 6 else None
    return words.say(meant.note, lang) if meant and meant.note else ""


def _digits(wanted: str) -> str:
    """The digits of a tariff number, or nothing where the words are no such number."""
    bare_number = wanted.replace(" ", "")
    return bare_number.replace(".", "") if bare_number.isascii() and _NUMBER.fullmatch(bare_number) else ""
