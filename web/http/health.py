"""`GET /healthz`: is the assistant there yet?"""

from __future__ import annotations

from aiohttp import web

from web.http.app_keys import DESK
from web.http.security import public


@public
async def healthz(request: web.Request) -> web.Response:
    """`loading` or `training` until the assistant is `ready`; `failed` (503) where it could not be loaded."""
    state = request.app[DESK].state
    return web.json_response({"status": state}, status=503 if state == "failed" else 200)
