"""The page that leads to the sellers' tools."""

from __future__ import annotations

from aiohttp import web

from web.http.security import public
from web.pages.page import page

_TOOLS = (
    ("catalogue", "/sellers/catalogue"),
    ("descriptions", "/sellers/descriptions"),
    ("notice", "/sellers/notice"),
    ("widget", "/sellers/widget"),
    ("api", "/api"),
)


@public
async def hub(request: web.Request) -> web.Response:
    """Each tool with what it is for."""
    return page(request, "sellers/hub.html", {"current": "sellers", "tools": _TOOLS})
