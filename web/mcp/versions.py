"""Which revision of the protocol a request speaks, and what that revision wants of its headers.

A modern request carries its version in `_meta` and repeats version, method and tool name in headers that must agree
with the body; a legacy one was preceded by `initialize` and carries its version in a header alone.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from web.mcp.rpc import HEADER_MISMATCH, INVALID_PARAMS, UNSUPPORTED_VERSION, Call, RpcError

MODERN = ("2026-07-28",)
LEGACY = ("2025-11-25", "2025-06-18")
SUPPORTED = MODERN + LEGACY

PREFIX = "io.modelcontextprotocol/"
VERSION_KEY = f"{PREFIX}protocolVersion"
CAPABILITIES_KEY = f"{PREFIX}clientCapabilities"
VERSION_HEADER = "MCP-Protocol-Version"
METHOD_HEADER = "Mcp-Method"
NAME_HEADER = "Mcp-Name"


def is_modern(call: Call, headers: Mapping[str, str]) -> bool:
    """Whether a request is to be served by the stateless revision. Raises RpcError where it breaks its own rules."""
    stated, header = call.meta.get(VERSION_KEY), headers.get(VERSION_HEADER)
    if stated is None and header not in MODERN:
        _known(call, header)
        return False
    if not isinstance(stated, str):
        raise RpcError(INVALID_PARAMS, f"_meta needs {VERSION_KEY}", status=400, id=call.id)
    if stated != header:
        raise _mismatch(call, VERSION_HEADER, header, stated)
    _known(call, stated)
    if stated in LEGACY:
        return False
    if not isinstance(call.meta.get(CAPABILITIES_KEY), dict):
        raise RpcError(INVALID_PARAMS, f"_meta needs {CAPABILITIES_KEY}", status=400, id=call.id)
    _agree(call, headers)
    return True


def negotiated(asked: object) -> str:
    """The version that an `initialize` gets: its own where it is spoken here, else the newest of its era."""
    return asked if isinstance(asked, str) and asked in LEGACY else LEGACY[0]


def _known(call: Call, version: str | None) -> None:
    """A legacy client that sends no version header is taken as it is."""
    if version is not None and version not in SUPPORTED:
        data = {"supported": list(SUPPORTED), "requested": version}
        raise RpcError(UNSUPPORTED_VERSION, "Unsupported protocol version", status=400, id=call.id, data=data)


def _agree(call: Call, headers: Mapping[str, str]) -> None:
    """Headers that others route by must say what the body says."""
    if headers.get(METHOD_HEADER) != call.method:
        raise _mismatch(call, METHOD_HEADER, headers.get(METHOD_HEADER), call.method)
    name = call.params.get("name")
    if call.method == "tools/call" and _plain(headers.get(NAME_HEADER)) != name:
        raise _mismatch(call, NAME_HEADER, headers.get(NAME_HEADER), name)


def _mismatch(call: Call, header: str, value: str | None, body: object) -> RpcError:
    said = f"{header} is missing" if value is None else f"{header} says {value!r}, the body {body!r}"
    return RpcError(HEADER_MISMATCH, f"Header mismatch: {said}", status=400, id=call.id)


def _plain(value: str | None) -> str | None:
    """A header's value, decoded where it is wrapped as `=?base64?...?=`."""
    if value is None or not (value.startswith("=?base64?") and value.endswith("?=")):
        return value
    try:
        return base64.b64decode(value[9:-2], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
