"""The Model Context Protocol endpoint: other assistants answer from dated law instead of memory.

Streamable HTTP on one address, `POST /mcp`, without sessions and without streams: each request is answered by itself.
Clients of both kinds are served: those that send their version with each request (2026-07-28) and those that begin
with `initialize` (2025-06-18, 2025-11-25).
"""

from __future__ import annotations

from aiohttp import web

from web.http.rate_limits import Limit
from web.mcp.endpoint import CALLING, handle

PATH = "/mcp"


def add_mcp(app: web.Application) -> None:
    """Give the endpoint its route; every other method is answered with 405."""
    app[CALLING] = Limit(rate=5, burst=100)
    app.router.add_post(PATH, handle)
