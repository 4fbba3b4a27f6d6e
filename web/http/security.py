"""Secure by default: a route must say that it is public, every answer carries the same strict headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

Marked = TypeVar("Marked", bound=Callable[..., Any])

_SAFE = {"GET", "HEAD", "OPTIONS"}

GUARDED = web.AppKey("guarded", bool)  # set by a sub-application that looks itself at who comes in

CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
)

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def public(handler: Marked) -> Marked:
    """Mark a handler as open to everybody."""
    handler.__public__ = True  # type: ignore[attr-defined]
    return handler


def shared(handler: Marked) -> Marked:
    """Mark a handler as open to pages of other sites too: it (or its application) checks their origin itself."""
    handler.__shared__ = True  # type: ignore[attr-defined]
    return public(handler)


def is_public(handler: object) -> bool:
    """Whether a handler was marked."""
    return bool(getattr(handler, "__public__", False))


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse routes nobody opened, and changes asked for by a page of another site."""
    guarded = any(app.get(GUARDED, False) for app in request.match_info.apps[1:])
    if request.match_info.http_exception is None and not guarded and not is_public(request.match_info.handler):
        raise web.HTTPForbidden
    own = not getattr(request.match_info.handler, "__shared__", False)
    if own and request.method not in _SAFE and from_elsewhere(request):
        raise web.HTTPForbidden
    return await handler(request)


def header_writer(secure: bool) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """What puts the headers on every answer, errors and files included; `secure`: the public address is https."""
    headers = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if secure else {})

    async def write(request: web.Request, response: web.StreamResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault(hdrs.CACHE_CONTROL, "no-store")
        response.headers[hdrs.SERVER] = "importdesk"

    return write


def from_elsewhere(request: web.Request) -> bool:
    """Whether a browser says that another site's page sent this."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return True
    origin = request.headers.get(hdrs.ORIGIN)
    return origin is not None and urlsplit(origin).netloc != request.host
