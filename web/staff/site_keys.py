"""Site keys of shops: approving what was asked for, making one, taking one back."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from aiohttp import web

from knowledge.editorial import history
from knowledge.wording import translate as words
from knowledge.wording.refusals import Unknown
from tariff_data.core.messages import Message
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.keys import EDITORIAL
from web.staff.page import done, field, staff_page, who
from web.widget.keys import BadOrigin, NoSuchKey, SiteKeys, State
from web.widget.routes import KEYS

_ORDER = ("pending", "active", "revoked")


@needs(Role.ADMINISTRATOR)
async def site_keys(request: web.Request) -> web.Response:
    """Every key, those that wait first."""
    return _page(request, request.config_dict[KEYS])


@needs(Role.ADMINISTRATOR)
async def add(request: web.Request) -> web.Response:
    """Make a key that is good at once."""
    keys = request.config_dict[KEYS]
    name, origins = field(request, "name", 100), field(request, "origins", 4000).split()
    if not name:
        raise Unknown("staff.why.key_name")
    try:
        made = keys.add(name, origins, field(request, "contact", 200), state="active")
    except BadOrigin:
        sent = {key: field(request, key, 4000) for key in ("name", "origins", "contact")}
        told = words.say(Message("sellers.widget.fault.addresses"), request[LANG])
        return _page(request, keys, told, sent, 400)
    await _note(request, "site key made", key=made.key, name=made.name, origins=" ".join(made.origins))
    raise done("/staff/keys", "key_made")


@needs(Role.ADMINISTRATOR)
async def decide(request: web.Request) -> web.Response:
    """Approve a key, or take it back."""
    keys = request.config_dict[KEYS]
    state = field(request, "state", 20)
    if state not in ("active", "revoked"):
        raise Unknown("staff.why.key_state")
    try:
        decided = keys.decide(field(request, "key", 60), cast(State, state))
    except NoSuchKey:
        raise Unknown("staff.why.no_key") from None
    what = "site key approved" if state == "active" else "site key taken back"
    await _note(request, what, key=decided.key, name=decided.name)
    raise done("/staff/keys", f"key_{state}")


async def _note(request: web.Request, what: str, **details: Any) -> None:
    why = field(request, "why", 500)
    await asyncio.to_thread(history.note, request.config_dict[EDITORIAL], who(request), what, why=why, **details)


def _page(
    request: web.Request, keys: SiteKeys, error: str = "", sent: dict[str, str] | None = None, status: int = 200
) -> web.Response:
    found = sorted(keys.all(), key=lambda key: _ORDER.index(key.state))
    context = {"room": "keys", "keys": found, "error": error, "sent": sent or {}}
    return staff_page(request, "keys.html", context, status=status)
