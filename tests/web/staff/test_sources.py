"""Sources are opened when somebody asks; what is gone stands on the first page; the own network stays closed."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from knowledge.wording.localized_errors import Sentence
from knowledge.wording.translate import say
from tests.web.staff.conftest import Person
from web.staff import sources
from web.staff.keys import STAFF
from web.staff.releases.background_jobs import WORKS
from web.staff.sources import PublicOnly, SourceCheck, Sources, look_at


class Local(AbstractResolver):
    """Every name is this machine, except the one that nobody has."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host == "nobody.example":
            raise OSError("no such name")
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        pass


async def test_what_became_of_each_address(aiohttp_server: Any) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/moved":
            raise web.HTTPMovedPermanently("/here")
        if request.path == "/round":
            raise web.HTTPFound("/round")
        return web.Response(status={"/here": 200, "/gone": 404, "/busy": 503, "/closed": 403}[request.path])

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    server = await aiohttp_server(app)
    base = "http://source.example"
    told: list[Sentence] = []
    paths = ("/here", "/moved", "/gone", "/busy", "/closed", "/round")
    urls = [*(f"{base}{path}" for path in paths), "http://nobody.example/"]
    found = {
        check.url.removeprefix(base): check.state for check in await look_at(urls, told.append, Local(server.port))
    }
    assert found == {
        "/here": "opens",
        "/moved": "opens",
        "/gone": "gone",
        "/busy": "unsure",
        "/closed": "unsure",
        "/round": "unsure",
        "http://nobody.example/": "gone",
    }
    assert say(told[-1]) == "7 of 7 sources looked at" and say(told[-1], "es") == "7 de 7 fuentes revisadas"


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/x", "http://169.254.169.254/"])
async def test_the_servers_own_network_stays_closed(url: str) -> None:
    (check,) = await look_at([url], lambda line: None)
    assert (check.state, say(check.said)) == ("unsure", "not a public address")


async def test_a_name_of_the_servers_own_network_is_not_resolved() -> None:
    with pytest.raises(OSError, match="not on the public internet"):
        await PublicOnly().resolve("localhost", 80)


async def test_an_article_whose_source_is_gone_stands_on_the_first_page(
    app: Any, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def looked(urls: list[str], told: Any) -> list[SourceCheck]:
        return [SourceCheck(url, "gone", "404", sources.now()) for url in urls]

    assert sources.addresses() == ["https://www.ecfr.gov/"]
    assert "cannot be opened any more" not in await ana.page("/staff/")
    monkeypatch.setattr(sources, "look_at", looked)
    answer = await ana.send("/staff/sources")
    await app[WORKS].wait()
    assert "1 source was not opened" in await ana.page(answer.headers["Location"])
    assert "cannot be opened any more (19 CFR 10.152)" in await ana.page("/staff/")
    Sources(app[STAFF].store).keep([SourceCheck("https://www.ecfr.gov/", "opens", "200", sources.now())])
    assert "cannot be opened any more" not in await ana.page("/staff/")
