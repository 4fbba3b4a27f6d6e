"""One edition on its way: what changed, what must be mended, and what can be done with it now."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from knowledge.editorial import Editorial, faults, history, reviewing, upkeep
from knowledge.editorial.documents import fingerprint
from knowledge.editorial.editions import Edition, edition, editions
from knowledge.review.questions import texts
from knowledge.wording.languages import languages
from knowledge.wording.refusals import Unknown
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.articles.differences import shown
from web.staff.keys import EDITORIAL
from web.staff.naming import title_of
from web.staff.page import ZONE, done, field, staff_page, who

Json = dict[str, Any]
_BEFORE = 10  # earlier editions that are listed


@needs(Role.AUTHOR)
async def show(request: web.Request) -> web.Response:
    """The edition's page."""
    store, number = request.config_dict[EDITORIAL], int(request.match_info["id"])
    one = await asyncio.to_thread(edition, store, number)
    context = await asyncio.to_thread(_context, store, one, request[LANG])
    context["mine"] = one.wrote(who(request))
    context["held"] = bool(one.locked_by and one.locked_by != who(request))
    context["tomorrow"] = (datetime.now(ZONE) + timedelta(days=1)).strftime("%Y-%m-%dT00:01")
    return staff_page(request, "edition.html", context)


@needs(Role.AUTHOR)
async def submit(request: web.Request) -> web.Response:
    """Hand a draft in for review."""
    return await _moved(request, "submitted", reviewing.submit, field(request, "why"))


@needs(Role.AUTHOR)
async def discard(request: web.Request) -> web.Response:
    """Give an edition up."""
    return await _moved(request, "discarded", reviewing.discard, field(request, "why"))


@needs(Role.AUTHOR)
async def renew(request: web.Request) -> web.Response:
    """Put an outdated edition over the text that is in use now."""
    return await _moved(request, "renewed", reviewing.renew)


@needs(Role.REVIEWER)
async def send_back(request: web.Request) -> web.Response:
    """Back to its authors, with the reason."""
    return await _moved(request, "sent_back", reviewing.send_back, field(request, "why"))


@needs(Role.REVIEWER)
async def approve(request: web.Request) -> web.Response:
    """Approve, for the next publication or for a moment."""
    at = local_moment(field(request, "at", 40)) if field(request, "when") == "at" else None
    store, number = request.config_dict[EDITORIAL], int(request.match_info["id"])
    await asyncio.to_thread(reviewing.approve, store, number, who(request), field(request, "why"), at=at)
    if at is None:
        raise done("/staff/publishing", "approved")
    raise done(f"/staff/editions/{number}", "scheduled")


def local_moment(text: str) -> datetime:
    """A moment by Washington's clock, as a browser's field sends it. Raises Unknown."""
    try:
        naive = datetime.fromisoformat(text)
    except ValueError:
        raise Unknown("staff.why.day_and_time") from None
    return ZONE.localize(naive) if hasattr(ZONE, "localize") else naive.replace(tzinfo=ZONE)


async def _moved(request: web.Request, key: str, move: Any, *more: str) -> web.Response:
    store, number = request.config_dict[EDITORIAL], int(request.match_info["id"])
    await asyncio.to_thread(move, store, number, who(request), *more)
    raise done(f"/staff/editions/{number}", key)


def _context(store: Editorial, one: Edition, lang: str) -> Json:
    open_ = one.state in ("draft", "review", "approved")
    changed = upkeep.changed_languages(one.base_files, one.files) if one.slug else set()
    return {
        "room": "articles",
        "edition": one,
        "title": title_of(one.document, lang, one.files),
        "open": open_,
        "outdated": open_ and fingerprint(store.standing(one.document)) != one.base,
        "faults": faults.faults_of(store, one) if open_ else [],
        "unchanged": one.files == one.base_files,
        "untranslated": [code for code in languages() if changed and code not in changed],
        "differences": shown(one.base_files, one.files),
        "questions": texts(one.questions, store.folder),
        "done": history.actions(store, document=one.document, limit=20),
        "others": [other for other in editions(store, document=one.document) if other.id != one.id][:_BEFORE],
    }
