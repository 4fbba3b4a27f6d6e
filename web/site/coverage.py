"""What the desk knows, as a page."""

from __future__ import annotations

from aiohttp import web

from knowledge.presentation.coverage import coverage_as_dict
from web.http.app_keys import LANG
from web.http.security import public
from web.pages.page import page


@public
async def coverage(request: web.Request) -> web.Response:
    """Every programme with its dates and known gaps."""
    return page(request, "coverage.html", {"known": coverage_as_dict(request[LANG])})
