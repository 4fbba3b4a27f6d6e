"""Signing in and out, and setting the first password from an invitation."""

from __future__ import annotations

import asyncio
import math

from aiohttp import hdrs, web

from knowledge.editorial import history
from web.http.client_address import client_of
from web.http.rate_limits import Limit
from web.http.security import public
from web.staff import cookies
from web.staff.accounts.members import BadMember
from web.staff.accounts.passwords import SHORTEST, WeakPassword
from web.staff.accounts.proving import Refused
from web.staff.accounts.roles import Role, needs
from web.staff.keys import EDITORIAL, FORM, SESSION, STAFF
from web.staff.page import field, signed_in, staff_page, trouble

PER_CLIENT = web.AppKey("sign_ins_per_client", Limit)


@public
async def sign_in_form(request: web.Request) -> web.Response:
    """The form; who is signed in already goes on."""
    if SESSION in request:
        raise web.HTTPSeeOther(_next(request.query.get("next", "")))
    return _form(request, request.query.get("next", ""))


@public
async def sign_in(request: web.Request) -> web.Response:
    """Look at name, password and code; a new session begins, whatever cookie came along."""
    name, after = field(request, "name", 200), field(request, "next", 2000)
    if wait := request.config_dict[PER_CLIENT].wait(client_of(request)):
        return _refused(request, after, name, math.ceil(wait))
    password = request_password(request, "password")
    try:
        found = await request.config_dict[STAFF].sign_in(name, password, field(request, "code", 20))
    except Refused as refused:
        if refused.member:
            await _note(request, refused.member.name, "sign-in refused", address=client_of(request))
        return _refused(request, after, name, refused.wait)
    await _end(request)
    await _note(request, found.member.name, "signed in", address=client_of(request))
    response = web.HTTPSeeOther(_next(after))
    cookies.keep_session(request, response, found.token)
    raise response


@needs(Role.AUTHOR)
async def sign_out(request: web.Request) -> web.Response:
    """End the session here, and the cookie there."""
    await _note(request, signed_in(request).member.name, "signed out")
    await _end(request)
    response = web.HTTPSeeOther("/staff/sign-in?done=signed_out")
    cookies.drop_session(request, response)
    raise response


@public
async def welcome_form(request: web.Request) -> web.Response:
    """Where a new member sets the first password."""
    return await _welcome(request, request.match_info["token"])


@public
async def welcome(request: web.Request) -> web.Response:
    """Set it, once."""
    token, password = request.match_info["token"], request_password(request, "password")
    if password != request_password(request, "again"):
        return await _welcome(request, token, "differ")
    try:
        member = await asyncio.to_thread(request.config_dict[STAFF].members.welcome, token, password)
    except WeakPassword as weak:
        return await _welcome(request, token, weak.key)
    except BadMember:
        return trouble(request, "invitation", 404)
    await _note(request, member.name, "set a password")
    raise web.HTTPSeeOther("/staff/sign-in?done=password")


def request_password(request: web.Request, name: str) -> str:
    """A password as it was typed: space around it belongs to it."""
    value = request[FORM].get(name, "")
    return value if isinstance(value, str) else ""


async def _welcome(request: web.Request, token: str, error: str = "") -> web.Response:
    member = await asyncio.to_thread(request.config_dict[STAFF].members.invited, token)
    if member is None:
        return trouble(request, "invitation", 404)
    context = {"name": member.name, "error": error, "shortest": SHORTEST}
    return _with_token(request, "welcome.html", context, 400 if error else 200)


def _form(request: web.Request, after: str, error: str = "", minutes: int = 0, name: str = "") -> web.Response:
    context = {"next": after, "error": error, "minutes": minutes, "name": name}
    return _with_token(request, "sign_in.html", context, {"": 200, "wait": 429}.get(error, 401))


def _refused(request: web.Request, after: str, name: str, wait: int) -> web.Response:
    """The form again; `wait`: seconds until the next attempt is looked at."""
    if not wait:
        return _form(request, after, "wrong", 0, name)
    response = _form(request, after, "wait", math.ceil(wait / 60), name)
    response.headers[hdrs.RETRY_AFTER] = str(wait)
    return response


def _with_token(request: web.Request, template: str, context: dict[str, object], status: int) -> web.Response:
    before = cookies.before_sign_in(request) or cookies.new_value()
    csrf = request[SESSION].csrf if SESSION in request else cookies.form_token(before)
    response = staff_page(request, template, {**context, "csrf": csrf}, status=status)
    cookies.keep_before(request, response, before)
    return response


def _next(after: str) -> str:
    """A page of the console, and nothing else that an address could lead to."""
    safe = after.startswith("/staff/") and "\\" not in after and "//" not in after and after.isprintable()
    return after if safe else "/staff/"


async def _end(request: web.Request) -> None:
    if token := cookies.session_token(request):
        await asyncio.to_thread(request.config_dict[STAFF].sessions.end, token)


async def _note(request: web.Request, name: str, what: str, **details: str) -> None:
    await asyncio.to_thread(history.note, request.config_dict[EDITORIAL], name, what, **details)
