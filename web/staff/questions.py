"""A group of questions that was not answered well: everything that was asked, and what to make of it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from aiohttp import web

from knowledge.editorial import Editorial, deciding
from knowledge.editorial.editions import Edition
from knowledge.library.articles import find_page
from knowledge.review.grouping import Group, group
from knowledge.wording import translate as words
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.articles.listing import known_slugs, slugged, title_of_slug, topics
from web.staff.keys import EDITORIAL
from web.staff.page import done, field, staff_page, who

Json = dict[str, Any]


@needs(Role.AUTHOR)
async def show(request: web.Request) -> web.Response:
    """The group's page."""
    store = request.config_dict[EDITORIAL]
    found = await asyncio.to_thread(group, _number(request), store.folder)
    return staff_page(request, "questions.html", _context(found, request[LANG]))


@needs(Role.AUTHOR)
async def article(request: web.Request) -> web.Response:
    """A new article for them."""
    title, topic = field(request, "title", 120), field(request, "topic", 60)
    slug = slugged(field(request, "slug", 80) or title)
    one = await _decided(request, deciding.draft, slug=slug, title=title or None, topic=topic or None)
    raise web.HTTPSeeOther(f"/staff/editions/{one.id}/edit")


@needs(Role.AUTHOR)
async def ask(request: web.Request) -> web.Response:
    """Further training questions of an article that answers them."""
    as_check = field(request, "as") == "check"
    one = await _decided(request, deciding.ask, slug=field(request, "slug", 80), as_check=as_check)
    raise done(f"/staff/editions/{one.id}", "asked")


@needs(Role.AUTHOR)
async def intercept(request: web.Request) -> web.Response:
    """A word at which the desk asks back."""
    term, question, then = (field(request, name, 300) for name in ("term", "question", "then"))
    one = await _decided(request, deciding.intercept, term=term, question=question, then=then)
    raise done(f"/staff/editions/{one.id}", "intercepted")


@needs(Role.AUTHOR)
async def out_of_scope(request: web.Request) -> web.Response:
    """None of the desk's business."""
    one = await _decided(request, deciding.out_of_scope)
    raise done(f"/staff/editions/{one.id}", "out_of_scope")


@needs(Role.AUTHOR)
async def dismiss(request: web.Request) -> web.Response:
    """Nothing is made of them."""
    store = request.config_dict[EDITORIAL]
    await asyncio.to_thread(deciding.dismiss, store, _number(request), who(request), field(request, "why", 500))
    raise done("/staff/", "dismissed")


async def _decided(request: web.Request, decide: Any, **what: Any) -> Edition:
    store: Editorial = request.config_dict[EDITORIAL]
    one: Edition = await asyncio.to_thread(decide, store, _number(request), who(request), **what)
    return one


def _number(request: web.Request) -> int:
    return int(request.match_info["id"])


def _context(found: Group, lang: str) -> Json:
    near = [(slug, title_of_slug(slug, lang)) for slug in found.closest]
    others = sorted(((slug, title_of_slug(slug, lang)) for slug in known_slugs()), key=lambda row: row[1].casefold())
    page = next((page for slug in found.closest if (page := find_page(slug))), None)
    return {
        "room": "home",
        "group": found,
        "near": near,
        "others": [row for row in others if row not in near],
        "topics": topics(lang),
        "topic": page.topic if page else "",
        "monday": lambda week: words.day(datetime.strptime(f"{week}-1", "%G-W%V-%u").date(), lang),
    }
