"""The widget's server side: keys, origins, limits, files that stay."""

from __future__ import annotations

import base64
import gzip
import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import Client
from tests.web.http.test_problems import problem
from web.app import cli as command_line
from web.http.rate_limits import Limit
from web.widget.files import Files
from web.widget.keys import BadOrigin, SiteKey, SiteKeys, origin_of
from web.widget.routes import FILES, KEYS

SHOP = "https://shop.example"


@pytest.fixture
def key(client: Client) -> SiteKey:
    assert client.app is not None
    return client.app[KEYS].add("Taller Lucía", [SHOP], state="active")


def at(key: SiteKey, path: str) -> str:
    return f"/widget/v1/{key.key}/{path}"


async def test_a_listed_page_may_read_and_ask(client: Client, key: SiteKey) -> None:
    before = await client.options(at(key, "chat"), headers={"Origin": SHOP, "Access-Control-Request-Method": "POST"})
    assert before.status == 204
    assert before.headers["Access-Control-Allow-Origin"] == SHOP
    assert before.headers["Access-Control-Allow-Headers"] == "Content-Type"

    said = await client.post(
        at(key, "chat"), json={"text": "hello"}, headers={"Origin": SHOP, "Sec-Fetch-Site": "cross-site"}
    )
    assert said.status == 200
    assert said.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Origin" in said.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in said.headers
    conversation = (await said.json())["conversation"]

    read = await client.get(at(key, f"chat/{conversation}"), headers={"Origin": SHOP})
    assert len((await read.json())["messages"]) == 2
    assert (await client.get(f"/api/v1/chat/{conversation}")).status == 404, "it belongs to the shop's key"
    assert (await client.delete(at(key, f"chat/{conversation}"), headers={"Origin": SHOP})).status == 204
    assert (await client.get(at(key, f"chat/{conversation}"), headers={"Origin": SHOP})).status == 404


async def test_configuration_is_in_the_language_that_is_wished(client: Client, key: SiteKey) -> None:
    for wished, lang in (("es", "es"), ("es-MX", "es"), ("fr", "en"), ("", "en")):
        answer = await client.get(at(key, f"config?lang={wished}"), headers={"Origin": SHOP})
        told = await answer.json()
        assert told["lang"] == told["words"]["lang"] == lang
    assert told["languages"] == {"en": "English", "es": "Español"}
    assert "IT" in told["countries"].split() and "US" not in told["countries"].split()


async def test_an_estimate_comes_with_the_address_of_its_page(client: Client, key: SiteKey) -> None:
    request = {"lang": "es", "on": "2026-11-24", "items": [{"hts": "42022190", "value": "450", "origin": "IT"}]}
    answer = await client.post(at(key, "estimates"), json=request, headers={"Origin": SHOP})
    told = await answer.json()
    assert told["totals"]["duty"]["likely"] == "45.00"
    assert told["address"].startswith("/es/estimate?") and "on=2026-11-24" in told["address"]
    bad = await client.post(at(key, "estimates"), json={"items": []}, headers={"Origin": SHOP})
    assert (await problem(bad, 400))["errors"][0]["at"] == "items"
    assert bad.headers["Access-Control-Allow-Origin"] == SHOP, "the widget must be able to read what is wrong"


@pytest.mark.parametrize(
    "origin", ["https://other.example", "https://shop.example.evil.example", "http://shop.example", "null"]
)
async def test_other_pages_are_refused_and_told_why(client: Client, key: SiteKey, origin: str) -> None:
    for ask in (client.get(at(key, "config"), headers={"Origin": origin}),
                client.post(at(key, "chat"), json={"text": "hi"}, headers={"Origin": origin})):  # fmt: skip
        told = await problem(await ask, 403)
        assert SHOP in told["detail"] and origin in told["detail"]


async def test_a_request_without_origin_changes_nothing(client: Client, key: SiteKey) -> None:
    await problem(await client.post(at(key, "chat"), json={"text": "hi"}), 403)


async def test_keys_that_are_not_good_say_so(client: Client, key: SiteKey) -> None:
    assert client.app is not None
    keys = client.app[KEYS]
    waiting = keys.add("New", [SHOP])
    keys.decide(key.key, "revoked")
    for name, said in ((waiting.key, "not been approved"), (key.key, "withdrawn"), ("dk_nothing", "does not exist")):
        told = await problem(await client.get(f"/widget/v1/{name}/config", headers={"Origin": SHOP}), 403)
        assert said in told["detail"]
    assert (await client.get(f"/widget/v1/{waiting.key}/config", headers={"Origin": SHOP})).status == 403
    keys.decide(waiting.key, "active")
    assert (await client.get(f"/widget/v1/{waiting.key}/config", headers={"Origin": SHOP})).status == 200


