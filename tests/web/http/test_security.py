"""Headers, routes that say they are public, no sharing with other origins."""

from __future__ import annotations

import re
from typing import Any

import pytest
from aiohttp import web

from tests.web.conftest import Client
from web.http.security import GUARDED, guard, is_public

PAGES = ["/healthz", "/api/v1/openapi.json", "/api/v1/nothing", "/nothing"]


@pytest.mark.parametrize("path", PAGES)
async def test_every_answer_carries_the_strict_headers(client: Client, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in policy
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Server"] == "importdesk"


async def test_every_route_of_the_application_says_that_it_is_public(client: Client) -> None:
    app = client.app
    assert app is not None
    routes = list(app.router.routes()) + [
        route for resource in app.router.resources() for route in getattr(resource, "_app", app).router.routes()
    ]
    assert len(routes) > 8
    closed = {route for route in routes if not is_public(route.handler)}
    guarded = {
        route
        for resource in app.router.resources()
        if (sub := getattr(resource, "_app", None)) is not None and sub.get(GUARDED)
        for route in sub.router.routes()
    }
    assert closed <= guarded, "what is not public is behind the door of the console (tests/web/staff/test_door.py)"


async def test_a_route_nobody_opened_is_refused(aiohttp_client: Any) -> None:
    async def forgotten(request: web.Request) -> web.Response:
        return web.Response(text="secret")

    app = web.Application(middlewares=[guard])
    app.router.add_get("/", forgotten)
    assert (await (await aiohttp_client(app)).get("/")).status == 403


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_another_sites_page_cannot_change_anything(client: Client, headers: dict[str, str]) -> None:
    refused = await client.post("/api/v1/chat", json={"text": "hello"}, headers=headers)
    assert refused.status == 403
    assert "Access-Control-Allow-Origin" not in refused.headers
    asked = await client.options("/api/v1/chat", headers=headers | {"Access-Control-Request-Method": "POST"})
    assert asked.status == 405 and "Access-Control-Allow-Origin" not in asked.headers


async def test_its_own_page_may(client: Client) -> None:
    origin = {"Origin": f"http://{client.host}:{client.port}", "Sec-Fetch-Site": "same-origin"}
    assert (await client.post("/api/v1/chat", json={"text": "hello"}, headers=origin)).status == 200


@pytest.mark.parametrize("path", ["/en/", "/es/estimate", "/en/guides", "/es/privacy", "/en/nothing"])
async def test_no_page_holds_what_the_policy_forbids_or_asks_others(client: Client, path: str) -> None:
    text = await (await client.get(path)).text()
    assert " style=" not in text and "<style" not in text
    assert " onclick=" not in text and " onsubmit=" not in text
    for tag in re.findall(r"<script[^>]*>", text):
        assert 'src="/static/' in tag or 'type="application/json"' in tag
    asked = re.findall(
        r'<(?:script|img|iframe|link rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href)="([^"]+)"', text
    )
    assert asked and all(address.startswith("/static/") for address in asked)
