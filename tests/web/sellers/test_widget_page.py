"""The snippet builder: attributes, addresses, integrity, colours, the preview, and asking for a key."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tariff_data.core.paths import home
from tests.web.conftest import Client
from web.sellers.snippet import build, colour, contrast
from web.widget.files import Files
from web.widget.keys import SiteKeys

CHOSEN = {"key": "dk_abc", "mode": "inline", "lang": "es", "item": 'bag "large"', "origin": "IT", "value": "450",
          "hts": "4202.21.90"}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.fixture(autouse=True)
def no_keys_stay() -> Iterator[None]:
    """Keys that a test asked for are withdrawn."""
    yield
    keys = SiteKeys(home() / "sites.db")
    for key in keys.all():
        if key.contact.endswith("@test.example"):
            keys.decide(key.key, "revoked")


def test_the_line_holds_what_was_chosen(files: Files) -> None:
    line = build(CHOSEN, "https://desk.example", files).script
    assert line == (
        '<script src="https://desk.example/widget/v1/desk.js" data-key="dk_abc" data-mode="inline" data-lang="es" '
        'data-item="bag &quot;large&quot;" data-origin="IT" data-value="450" data-hts="4202.21.90" async></script>'
    )


def test_a_fixed_file_carries_the_hash_of_its_content(files: Files, tmp_path: Path) -> None:
    line = build(CHOSEN | {"file": "pinned"}, "https://desk.example", files).script
    name, digest = re.search(r'/widget/(desk\.[0-9a-f]{16}\.js)" integrity="sha384-([^"]+)"', line).groups()  # type: ignore[union-attr]
    assert base64.b64encode(hashlib.sha384((tmp_path / name).read_bytes()).digest()).decode() == digest
    assert 'crossorigin="anonymous"' in line


def test_an_element_is_placed_by_hand(files: Files) -> None:
    built = build(
        {"key": "dk_abc", "mode": "estimate", "lang": "auto", "accent": "#205a3c"}, "https://d.example", files
    )
    script, element = built.element.split("\n")
    assert "data-key" not in script and element == '<import-desk key="dk_abc" mode="estimate"></import-desk>'
    assert built.style == "import-desk { display: block; min-height: 30em; --accent: #205a3c; }"
    assert build({"mode": "bubble"}, "https://d.example", files).style == "", "a bubble takes no room"
    assert built.policy == "script-src https://d.example; connect-src https://d.example"


@pytest.mark.parametrize(
    ("text", "read"), [("#ABCDEF", "#abcdef"), ("red", ""), ("#fff", ""), ("#12345g", ""), ("", "")]
)
def test_only_whole_colours_are_taken(text: str, read: str) -> None:
    assert colour(text) == read


def test_contrast_is_the_standards() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21 and round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#205a3c", "#ffffff") == contrast("#ffffff", "#205a3c")


async def test_the_page_shows_the_line_and_a_preview(client: Client) -> None:
    text = await (
        await client.get("/en/sellers/widget", params=CHOSEN | {"accent": "#dddddd", "on_accent": "#ffffff"})
    ).text()
    assert "data-item=&#34;bag &amp;quot;large&amp;quot;&#34;" in text
    preview = re.search(r"<import-desk[^>]*>", text)
    assert preview and 'key="preview"' in preview[0] and 'mode="inline"' in preview[0] and "dk_abc" not in preview[0]
    assert 'id="pale">' in text and "These two colours are too alike" in text
    assert '<script src="/widget/v1/desk.js" async></script>' in text


async def test_the_script_of_the_page_gets_the_same(client: Client) -> None:
    page = await (await client.get("/es/sellers/widget", params=CHOSEN)).text()
    told = await (await client.get("/es/sellers/widget/snippet", params=CHOSEN)).json()
    assert html.escape(told["script"], quote=True).replace("&quot;", "&#34;").replace("&#x27;", "&#39;") in page
    assert told["values"]["key"] == "preview" and told["pale"] is False


@pytest.mark.parametrize(
    "odd", [{"mode": "<b>"}, {"lang": "fr"}, {"origin": "XX"}, {"key": "x" * 900}, {"item": "</textarea>"}]
)
async def test_odd_choices_are_left_out_or_escaped(client: Client, odd: dict[str, str]) -> None:
    response = await client.get("/en/sellers/widget", params=odd)
    text = await response.text()
    assert response.status == 200 and "<b>" not in text.split("Preview")[0].split("<h2>")[1]
    assert text.count("</textarea>") == text.count("<textarea")


ASKED = {"shop": "Bags", "contact": "me@test.example", "addresses": "https://bags.example\nhttps://www.bags.example"}


async def test_a_key_is_asked_for_and_waits(client: Client) -> None:
    response = await client.post("/en/sellers/widget/key", data=ASKED)
    text = await response.text()
    key = response.url.query["key"]
    made = SiteKeys(home() / "sites.db").find(key)
    assert made and (made.state, made.name, made.origins) == (
        "pending", "Bags", ("https://bags.example", "https://www.bags.example"),
    )  # fmt: skip
    assert "This key waits for approval" in text and f"data-key=&#34;{key}&#34;" in text
    assert "me@test.example" not in text


@pytest.mark.parametrize(
    ("change", "at"),
    [({"shop": " "}, "shop"), ({"contact": "nobody"}, "contact"), ({"addresses": "shop"}, "addresses"),
     ({"addresses": ""}, "addresses"), ({"addresses": "http://shop.example"}, "addresses")],
)  # fmt: skip
async def test_what_is_wrong_with_a_request_is_told(client: Client, change: dict[str, str], at: str) -> None:
    response = await client.post("/en/sellers/widget/key", data=ASKED | change)
    assert response.status == 400 and f'href="#{at}"' in await response.text()


async def test_keys_are_not_asked_for_without_end(client: Client) -> None:
    statuses = [
        (await client.post("/en/sellers/widget/key", data=ASKED, allow_redirects=False)).status for _ in range(7)
    ]
    assert statuses[:5] == [303] * 5 and statuses[5:] == [429, 429]
