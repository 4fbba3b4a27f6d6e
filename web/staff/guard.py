"""The console's door: who is signed in, what the role allows, whether a form is the console's own."""

from __future__ import annotations

import asyncio
import hmac
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler

from knowledge.editorial import Refused
from knowledge.wording.languages import languages
from web.http.app_keys import LANG
from web.http.security import is_public
from web.staff import cookies
from web.staff.accounts.roles import role_of
from web.staff.keys import FORM, SESSION, STAFF
from web.staff.page import refused_page, trouble

LARGEST = 16_000_000  # bytes that a signed-in member may send: a whole knowledge base comes in one file
_SAFE = {"GET", "HEAD"}


@web.middleware
async def door(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let in who may come in, and nobody else."""
    token = cookies.session_token(request)
    session = await asyncio.to_thread(request.config_dict[STAFF].sessions.find, token) if token else None
    if session is not None:
        request[SESSION] = session
        if session.member.lang in languages():
            request[LANG] = session.member.lang
    missing = request.match_info.http_exception
    if missing is not None:
        return trouble(request, "missing", 404) if session and missing.status == 404 else await handler(request)
    target = request.match_info.handler
    if not is_public(target):
        if session is None:
            return _to_sign_in(request)
        role = role_of(target)
        if role is None or not session.member.role.may(role):
            return trouble(request, "forbidden", 403)
    if request.method not in _SAFE:
        sent = await _read(request, LARGEST if session else 20_000)
        expected = session.csrf if session else cookies.form_token(cookies.before_sign_in(request))
        given = sent.get("csrf", "")
        if not expected or not isinstance(given, str) or not hmac.compare_digest(given.encode(), expected.encode()):
            return trouble(request, "form", 403)
        request[FORM] = sent
    try:
        return await handler(request)
    except Refused as refusal:
        return refused_page(request, refusal)
    except web.HTTPNotFound:
        return trouble(request, "missing", 404)


async def _read(request: web.Request, largest: int) -> dict[str, object]:
    """The fields of a form; of a field given several times the list, under its name with `[]`."""
    sent = await request.clone(client_max_size=largest).post()
    return {**sent, **{f"{name}[]": sent.getall(name) for name in sent}}


def _to_sign_in(request: web.Request) -> web.Response:
    after = request.path_qs if request.method in _SAFE else "/staff/"
    raise web.HTTPSeeOther(f"/staff/sign-in?next={quote(after)}")