async def test_the_preview_key_is_for_the_sites_own_pages(client: Client) -> None:
    own = f"http://{client.host}:{client.port}"
    said = await client.post("/widget/v1/preview/chat", json={"text": "hi"}, headers={"Origin": own})
    assert said.status == 200
    await problem(await client.post("/widget/v1/preview/chat", json={"text": "hi"}, headers={"Origin": SHOP}), 403)


async def test_who_asks_too_much_is_told_when_to_come_back(client: Client, key: SiteKey) -> None:
    answers = [await client.post(at(key, "chat"), json={"text": "hi"}, headers={"Origin": SHOP}) for _ in range(40)]
    refused = [answer for answer in answers if answer.status == 429]
    assert 5 <= len(refused) <= 12
    assert refused[0].headers["Retry-After"].isdigit()
    assert refused[0].headers["Access-Control-Expose-Headers"] == "Retry-After"


def test_a_limit_fills_again() -> None:
    now = [0.0]
    limit = Limit(rate=2, burst=3, clock=lambda: now[0])
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert limit.wait("b") == 0
    now[0] = 0.5
    assert limit.wait("a") == 0
    assert limit.wait("a") == 0.5


async def test_files_are_small_may_be_shared_and_stay(client: Client) -> None:
    assert client.app is not None
    files = client.app[FILES]
    sizes = {}
    for name in ("v1/desk.js", files.panel, files.pinned):
        answer = await client.get(f"/widget/{name}", headers={"Origin": SHOP})
        body = await answer.read()
        assert answer.status == 200 and answer.content_type == "text/javascript"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert ("immutable" in answer.headers["Cache-Control"]) == (name != "v1/desk.js")
        sizes[name] = len(gzip.compress(body, 9))
        for word in (b"eval(", b"new Function", b"innerHTML", b"document.write"):
            assert word not in body
    assert sizes["v1/desk.js"] <= 3 * 1024
    assert sizes["v1/desk.js"] + sizes[files.panel] <= 20 * 1024
    assert sizes[files.pinned] <= 20 * 1024

    pinned = await (await client.get(f"/widget/{files.pinned}")).read()
    assert files.integrity == f"sha384-{base64.b64encode(hashlib.sha384(pinned).digest()).decode()}"
    for path in ("/widget/desk.0123456789abcdef.js", "/widget/..%2fsites.db", "/widget/v1/../sites.db"):
        assert (await client.get(path)).status == 404


def test_files_of_an_earlier_release_are_still_found(tmp_path: Path) -> None:
    earlier = tmp_path / "desk.0123456789abcdef.js"
    earlier.write_text("old();")
    files = Files(tmp_path)
    found = files.find(earlier.name)
    assert found and found.plain == b"old();"
    assert files.find("../secret.0123456789abcdef.js") is None


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Shop.Example/path?x=1", "https://shop.example"),
        ("shop.example", "https://shop.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("https://shop.example:8443/", "https://shop.example:8443"),
        ("https://tienda-lucía.example", "https://xn--tienda-luca-xcb.example"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_addresses_become_origins(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@pytest.mark.parametrize(
    "address",
    [
        "http://shop.example",
        "javascript:alert(1)",
        "https://",
        "*",
        "https://*.shop.example",
        "shop",
        "",
        "https://a b",
    ],
)
def test_what_is_no_origin_is_refused(address: str) -> None:
    with pytest.raises(BadOrigin):
        origin_of(address)


def test_keys_are_made_and_decided_on_the_command_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path))

    def run(*arguments: str) -> tuple[int, Any]:
        return command_line.run(["keys", *arguments]), capsys.readouterr()

    status, said = run("add", "Taller Lucía", "--origin", "https://taller.example/tienda")
    made = said.out.split()[0]
    assert status == 0 and said.out.endswith("https://taller.example\n") and len(made) == 27
    assert SiteKeys(tmp_path / "sites.db").find(made) is not None
    assert run("revoke", made)[1].out == f"{made}  revoked  Taller Lucía\n"
    assert "revoked" in run("list")[1].out
    assert run("approve", "dk_nothing")[0] == 2
    assert run("add", "x", "--origin", "http://shop.example")[0] == 2
