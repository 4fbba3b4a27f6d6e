"""The editor: the languages of an article side by side, its facts as a form; other texts as their files are."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from aiohttp import web

from knowledge.editorial import Editorial, article_form, drafting, faults
from knowledge.editorial.documents import Files
from knowledge.editorial.editions import Edition, edition
from knowledge.wording.languages import languages
from knowledge.wording.refusals import Conflict, WrongState
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.articles.differences import shown
from web.staff.articles.figures import figures
from web.staff.articles.listing import known_slugs, topics
from web.staff.keys import EDITORIAL, FORM
from web.staff.naming import title_of
from web.staff.page import done, field, staff_page, who

Json = dict[str, Any]
LONGEST = 200_000  # characters of one field


@needs(Role.AUTHOR)
async def form(request: web.Request) -> web.Response:
    """The form as it was saved last."""
    store, number = request.config_dict[EDITORIAL], int(request.match_info["id"])
    one = await asyncio.to_thread(edition, store, number)
    if one.state != "draft":
        raise done(f"/staff/editions/{number}", "in_works")
    return await _page(request, one, one.files, one.revision)


@needs(Role.AUTHOR)
async def save(request: web.Request) -> web.Response:
    """Save, and go where the pressed button leads. Where somebody saved meanwhile nothing is lost: both are shown."""
    store, number = request.config_dict[EDITORIAL], int(request.match_info["id"])
    one = await asyncio.to_thread(edition, store, number)
    files = _sent(request, one)
    revision = int(field(request, "revision", 9) or 0)
    try:
        await asyncio.to_thread(drafting.save, store, number, files, who(request), revision=revision)
    except Conflict as conflict:
        return await _page(request, one, files, conflict.revision, conflict)
    except WrongState:
        if one.state == "draft":
            raise
        raise done(f"/staff/editions/{number}", "in_works") from None
    after = {"preview": f"/staff/editions/{number}/preview", "finish": f"/staff/editions/{number}"}
    raise done(after.get(field(request, "do", 20), f"/staff/editions/{number}/edit"), "saved")


@needs(Role.AUTHOR)
async def close(request: web.Request) -> web.Response:
    """Let go of the draft."""
    store, number = request.config_dict[EDITORIAL], int(request.match_info["id"])
    await asyncio.to_thread(drafting.close, store, number, who(request))
    raise web.HTTPSeeOther(f"/staff/editions/{number}")


def _sent(request: web.Request, one: Edition) -> Files:
    sent = {
        name: value[:LONGEST]
        for name, value in request[FORM].items()
        if isinstance(value, str) and not name.endswith("[]")
    }
    if one.slug:
        return article_form.files_with(one.files, {**sent, "slug": one.slug})
    given = {name.removeprefix("file."): value for name, value in sent.items() if name.startswith("file.")}
    return {name: text for name, text in {**one.files, **given}.items() if text.strip()}


async def _page(
    request: web.Request, one: Edition, files: Files, revision: int, conflict: Conflict | None = None
) -> web.Response:
    context = await asyncio.to_thread(_context, request.config_dict[EDITORIAL], one, files, request[LANG])
    context |= {
        "revision": revision,
        "conflict": conflict,
        "theirs": shown(conflict.theirs, files) if conflict else [],
        "held": bool(one.locked_by and one.locked_by != who(request)),
    }
    template = "edit_article.html" if one.slug else "edit_files.html"
    return staff_page(request, template, context, status=409 if conflict else 200)


def _context(store: Editorial, one: Edition, files: Files, lang: str) -> Json:
    context: Json = {
        "room": "articles",
        "edition": one,
        "title": title_of(one.document, lang, files),
        "faults": faults.faults_of(store, one, files),
    }
    if not one.slug:
        absent = [name for code in languages() if (name := _name_in(one.document, code)) and name not in files]
        return context | {"files": {**files, **dict.fromkeys(absent, "")}}
    fields = article_form.fields_of(files)
    eras = [n for n in range(article_form.MOST_ERAS) if any(f"era.{n}.{end}" in fields for end in ("from", "to"))]
    return context | {
        "fields": fields,
        "eras": [*eras, len(eras)],
        "topics": topics(lang),
        "slugs": known_slugs(),
        "figures": figures(lang, date.today()),
        "today": date.today().isoformat(),
    }


def _name_in(document: str, lang: str) -> str:
    """The file of a language in a text that has one for each."""
    kind = document.partition("/")[0]
    suffix = {"pages": "md", "intercepts": "csv", "out_of_scope": "yaml"}.get(kind)
    return f"{lang}.{suffix}" if suffix else ""
