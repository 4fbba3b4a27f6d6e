"""What one address may ask: the API, the chat and pages that compute, behind trusted proxies and without."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pydantic import ValidationError

from tests.web.conftest import Client
from tests.web.http.test_problems import problem
from web.app.factory import create_application
from web.http.assistant_gateway import Assistant
from web.http.settings import Settings

Load = Callable[[], Awaitable[Assistant]]
FEW = {"requests_per_minute": 6, "messages_per_minute": 3, "unlimited": "none"}


@pytest.fixture
async def limited(aiohttp_client: Any, load: Load) -> Client:
    """A server that trusts a proxy on this machine and lets an address ask little."""
    settings = Settings.model_validate(FEW | {"trusted_proxies": "127.0.0.0/8, 10.0.0.0/8"})
    made: Client = await aiohttp_client(create_application(settings, load))
    return made


async def statuses(client: Client, count: int, path: str, address: str, **options: Any) -> list[int]:
    headers = {"X-Forwarded-For": address}
    method = options.pop("method", "GET")
    return [(await client.request(method, path, headers=headers, **options)).status for _ in range(count)]


async def test_the_api_answers_a_minutes_worth_and_says_when_to_come_back(limited: Client) -> None:
    path = "/api/v1/coverage"
    assert await statuses(limited, 6, path, "203.0.113.7") == [200] * 6
    refused = await limited.get(path, headers={"X-Forwarded-For": "203.0.113.7"})
    told = await problem(refused, 429)
    assert "Too many requests" in told["detail"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 10, "six a minute: one in ten seconds"
    assert await statuses(limited, 1, path, "203.0.113.8") == [200], "another address is another bucket"


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("/api/v1/chat", {"method": "POST", "json": {"text": "hello"}}),
        ("/en/chat", {"method": "POST", "data": {"text": "hello"}}),
    ],
)
async def test_the_chat_has_a_limit_of_its_own(limited: Client, path: str, options: dict[str, Any]) -> None:
    assert await statuses(limited, 4, path, "203.0.113.7", **options) == [200, 200, 200, 429]
    assert await statuses(limited, 1, "/api/v1/coverage", "203.0.113.7") == [200], "the API is another bucket"


@pytest.mark.parametrize("path", ["/en/search?q=mpf", "/es/estimate", "/en/bill", "/en/tariff/42"])
async def test_pages_that_compute_are_limited_with_a_page(limited: Client, path: str) -> None:
    assert await statuses(limited, 7, path, "203.0.113.7") == [200] * 6 + [429]
    refused = await limited.get(path, headers={"X-Forwarded-For": "203.0.113.7"})
    assert refused.content_type == "text/html" and refused.headers["Retry-After"]
    assert {"/en": "That was a lot at once", "/es": "Fueron demasiadas"}[path[:3]] in await refused.text()


@pytest.mark.parametrize("path", ["/en/", "/en/guides/gifts", "/healthz", "/robots.txt", "/en/glossary"])
async def test_what_is_only_read_is_not_limited(limited: Client, path: str) -> None:
    assert await statuses(limited, 8, path, "203.0.113.7") == [200] * 8


async def test_nobody_hides_behind_a_forged_address(limited: Client) -> None:
    path = "/api/v1/coverage"
    forged = [f"198.51.100.{n}, 203.0.113.7, 10.0.0.1" for n in range(7)]
    assert [(await statuses(limited, 1, path, one))[0] for one in forged] == [200] * 6 + [429]


async def test_an_ipv6_client_counts_by_its_network(limited: Client) -> None:
    addresses = [f"2001:db8:1:2::{n}" for n in range(1, 8)]
    answers = [(await statuses(limited, 1, "/api/v1/coverage", one))[0] for one in addresses]
    assert answers == [200] * 6 + [429]


async def test_a_header_of_nobody_trusted_is_not_believed(aiohttp_client: Any, load: Load) -> None:
    client = await aiohttp_client(create_application(Settings.model_validate(FEW), load))
    forged = [f"203.0.113.{n}" for n in range(7)]
    answers = [(await statuses(client, 1, "/api/v1/coverage", one))[0] for one in forged]
    assert answers == [200] * 6 + [429]


async def test_this_machine_itself_is_not_limited(aiohttp_client: Any, load: Load) -> None:
    settings = Settings.model_validate({name: value for name, value in FEW.items() if name != "unlimited"})
    client = await aiohttp_client(create_application(settings, load))
    assert {(await client.get("/api/v1/coverage")).status for _ in range(10)} == {200}


def test_the_settings_come_from_the_environment() -> None:
    given = {"IMPORTDESK_UNLIMITED": "192.0.2.0/24", "IMPORTDESK_REQUESTS_PER_MINUTE": "5"}
    settings = Settings.from_environment(given)
    assert ([str(one) for one in settings.unlimited], settings.requests_per_minute) == (["192.0.2.0/24"], 5)
    assert Settings.from_environment({"IMPORTDESK_UNLIMITED": "none"}).unlimited == ()
    with pytest.raises(ValidationError):
        Settings.from_environment({"IMPORTDESK_UNLIMITED": "everybody"})
