"""The console's cookies: out of reach of scripts and of other sites; on a real host over https alone."""

from __future__ import annotations

import secrets

from aiohttp import web

from web.staff.accounts.store import digest

_LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
_SESSION, _BEFORE = "importdesk-staff", "importdesk-before"


def on_loopback(request: web.Request) -> bool:
    """Whether the browser is on this very machine, by the address it asked for (a foreign page cannot choose that)."""
    host = request.host.lower()
    return host.rpartition(":")[0] in _LOOPBACK or host in _LOOPBACK


def session_token(request: web.Request) -> str | None:
    """The token that the browser sent."""
    return request.cookies.get(_named(request, _SESSION))


def keep_session(request: web.Request, response: web.StreamResponse, token: str) -> None:
    """Hand the browser its token; it ends with the browser, or here."""
    _set(request, response, _SESSION, token)
    response.del_cookie(_named(request, _BEFORE), path="/", secure=not on_loopback(request))


def drop_session(request: web.Request, response: web.StreamResponse) -> None:
    """Take the token back."""
    response.del_cookie(_named(request, _SESSION), path="/", secure=not on_loopback(request))


def before_sign_in(request: web.Request) -> str:
    """What a browser that is not signed in is known by, empty where it has not been here yet."""
    known = request.cookies.get(_named(request, _BEFORE), "")
    return known if len(known) >= 32 else ""


def keep_before(request: web.Request, response: web.StreamResponse, value: str) -> None:
    """Give it something to be known by."""
    _set(request, response, _BEFORE, value)


def new_value() -> str:
    """Something nobody guesses."""
    return secrets.token_urlsafe(32)


def form_token(before: str) -> str:
    """What the forms of a browser that is not signed in must send back."""
    return digest(f"form {before}") if before else ""


def _named(request: web.Request, name: str) -> str:
    return name if on_loopback(request) else f"__Host-{name}"


def _set(request: web.Request, response: web.StreamResponse, name: str, value: str) -> None:
    response.set_cookie(
        _named(request, name), value, path="/", httponly=True, samesite="Strict", secure=not on_loopback(request)
    )
