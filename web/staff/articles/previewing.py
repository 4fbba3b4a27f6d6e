"""A draft exactly as readers will see it: the site's page, and what the chat says, by the same code and templates."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

from aiohttp import web

from knowledge.editorial import Editorial, candidates
from knowledge.editorial.editions import Edition, edition
from knowledge.editorial.faults import no_text
from knowledge.library.active_release import using
from knowledge.library.articles import Article, BadArticle, find_article, find_page
from knowledge.library.placeholders import UnknownFigure, fill
from knowledge.wording.languages import DEFAULT, languages
from knowledge.wording.localized_errors import Fault
from knowledge.wording.refusals import Faulty
from web.http.app_keys import LANG
from web.pages import guides, texts
from web.pages.markdown import rendered
from web.pages.page import Context
from web.staff.accounts.roles import Role, needs
from web.staff.keys import EDITORIAL
from web.staff.naming import title_of
from web.staff.page import staff_page

Json = dict[str, Any]


@needs(Role.AUTHOR)
async def preview(request: web.Request) -> web.Response:
    """One language of a draft: `?shown=` en or es, `?as=` page or chat, `?on=` the entry date that is asked about."""
    store, number = request.config_dict[EDITORIAL], int(request.match_info["id"])
    one = await asyncio.to_thread(edition, store, number)
    lang = request.query.get("shown", "")
    lang = lang if lang in languages() else request[LANG]
    how = "chat" if request.query.get("as") == "chat" and one.slug else "page"
    on = _day(request.query.get("on", ""))
    console = request[LANG]
    context = await asyncio.to_thread(_context, store, one, lang, on, how)
    request[LANG] = lang
    context |= {"edition": one, "how": how, "on": on.isoformat(), "console": console}
    context["title"] = context.get("title") or title_of(one.document, lang, one.files)
    template = "preview_chat.html" if how == "chat" else "preview_guide.html" if one.slug else "preview_text.html"
    return staff_page(request, template, context)


def _context(store: Editorial, one: Edition, lang: str, on: date, how: str) -> Context:
    try:
        with candidates.candidate(store, [one], strict=False) as candidate, using(candidate.knowledge):
            return _of_article(one, lang, on, how) if one.slug else _of_text(one, lang)
    except BadArticle as error:
        raise Faulty([_shortly(fault) for fault in error.faults]) from None
    except UnknownFigure as error:
        raise Faulty([Fault(None, error.message)]) from None


def _of_article(one: Edition, lang: str, on: date, how: str) -> Context:
    article = find_page(one.slug or "")
    if article is None:
        raise Faulty([no_text(one.document)])
    return _chat(article, lang, on) if how == "chat" else guides.context(article, lang)


def _chat(article: Article, lang: str, on: date) -> Context:
    """What the assistant says for an entry date, as it says it."""
    edition = article.in_language(lang)
    related = [other for slug in edition.facts.related[:2] if (other := find_article(slug))]
    card = {"type": "article", "slug": article.slug, "title": edition.title}
    said = {
        "by": "desk",
        "text": fill(edition.answer(on), lang, on),
        "card": card,
        "sources": [source.citation for source in edition.facts.sources],
    }
    asked = edition.facts.asks[0] if edition.facts.asks else edition.title
    return {
        "asked": {"by": "person", "text": asked},
        "said": said,
        "buttons": [other.in_language(lang).title for other in related],
        "markdown": lambda text: rendered(text, lang),
        "article_title": edition.title,
    }


def _of_text(one: Edition, lang: str) -> Context:
    kind, _, name = one.document.partition("/")
    if kind != "pages":
        return {"files": one.files}
    file = f"{lang}.md" if f"{lang}.md" in one.files else f"{DEFAULT}.md"
    if file not in one.files:
        raise Faulty([no_text(one.document)])
    return {**texts.read(name, lang), "files": {}}


def _shortly(fault: Fault) -> Fault:
    """The fault with its file named as the articles' folder has it, without the candidate's folder before it."""
    parts = fault.file.parts if fault.file else ()
    return fault.below(Path(*parts[: parts.index("articles") + 1])) if "articles" in parts else fault


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.today()
