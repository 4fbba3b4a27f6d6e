"""The glossary as a page."""

from __future__ import annotations

from aiohttp import web

from knowledge.terms.glossary import folded, load_glossary
from web.http.app_keys import LANG
from web.http.security import public
from web.pages.page import page


@public
async def glossary(request: web.Request) -> web.Response:
    """Every term in the language's order."""
    lang = request[LANG]
    terms = sorted(load_glossary(), key=lambda term: folded(term.in_language(lang).term))
    shown = [
        {
            "id": term.id,
            "term": term.in_language(lang).term,
            "aliases": term.in_language(lang).aliases,
            "definition": term.definition(lang),
            "article": term.article,
            "source": term.source,
        }
        for term in terms
    ]
    return page(request, "glossary.html", {"terms": shown, "current": "guides"})
