"""A thin layer over aiohttp: an endpoint names the models it takes and gives, and openapi.json follows from them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import hdrs, web
from pydantic import BaseModel

from web.http.json_io import dump
from web.http.problems import Problem
from web.http.security import public
from web.http.validation import Faults, read_json

Json = dict[str, Any]
Work = Callable[[web.Request, Json], Awaitable[Json | None]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation: `work` gets what was sent (body or query) and gives JSON, or None for "done, nothing to say"."""

    method: str
    path: str
    summary: str
    work: Work
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    returns: type[BaseModel] | None = None
    errors: tuple[int, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @public
    async def handle(self, request: web.Request) -> web.Response:
        """Read, work, answer."""
        sent = await read_body(request) if self.body else read_query(request, self.query)
        answer = await self.work(request, sent)
        if answer is None:
            return web.Response(status=204, headers=self.headers)
        return web.Response(text=dump(answer), content_type="application/json", headers=self.headers)


def mount(app: web.Application, endpoints: Iterable[Endpoint]) -> None:
    """Give every endpoint its route."""
    for endpoint in endpoints:
        app.router.add_route(endpoint.method, endpoint.path, endpoint.handle)
        if endpoint.method == hdrs.METH_GET:
            app.router.add_route(hdrs.METH_HEAD, endpoint.path, endpoint.handle)


async def read_body(request: web.Request) -> Json:
    """The JSON object a request carries."""
    if request.content_type != "application/json":
        raise Problem(415, "Send JSON with Content-Type: application/json.")
    data = read_json(await request.read())
    if not isinstance(data, dict):
        raise Faults([{"at": "", "message": "a JSON object is expected"}])
    return data


def read_query(request: web.Request, model: type[BaseModel] | None) -> Json:
    """The query of an address as an object; a name given twice is an error."""
    given: Json = {}
    for name, value in request.query.items():
        if name in given:
            raise Faults([{"at": name, "message": "given twice"}])
        given[name] = value
    return given


async def in_thread(work: Callable[[Json], Json], data: Json) -> Json:
    """Run arithmetic beside the event loop, so that a long request holds up nobody."""
    return await asyncio.to_thread(work, data)
