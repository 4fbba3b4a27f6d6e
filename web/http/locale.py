"""Which language a request is in: the first part of a page's path, else what the browser prefers."""

from __future__ import annotations

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from knowledge.wording.languages import DEFAULT, languages
from web.http.app_keys import LANG


def preferred(header: str) -> str:
    """The best of the desk's languages for an Accept-Language header."""
    wishes: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wishes.append((float(quality) if quality else 1.0, tag.strip().lower()))
        except ValueError:
            continue
    for weight, wished in sorted(wishes, key=lambda wish: -wish[0]):
        if weight > 0 and (code := wished.partition("-")[0]) in languages():
            return code
    return DEFAULT


@web.middleware
async def recognise(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Note the request's language for handlers, templates and error pages."""
    first = request.path.split("/", 2)[1]
    request[LANG] = first if first in languages() else preferred(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))
    return await handler(request)
