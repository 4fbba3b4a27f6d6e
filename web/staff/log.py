"""What was done by whom, when and why: every action, the newest first. Nothing in it can be changed."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from aiohttp import web

from knowledge.editorial import Editorial
from knowledge.editorial.history import Action, actions
from knowledge.terms.glossary import bare
from knowledge.wording import translate as words
from knowledge.wording.languages import languages
from tariff_data.core.messages import Message
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.keys import EDITORIAL
from web.staff.page import moment, staff_page

_PAGE = 100
_MOST = 20_000


@needs(Role.REVIEWER)
async def log(request: web.Request) -> web.Response:
    """A page of the record; `?q=` keeps what has those words."""
    wanted, number = request.query.get("q", "").strip()[:100], request.query.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and 0 < int(number) < 1000 else 1
    found = await asyncio.to_thread(_found, request.config_dict[EDITORIAL], wanted, request[LANG])
    shown = found[(page - 1) * _PAGE : page * _PAGE]
    lang = request[LANG]

    def details(one: Action) -> list[tuple[str, str]]:
        return [(_named("detail", name, lang), _told(name, value, lang)) for name, value in one.details.items()]

    context: dict[str, Any] = {
        "room": "log", "actions": shown, "wanted": wanted, "page": page, "more": len(found) > page * _PAGE,
        "details": details,
    }  # fmt: skip
    return staff_page(request, "log.html", context)


def _found(store: Editorial, wanted: str, lang: str) -> list[Action]:
    sought = bare(wanted).split()
    return [one for one in actions(store, limit=_MOST) if all(word in _said(one, lang) for word in sought)]


def _named(kind: str, name: str, lang: str) -> str:
    """A recorded name in the reader's words, or as it is recorded (a person's name is)."""
    key = f"staff.{kind}.{name.replace(' ', '_')}"
    return words.say(Message(key), lang) if words.has(key, lang) else name


def _told(name: str, value: Any, lang: str) -> str:
    """The value of a detail: roles and languages by their names, moments by Washington's clock."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if name == "role":
        return _named("role", str(value), lang)
    if name == "lang":
        return languages()[value].name if value in languages() else str(value)
    return moment(datetime.fromisoformat(value), lang) if name == "publish_at" else str(value)


def _said(one: Action, lang: str) -> str:
    details = " ".join(map(str, one.details.values()))
    return bare(f"{one.who} {one.what} {one.document or ''} {words.say(one.why, lang)} {details}")
