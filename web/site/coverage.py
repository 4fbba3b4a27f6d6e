"""What the desk knows, as a page."""

from __future__ import annotations

from aiohttp import web

from knowledge.coverage_presentation import coverage_as_dict
from web.keys import LANG
from web.security import public
from web.site.pages import page


@public
async def coverage(request: web.Request) -> web.Response:
    """Every programme with its dates and known gaps."""
    return page(request, "coverage.html", {"known": coverage_as_dict(request[LANG])})
