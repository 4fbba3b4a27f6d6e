"""Members of staff: adding, inviting, roles, closing; and everybody's own account."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from knowledge.editorial import history
from knowledge.wording.languages import languages
from web.http.app_keys import SETTINGS
from web.staff.accounts import one_time
from web.staff.accounts.members import BadMember, Members
from web.staff.accounts.passwords import SHORTEST, WeakPassword
from web.staff.accounts.proving import Refused, Staff
from web.staff.accounts.roles import Role, needs
from web.staff.entering import request_password
from web.staff.keys import EDITORIAL, STAFF
from web.staff.page import done, field, signed_in, staff_page, who


@needs(Role.ADMINISTRATOR)
async def people(request: web.Request) -> web.Response:
    """Everybody, and the form for another one."""
    return await _people(request)


@needs(Role.ADMINISTRATOR)
async def add(request: web.Request) -> web.Response:
    """Add a member; the page shows the link to hand over, once."""
    members, name = _members(request), field(request, "name", 100)
    try:
        member = await asyncio.to_thread(members.add, name, _role(request))
    except BadMember as bad:
        return await _people(request, error=bad.key, sent=name)
    await _note(request, "member added", member=member.name, role=member.role.value)
    return await _invited(request, member.name)


@needs(Role.ADMINISTRATOR)
async def change(request: web.Request) -> web.Response:
    """Another role, a new link, or the end of an account."""
    members, name, what = _members(request), field(request, "name", 100), field(request, "do", 20)
    try:
        if what == "invite":
            return await _invited(request, name)
        if what == "close":
            await asyncio.to_thread(members.close, name)
            await _note(request, "member closed", member=name)
            raise done("/staff/people", "closed")
        await asyncio.to_thread(members.set_role, name, _role(request))
    except BadMember as bad:
        return await _people(request, error=bad.key)
    await _note(request, "role changed", member=name, role=_role(request).value)
    raise done("/staff/people", "role")


@needs(Role.AUTHOR)
async def account(request: web.Request) -> web.Response:
    """One's own account: language, password, authenticator app."""
    return _account(request)


@needs(Role.AUTHOR)
async def language(request: web.Request) -> web.Response:
    """The language of the console."""
    lang = field(request, "lang", 10)
    await asyncio.to_thread(_members(request).set_language, who(request), lang if lang in languages() else None)
    raise done("/staff/account", "language")


@needs(Role.AUTHOR)
async def password(request: web.Request) -> web.Response:
    """Another password; every session ends, this one too."""
    staff: Staff = request.config_dict[STAFF]
    new = request_password(request, "new")
    if not await _knows(request):
        return _account(request, error="wrong", status=400)
    if new != request_password(request, "again"):
        return _account(request, error="differ", status=400)
    try:
        await asyncio.to_thread(staff.members.set_password, who(request), new)
    except WeakPassword as weak:
        return _account(request, error=weak.key, status=400)
    await _note(request, "password changed", member=who(request))
    raise web.HTTPSeeOther("/staff/sign-in?done=password")


@needs(Role.AUTHOR)
async def app(request: web.Request) -> web.Response:
    """Link an authenticator app: the first code proves that it works. Or unlink it, with the password."""
    members, name = _members(request), who(request)
    secret, code = field(request, "secret", 64), field(request, "code", 10)
    if not await _knows(request):
        return _account(request, error="wrong", status=400, secret=secret)
    if field(request, "do") == "unlink":
        await asyncio.to_thread(members.set_app, name, None)
        await _note(request, "app unlinked", member=name)
        raise done("/staff/account", "app_unlinked")
    if not secret.isalnum() or len(secret) != 32 or one_time.step_of(secret, code) is None:
        return _account(request, error="code", status=400, secret=secret if secret.isalnum() else "")
    await asyncio.to_thread(members.set_app, name, secret)
    await _note(request, "app linked", member=name)
    raise done("/staff/account", "app_linked")


async def _knows(request: web.Request) -> bool:
    """Whether the member's present password came with the form: a screen left open is not enough."""
    staff: Staff = request.config_dict[STAFF]
    try:
        return await staff.knows(who(request), request_password(request, "password"))
    except Refused:
        return False


def _account(request: web.Request, error: str = "", status: int = 200, secret: str = "") -> web.Response:
    secret = secret if len(secret) == 32 else one_time.new_secret()
    context = {
        "room": None,
        "error": error,
        "shortest": SHORTEST,
        "secret": secret,
        "secret_shown": " ".join(secret[place : place + 4] for place in range(0, 32, 4)),
        "address": one_time.address(secret, signed_in(request).member.name),
    }
    return staff_page(request, "account.html", context, status=status)


async def _invited(request: web.Request, name: str) -> web.Response:
    token = await asyncio.to_thread(_members(request).invite, name)
    await _note(request, "member invited", member=name)
    base = request.config_dict[SETTINGS].url or f"{request.scheme}://{request.host}"
    link = f"{base}/staff/welcome/{token}"
    return await _people(request, link=link, invited=name)


async def _people(
    request: web.Request, *, error: str = "", sent: str = "", link: str = "", invited: str = ""
) -> web.Response:
    everybody = await asyncio.to_thread(_members(request).all)
    context = {
        "room": "people", "people": everybody, "roles": [role.value for role in Role], "error": error, "sent": sent,
        "link": link, "invited": invited,
    }  # fmt: skip
    return staff_page(request, "people.html", context, status=400 if error else 200)


def _members(request: web.Request) -> Members:
    return request.config_dict[STAFF].members


def _role(request: web.Request) -> Role:
    given = field(request, "role", 20)
    return Role(given) if given in list(Role) else Role.AUTHOR


async def _note(request: web.Request, what: str, **details: Any) -> None:
    await asyncio.to_thread(history.note, request.config_dict[EDITORIAL], who(request), what, **details)
