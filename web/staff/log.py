"""What was done by whom, when and why: every action, the newest first. Nothing in it can be changed."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from knowledge.editorial import Editorial
from knowledge.editorial.history import Action, actions
from knowledge.glossary import bare
from web.staff.keys import EDITORIAL
from web.staff.members.roles import Role, needs
from web.staff.page import staff_page

_PAGE = 100
_MOST = 20_000


@needs(Role.REVIEWER)
async def log(request: web.Request) -> web.Response:
    """A page of the record; `?q=` keeps what has those words."""
    wanted, number = request.query.get("q", "").strip()[:100], request.query.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and 0 < int(number) < 1000 else 1
    found = await asyncio.to_thread(_found, request.config_dict[EDITORIAL], wanted)
    shown = found[(page - 1) * _PAGE : page * _PAGE]
    context: dict[str, Any] = {
        "room": "log", "actions": shown, "wanted": wanted, "page": page, "more": len(found) > page * _PAGE,
    }  # fmt: skip
    return staff_page(request, "log.html", context)


def _found(store: Editorial, wanted: str) -> list[Action]:
    words = bare(wanted).split()
    return [one for one in actions(store, limit=_MOST) if all(word in _said(one) for word in words)]


def _said(one: Action) -> str:
    details = " ".join(map(str, one.details.values()))
    return bare(f"{one.who} {one.what} {one.document or ''} {one.why} {details}")
