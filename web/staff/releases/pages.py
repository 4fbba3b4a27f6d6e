"""What waits to be published, what is in use, what was; trying out, publishing, withdrawing, going back."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from aiohttp import web

from knowledge.editorial import Editorial, candidates, history, withdrawing
from knowledge.editorial.editions import Edition, edition, editions
from knowledge.editorial.releasing import before, releases
from knowledge.library.articles import find_page
from knowledge.wording.localized_errors import taken_up
from knowledge.wording.refusals import Unknown
from knowledge.wording.translate import say
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.articles.listing import known_slugs
from web.staff.keys import EDITORIAL, FORM
from web.staff.naming import title_of
from web.staff.page import done, field, staff_page, trouble, who
from web.staff.releases.background_jobs import WORKS, Progress, Work
from web.staff.releases.publisher import PRESS

Json = dict[str, Any]
_SHOWN = 30


@needs(Role.AUTHOR)
async def publishing(request: web.Request) -> web.Response:
    """The overview."""
    store = request.config_dict[EDITORIAL]
    context = await asyncio.to_thread(_context, store, request[LANG])
    works = request.config_dict[WORKS]
    return staff_page(request, "publishing.html", context | {"works": works.recent()[:5], "current": works.current})


@needs(Role.AUTHOR)
async def check(request: web.Request) -> web.Response:
    """Try editions out: which questions would be answered otherwise. Nothing is published."""
    store, press = request.config_dict[EDITORIAL], request.config_dict[PRESS]
    chosen = await asyncio.to_thread(_chosen, request, store)
    return _begun(request, "check", lambda told: press.check(store, chosen, told), chosen)


@needs(Role.REVIEWER)
async def publish(request: web.Request) -> web.Response:
    """Publish the chosen approved editions."""
    store, press, name = request.config_dict[EDITORIAL], request.config_dict[PRESS], who(request)
    why = _reason(request)
    chosen = await asyncio.to_thread(_chosen, request, store)
    return _begun(request, "publish", lambda told: press.publish(store, name, why, chosen, told), chosen)


@needs(Role.REVIEWER)
async def rollback(request: web.Request) -> web.Response:
    """Bring an earlier release back."""
    store, press, name = request.config_dict[EDITORIAL], request.config_dict[PRESS], who(request)
    why, to = _reason(request), field(request, "to", 9)
    number = int(to) if to.isascii() and to.isdigit() else None
    return _begun(request, "rollback", lambda told: press.rollback(store, name, why, number, told))


@needs(Role.REVIEWER)
async def withdraw_form(request: web.Request) -> web.Response:
    """Why an article is withdrawn, and what to read instead."""
    slug, lang = request.match_info["slug"], request[LANG]
    page = find_page(slug)
    if page is None:
        return trouble(request, "missing", 404)
    context = {
        "room": "articles",
        "slug": slug,
        "title": page.in_language(lang).title,
        "withdrawn": page.withdrawn,
        "slugs": [other for other in known_slugs() if other != slug],
    }
    return staff_page(request, "withdraw.html", context)


@needs(Role.REVIEWER)
async def withdraw(request: web.Request) -> web.Response:
    """Withdraw it now: a wrong answer must stop, so one person may do it alone."""
    store, press, name = request.config_dict[EDITORIAL], request.config_dict[PRESS], who(request)
    slug, why, see = request.match_info["slug"], _reason(request), field(request, "see", 80) or None
    return _begun(request, "withdraw", lambda told: press.withdraw(store, slug, name, why, see, told), about=(slug,))


@needs(Role.REVIEWER)
async def restore(request: web.Request) -> web.Response:
    """Begin to bring it back: an edition that somebody else approves."""
    store, slug = request.config_dict[EDITORIAL], request.match_info["slug"]
    one = await asyncio.to_thread(withdrawing.restore, store, slug, who(request), _reason(request))
    raise done(f"/staff/editions/{one.id}", "restored")


@needs(Role.AUTHOR)
async def work(request: web.Request) -> web.Response:
    """How far a piece of work is, or how it ended."""
    found = request.config_dict[WORKS].find(request.match_info["work"])
    if found is None:
        return trouble(request, "work", 404)
    gate = getattr(found.refusal, "gate", None) or (found.result if found.kind == "check" else None)
    context: Json = {"room": "publishing", "work": found, "gate": gate, "release": None, "broke": []}
    if found.state == "done" and found.kind not in ("check", "sources"):
        context["release"] = found.result
        context["broke"] = [taken_up(line) for line in found.result.measured.get("breaks", ())]
    return staff_page(request, "work.html", context)


@needs(Role.AUTHOR)
async def state(request: web.Request) -> web.Response:
    """The same for the page's script."""
    found = request.config_dict[WORKS].find(request.match_info["work"])
    if found is None:
        raise web.HTTPNotFound
    line = say(found.lines[-1], request[LANG]) if found.lines else ""
    return web.json_response({"state": found.state, "line": line})


def _begun(
    request: web.Request, kind: str, do: Any, chosen: list[Edition] | None = None, about: tuple[str, ...] = ()
) -> web.Response:
    lang = request[LANG]
    titles = about or tuple(title_of(one.document, lang, one.files) for one in chosen or ())

    def work_on(told: Progress) -> Any:
        return do(told)

    begun: Work = request.config_dict[WORKS].begin(kind, who(request), work_on, titles)
    history.note(request.config_dict[EDITORIAL], who(request), f"began to {kind}", on=list(titles))
    raise web.HTTPSeeOther(f"/staff/publishing/works/{begun.id}")


def _chosen(request: web.Request, store: Editorial) -> list[Edition] | None:
    """The editions that are ticked; None where the form has no boxes: all that wait."""
    ticked = [str(number) for number in request[FORM].get("edition[]", [])]
    if not ticked:
        if field(request, "boxes"):
            raise Unknown("staff.why.none_ticked")
        return None
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in ticked):
        raise Unknown("staff.why.no_number")
    return [edition(store, int(number)) for number in dict.fromkeys(ticked)]


def _reason(request: web.Request) -> str:
    if not (why := field(request, "why", 500)):
        raise Unknown("staff.why.reason")
    return why


def _context(store: Editorial, lang: str) -> Json:
    ready = candidates.ready(store)
    known = releases(store)
    try:
        back: int | None = before(store).number
    except Unknown:
        back = None
    return {
        "room": "publishing",
        "ready": [{"edition": one, "title": title_of(one.document, lang, one.files)} for one in ready],
        "scheduled": [
            {"edition": one, "title": title_of(one.document, lang, one.files)}
            for one in editions(store, "approved")
            if one.scheduled
        ],
        "behind": [title_of(document, lang) for document in candidates.behind(store)],
        "releases": known[:_SHOWN],
        "back": back,
        "today": date.today(),
        "done": history.actions(store, limit=1),
    }
