"""The first page: what people asked in vain, and which texts need a person."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

from aiohttp import web

from knowledge.editorial import Editorial, upkeep
from knowledge.editorial.editions import Edition, editions
from knowledge.library.articles import load_articles
from knowledge.review.feedback import thumbs
from knowledge.review.grouping import Group, groups
from knowledge.review.questions import KINDS
from knowledge.wording.languages import languages
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.keys import EDITORIAL, STAFF
from web.staff.naming import title_of
from web.staff.page import staff_page
from web.staff.sources import Sources

Json = dict[str, Any]
SPANS = {"7": timedelta(days=7), "30": timedelta(days=30), "all": None}
_SHOWN = 25


@needs(Role.AUTHOR)
async def home(request: web.Request) -> web.Response:
    """The queue beside what is waiting."""
    chosen = {
        "lang": _one_of(request.query.get("lang", ""), languages()),
        "kind": _one_of(request.query.get("kind", ""), KINDS),
        "since": _one_of(request.query.get("since", ""), SPANS) or "7",
    }
    store = request.config_dict[EDITORIAL]
    gone = await asyncio.to_thread(Sources(request.config_dict[STAFF].store).gone)
    found = await asyncio.to_thread(_found, store, chosen, request[LANG], set(gone))
    return staff_page(request, "home.html", {"room": "home", "chosen": chosen, "spans": SPANS, "kinds": KINDS} | found)


def _one_of(value: str, known: Any) -> str:
    return value if value in known else ""


def _found(store: Editorial, chosen: dict[str, str], lang: str, gone: set[str]) -> Json:
    span = SPANS[chosen["since"]]
    since = datetime.now(UTC) - span if span else None
    every = groups(since=since, folder=store.folder)
    shown = [group for group in every if _fits(group, chosen)]
    open_ = editions(store, "draft", "review", "approved")
    return {
        "queue": [_told(group, lang) for group in shown[:_SHOWN]],
        "hidden": max(0, len(shown) - _SHOWN),
        "counts": {kind: sum(group.kinds.get(kind, 0) for group in every) for kind in KINDS},
        "by_language": {code: sum(g.count for g in every if g.lang == code) for code in languages()},
        "works": [_work(one, lang) for one in _waiting(open_)],
        "scheduled": [_work(one, lang) for one in open_ if one.scheduled],
        "upkeep": upkeep.due(load_articles(), date.today(), gone)[:_SHOWN],
        "behind": [
            {"slug": slug, "title": title_of(f"articles/{slug}", lang), "languages": late}
            for slug, late in upkeep.behind(store).items()
        ],
        "thumbed": [
            {"slug": slug, "title": title_of(f"articles/{slug}", lang), "down": thumb.down, "up": thumb.up}
            for slug, thumb in sorted(thumbs(since, store.folder).items(), key=lambda row: -row[1].down)
            if thumb.down
        ][:10],
    }


def _fits(group: Group, chosen: dict[str, str]) -> bool:
    return chosen["lang"] in ("", group.lang) and (not chosen["kind"] or chosen["kind"] in group.kinds)


def _told(group: Group, lang: str) -> Json:
    return {
        "id": group.id,
        "lang": group.lang,
        "language": languages()[group.lang].name if group.lang in languages() else group.lang,
        "text": group.text,
        "others": group.texts[1:4],
        "count": group.count,
        "kinds": group.kinds,
        "closest": [{"slug": slug, "title": title_of(f"articles/{slug}", lang)} for slug in group.closest[:2]],
    }


def _waiting(open_: list[Edition]) -> list[Edition]:
    """In review first, since somebody waits; then approved, then drafts."""
    order = {"review": 0, "approved": 1, "draft": 2}
    return sorted((one for one in open_ if not one.scheduled), key=lambda one: order[one.state])


def _work(one: Edition, lang: str) -> Json:
    return {"edition": one, "title": title_of(one.document, lang, one.files)}
