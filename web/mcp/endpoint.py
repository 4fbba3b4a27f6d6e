"""`POST /mcp`: reads a message, does what it asks, answers JSON."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable

from aiohttp import hdrs, web

from web.api.openapi import version
from web.http.client_address import client_of
from web.http.json_io import dump
from web.http.rate_limits import Limit
from web.http.security import public
from web.http.validation import Faults
from web.mcp.rpc import INTERNAL_ERROR, INVALID_PARAMS, METHOD_NOT_FOUND, Call, Json, RpcError, read
from web.mcp.tools import TOOLS, Tool, described
from web.mcp.versions import PREFIX, SUPPORTED, is_modern, negotiated

logger = logging.getLogger(__name__)
CALLING = web.AppKey("mcp_calls", Limit)

INSTRUCTIONS = (
    "Import Desk answers questions about importing into the United States from dated law. Every figure holds for the "
    "entry date it was asked for and through the date the law was checked; say both. It is independent of US Customs "
    "and Border Protection and gives general information, not advice. It never computes antidumping duty."
)
_CACHED = {"ttlMs": 300_000, "cacheScope": "public"}


@public
async def handle(request: web.Request) -> web.Response:
    """Answer one message. Notifications and responses are taken without a word."""
    try:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        if not _takes_json(request.headers.get(hdrs.ACCEPT, "*/*")):
            raise web.HTTPNotAcceptable
        call = read(await request.read())
        if call is None or call.id is None:
            return web.Response(status=202)
        modern = call.method != "initialize" and is_modern(call, request.headers)
        if call.method == "tools/call":
            request.config_dict[CALLING].take(client_of(request))
        result = await _result(call, modern)
        return _json(call.answer(_dressed(result) if modern else result))
    except RpcError as error:
        return _json(error.as_dict(), error.status)


async def _result(call: Call, modern: bool) -> Json:
    if call.method == "tools/call":
        return await _called(call)
    methods = _MODERN_METHODS if modern else _LEGACY_METHODS
    if call.method not in methods:
        raise RpcError(
            METHOD_NOT_FOUND, f"Method not found: {call.method[:60]}", status=404 if modern else 200, id=call.id
        )
    return methods[call.method](call)


def _initialized(call: Call) -> Json:
    return {
        "protocolVersion": negotiated(call.params.get("protocolVersion")),
        "capabilities": {"tools": {}},
        "serverInfo": _server(),
        "instructions": INSTRUCTIONS,
    }


def _discovered(call: Call) -> Json:
    about = {"capabilities": {"tools": {}}, "serverInfo": _server(), "instructions": INSTRUCTIONS}
    return {"supportedVersions": list(SUPPORTED), **about, **_CACHED}


def _listed(call: Call) -> Json:
    return {"tools": list(described())}


_LEGACY_METHODS: dict[str, Callable[[Call], Json]] = {
    "initialize": _initialized, "ping": lambda call: {}, "tools/list": _listed,
}  # fmt: skip
_MODERN_METHODS: dict[str, Callable[[Call], Json]] = {
    "server/discover": _discovered, "tools/list": lambda call: _listed(call) | _CACHED,
}  # fmt: skip


async def _called(call: Call) -> Json:
    """A tool's answer; what is wrong with the arguments is an answer too, so that the asking model can mend them."""
    name, arguments = call.params.get("name"), call.params.get("arguments", {})
    tool = TOOLS.get(name) if isinstance(name, str) else None
    if tool is None:
        raise RpcError(INVALID_PARAMS, f"Unknown tool: {str(name)[:60]}", id=call.id)
    if not isinstance(arguments, dict):
        raise RpcError(INVALID_PARAMS, "arguments is an object", id=call.id)
    try:
        answer = await asyncio.to_thread(tool.work, arguments)
    except Faults as faults:
        return {"content": [{"type": "text", "text": str(faults)}], "isError": True}
    except Exception as error:
        _log(tool, error)
        raise RpcError(INTERNAL_ERROR, "Something went wrong here.", id=call.id) from None
    return {"content": [{"type": "text", "text": dump(answer)}], "structuredContent": answer, "isError": False}


def _dressed(result: Json) -> Json:
    """A result as the stateless revision wants it: complete, and naming who answered."""
    return {"resultType": "complete", **result, "_meta": {f"{PREFIX}serverInfo": _server()}}


def _server() -> Json:
    return {"name": "import-desk", "title": "Import Desk", "version": version()}


def _takes_json(accept: str) -> bool:
    kinds = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
    return bool(kinds & {"application/json", "application/*", "*/*"})


def _json(answer: Json, status: int = 200) -> web.Response:
    return web.Response(text=dump(answer), status=status, content_type="application/json")


def _log(tool: Tool, error: Exception) -> None:
    """Which tool failed and where, without the message: that may repeat what somebody wrote."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    logger.error("mcp %s: %s\n%s", tool.name, type(error).__name__, frames)
