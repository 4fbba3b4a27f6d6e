"""The guides: a list by search, and each article with what it holds for, its sources and its relatives."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

from aiohttp import web

from knowledge.library.articles import Article, Edition, find_article, find_page, load_articles
from knowledge.library.placeholders import fill
from knowledge.library.search import search
from knowledge.review.feedback import record
from knowledge.review.questions import keep
from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from web.http.app_keys import LANG
from web.http.client_address import client_of
from web.http.rate_limits import Limit
from web.http.security import public
from web.pages.markdown import rendered
from web.pages.marking import marked
from web.pages.page import page

Json = dict[str, Any]

RATING = web.AppKey("guide_rating", Limit)
_ANSWERS = ("yes", "no")
_LONGEST = 500  # characters of what was missing


@public
async def guides(request: web.Request) -> web.Response:
    """Every guide, or those about something."""
    lang = request[LANG]
    wanted = request.query.get("q", "").strip()[:500]
    articles = {article.slug: article for article in load_articles()}
    slugs = (
        [hit.slug for hit in search(wanted, lang, limit=12)]
        if wanted
        else sorted(articles, key=_by_title(articles, lang))
    )
    shown = [_head(articles[slug], lang) for slug in slugs]
    return page(request, "guides.html", {"guides": shown, "wanted": wanted, "current": "guides"})


@public
async def guide(request: web.Request) -> web.Response:
    """One guide; of one that was withdrawn, with a notice that says since when."""
    article = find_page(request.match_info["slug"])
    if article is None:
        raise web.HTTPNotFound
    said = request.query.get("said", "")
    rating = {"said": said if said in {*_ANSWERS, "sent"} else "", "page_of": secrets.token_hex(8)}
    return page(request, "guide.html", context(article, request[LANG]) | rating)


@public
async def rate(request: web.Request) -> web.Response:
    """Whether a guide helped, or what was missing; then back to it. A page that was sent twice counts once."""
    lang, slug = request[LANG], request.match_info["slug"]
    if find_article(slug) is None:
        raise web.HTTPNotFound
    request.app[RATING].take(client_of(request))
    sent = await request.post()
    missing, helpful = str(sent.get("missing") or "").strip()[:_LONGEST], str(sent.get("helpful") or "")
    if missing:
        await asyncio.to_thread(_keep, missing, lang, slug)
        said = "sent"
    elif helpful in _ANSWERS:
        page_of = f"guide:{str(sent.get('page') or secrets.token_hex(8))[:64]}"
        await asyncio.to_thread(record, page_of, 0, helpful == "yes", "", lang, slug)
        said = helpful
    else:
        raise web.HTTPBadRequest
    raise web.HTTPSeeOther(f"/{lang}/guides/{slug}?said={said}#helpful")


def _keep(text: str, lang: str, slug: str) -> None:
    """Put what a reader missed on the queue of the outreach staff, without what names a person."""
    from bot.privacy.redaction import redact

    keep(redact(text), lang, [slug], "thumbed_down")


def context(article: Article, lang: str) -> Json:
    """What the page of a guide shows."""
    edition = article.in_language(lang)
    related = [other for slug in edition.facts.related if (other := find_article(slug))]
    texts = [rendered(fill(text, edition.lang), lang) for text in (edition.lead, edition.body)]
    lead, body = marked(texts, edition.lang, article.slug)
    return {
        "article": edition.facts,
        "edition_lang": edition.lang,
        "topic": article.topic,
        "lead": lead,
        "body": body,
        "summary": fill(edition.summary, edition.lang),
        "holds": _holds(edition, lang),
        "withdrawn": article.withdrawn,
        "instead": _head(other, lang) if (other := _instead(article)) else None,
        "related": [_head(other, lang) for other in related],
        "current": "guides",
    }


def _instead(article: Article) -> Article | None:
    """The article to read instead of one that was withdrawn."""
    return find_article(article.withdrawn.see) if article.withdrawn and article.withdrawn.see else None


def _head(article: Article, lang: str) -> Json:
    edition = article.in_language(lang)
    return {"slug": article.slug, "title": edition.title, "summary": fill(edition.summary, edition.lang)}


def _by_title(articles: dict[str, Article], lang: str) -> Any:
    return lambda slug: articles[slug].in_language(lang).title.casefold()


def _holds(edition: Edition, lang: str) -> str:
    """From when to when the answer holds, in words."""
    holds = edition.facts.holds
    last = holds.to
    key = f"site.guide.holds.{'from' if holds.from_ else 'always'}{'_to' if last else ''}"
    return words.say(Message(key, {"first": holds.from_, "end": last}), lang)
