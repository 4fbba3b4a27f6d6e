"""Error pages."""

from __future__ import annotations

from aiohttp import web


async def error_page(request: web.Request, status: int) -> web.Response:
    """A page that says what went wrong and where to go."""
    return web.Response(text=f"<!doctype html><title>{status}</title>", content_type="text/html", status=status)
