"""JSON-RPC 2.0 as the Model Context Protocol uses it: one message a body, ids are strings or integers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from web.http.validation import Faults, read_json

Json = dict[str, Any]

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
HEADER_MISMATCH = -32020
UNSUPPORTED_VERSION = -32022


class RpcError(Exception):
    """What goes into `error`, and the HTTP status it travels with; `id` None where no id could be read."""

    def __init__(
        self, code: int, message: str, *, status: int = 200, id: str | int | None = None, data: Json | None = None
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.status, self.id, self.data = code, message, status, id, data

    def as_dict(self) -> Json:
        """The error response."""
        error: Json = {"code": self.code, "message": self.message}
        if self.data is not None:
            error["data"] = self.data
        return {"jsonrpc": "2.0"} | ({"id": self.id} if self.id is not None else {}) | {"error": error}


@dataclass(frozen=True, slots=True)
class Call:
    """A request, or a notification (without `id`, never answered)."""

    method: str
    params: Json = field(default_factory=dict)
    id: str | int | None = None

    @property
    def meta(self) -> Json:
        """What the client says about the request."""
        meta = self.params.get("_meta")
        return meta if isinstance(meta, dict) else {}

    def answer(self, result: Json) -> Json:
        """The response."""
        return {"jsonrpc": "2.0", "id": self.id, "result": result}


def read(body: bytes) -> Call | None:
    """The message of a body; None for a response, which nobody here waits for. Raises RpcError."""
    try:
        message = read_json(body)
    except Faults as error:
        raise RpcError(PARSE_ERROR, str(error), status=400) from None
    if isinstance(message, list):
        raise RpcError(INVALID_REQUEST, "one message at a time: batches are not taken", status=400)
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise RpcError(INVALID_REQUEST, 'a JSON-RPC message has "jsonrpc": "2.0"', status=400)
    if "method" not in message and ("result" in message or "error" in message):
        return None
    return _call(message)


def _call(message: Json) -> Call:
    identity = message.get("id")
    if "id" in message and (isinstance(identity, bool) or not isinstance(identity, str | int)):
        raise RpcError(INVALID_REQUEST, "an id is a string or an integer", status=400)
    method, params = message.get("method"), message.get("params", {})
    if not isinstance(method, str):
        raise RpcError(INVALID_REQUEST, "method is missing", status=400, id=identity)
    if not isinstance(params, dict):
        raise RpcError(INVALID_PARAMS, "params is an object", status=400, id=identity)
    return Call(method, params, identity)
