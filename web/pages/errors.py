"""Error pages: what went wrong, and where to go from there."""

from __future__ import annotations

from aiohttp import web

from web.pages.page import page

_TOLD = {403, 404, 405, 413, 429, 503}


async def error_page(request: web.Request, status: int) -> web.Response:
    """A page in the request's language."""
    which = status if status in _TOLD else (500 if status >= 500 else 400)
    return page(request, "error.html", {"which": which, "here": None, "here_full": "/"}, status=status)
