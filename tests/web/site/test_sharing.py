"""What a page tells other sites about itself: its one address, its counterparts, and what a shared link shows."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

import pytest

from knowledge.wording.languages import languages
from tests.web.conftest import Client
from tests.web.http.test_rate_limit import Load
from tests.web.site.test_changes_pages import MAP
from web.app.factory import create_application
from web.http.settings import Settings
from web.http.static_files import STATIC

PUBLIC = "https://desk.example"
ESTIMATE = "/estimate?what=leather+handbag&price=450.00&qty=1&hts=42022190&made=IT&by=express&on=2026-11-24"
PATHS = ["/", "/guides/gifts", "/tariff/4202", "/tariff/42022190", "/bill", "/sellers/widget", "/api", "/how-it-works"]


@pytest.fixture
async def published(aiohttp_client: Any, load: Load) -> Client:
    """A server that knows its public address."""
    made: Client = await aiohttp_client(create_application(Settings(url=PUBLIC), load))
    return made


def head(text: str) -> dict[str, list[str]]:
    """The values of a page's meta and link elements, by their name."""
    found: dict[str, list[str]] = {}
    for element in re.findall(r"<(?:meta|link) [^>]+>", text.partition("</head>")[0]):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', element))
        name = told.get("property") or told.get("name") or told.get("hreflang") or told.get("rel") or ""
        found.setdefault(name, []).append((told.get("content") or told.get("href") or "").replace("&amp;", "&"))
    return found


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("path", [*PATHS, ESTIMATE])
async def test_a_page_gives_its_address_in_full(published: Client, path: str, lang: str) -> None:
    told = head(await (await published.get(f"/{lang}{path}")).text())
    for name in ("canonical", "og:url"):
        address = urlsplit(told[name][0])
        assert f"{address.scheme}://{address.netloc}{address.path}" == f"{PUBLIC}/{lang}{path.partition('?')[0]}"
    for other in languages():
        assert told[other][0].startswith(f"{PUBLIC}/{other}/")
    assert told["x-default"][0].startswith(f"{PUBLIC}/") and len(told["x-default"]) == 1
    assert told["og:title"][0] and told["og:description"][0] == told["description"][0]
    picture = told["og:image"][0]
    assert picture.startswith(f"{PUBLIC}/static/") and picture.endswith(f"/share.{lang}.png")
    answer = await published.get(urlsplit(picture).path)
    assert (answer.status, answer.content_type) == (200, "image/png")


async def test_a_shared_estimate_keeps_its_facts_and_says_its_figure(published: Client) -> None:
    told = head(await (await published.get(f"/en{ESTIMATE}")).text())
    assert told["og:url"] == told["canonical"]
    for fact in ("what=leather", "price=450.00", "made=IT", "on=2026-11-24"):
        assert fact in told["og:url"][0] and fact in told["es"][0]
    assert "$45.00" in told["og:description"][0] and "Nov 24, 2026" in told["og:description"][0]
    again = head(await (await published.get(told["og:url"][0].removeprefix(PUBLIC))).text())
    assert again == told


async def test_a_guide_is_shared_with_its_own_words(published: Client) -> None:
    told = head(await (await published.get("/es/guides/gifts")).text())
    assert told["og:type"] == ["article"]
    assert told["og:description"][0] != head(await (await published.get("/es/")).text())["og:description"][0]


async def test_without_a_public_address_no_picture_is_promised(client: Client) -> None:
    told = head(await (await client.get("/en/")).text())
    assert "og:image" not in told and told["twitter:card"] == ["summary"]
    assert told["canonical"] == [f"http://{client.host}:{client.port}/en/"]


async def test_maps_name_the_public_address(published: Client) -> None:
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in await (await published.get("/robots.txt")).text()
    root = Xml.fromstring(await (await published.get("/sitemap.xml")).read())
    assert {urlsplit(place.text or "").netloc for place in root.iterfind("s:url/s:loc", MAP)} == {"desk.example"}


async def test_a_forged_host_stays_text_in_the_sitemap(client: Client) -> None:
    response = await client.get("/sitemap.xml", headers={"Host": "a&b.example"})
    if response.status == 200:
        Xml.fromstring(await response.read())
    assert "a&b" not in await (await client.get("/sitemap.xml")).text()


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_pictures_are_small_and_of_the_promised_size(lang: str) -> None:
    picture = (STATIC / f"share.{lang}.png").read_bytes()
    assert len(picture) < 60_000
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)
