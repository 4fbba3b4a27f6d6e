"""The notice for US buyers: figures of the estimate, both languages, who pays, what is not known, markup kept out."""

from __future__ import annotations

import html
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from tests.web.conftest import Client
from web.sellers.notice_text import exemption_ended

BAG = {"what": "leather handbag", "price": "450", "qty": "1", "made": "IT", "by": "express", "on": "2026-11-24",
       "hts": "4202.21.90"}  # fmt: skip


async def fields(client: Client, query: dict[str, str], lang: str = "en", status: int = 200) -> tuple[str, str, str]:
    """The page, the notice as text and as HTML."""
    response = await client.get(f"/{lang}/sellers/notice", params=query)
    page = await response.text()
    assert response.status == status, page[:300]
    held = {name: html.unescape(value.strip()) for name, value in
            re.findall(r'<textarea id="(as-\w+)"[^>]*>(.*?)</textarea>', page, re.S)}  # fmt: skip
    return page, held.get("as-plain", ""), held.get("as-html", "")


async def test_it_says_what_the_estimate_says(client: Client) -> None:
    _, text, markup = await fields(client, BAG)
    for shown in ("leather handbag, made in Italy, worth $450.00", "Import duty: $45.00", "US government fees: $1.38",
                  "own charge, not a tax", "The carrier pays them for you", "since Aug 29, 2025", "Nov 24, 2026",
                  "checked through Oct 9, 2026", "independent of US Customs"):  # fmt: skip
        assert shown in text, shown
    assert "<li><b>Import duty:</b> $45.00</li>" in markup
    link = re.search(r"Each charge with its reason: (http\S+)", text)
    assert link
    full = await (await client.get(link[1].removeprefix(str(client.make_url("")).rstrip("/")))).text()
    assert "$46.38" in full


async def test_an_estimate_leads_to_its_notice(client: Client) -> None:
    page = await (await client.get("/en/estimate", params=BAG)).text()
    link = re.search(r'href="(/en/sellers/notice\?[^"]+)"', page)
    assert link
    notice = await (await client.get(html.unescape(link[1]))).text()
    assert "$45.00" in notice


async def test_the_notice_speaks_another_language_than_the_page(client: Client) -> None:
    page, text, markup = await fields(client, BAG | {"in": "es", "paid": "seller", "link": "0"})
    assert "Notice for US buyers" in page and "Arancel de importación: $45.00" in text
    assert "Nosotros pagamos estos cargos por usted" in text and "http" not in text
    assert markup.startswith('<section class="us-import-notice" lang="es">')


async def test_what_is_not_known_is_said_and_the_seller_is_told(client: Client) -> None:
    page, text, _ = await fields(client, {"what": "watch", "price": "300", "made": "CH", "currency": "EUR"})
    assert "Import duty: cannot be said yet" in text and "Not settled yet" in page
    assert "$0.00" not in text.split("government fees")[0]


async def test_what_may_not_come_in_has_no_charges(client: Client) -> None:
    page, text, _ = await fields(client, {"what": "whisky", "price": "60", "made": "CA", "hts": "22083030",
                                          "on": "2026-11-24"})  # fmt: skip
    assert "This may not be imported into the United States." in text and "duty" not in text.lower()
    assert "Not settled yet" not in page


class Tags(HTMLParser):
    """Which tags and attributes a piece of markup has."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[tuple[str, tuple[str, ...]]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add((tag, tuple(name for name, _ in attrs)))


async def test_what_people_type_is_never_markup(client: Client) -> None:
    page, _, markup = await fields(client, BAG | {"what": "<script>alert(1)</script>\"'<img src=x onerror=y>"})
    assert "<script>alert" not in page and "<img src=x" not in page
    tags = Tags()
    tags.feed(markup)
    assert tags.seen == {("section", ("class", "lang")), ("h2", ()), ("p", ()), ("ul", ()), ("li", ()), ("b", ()),
                         ("a", ("href", "rel"))}  # fmt: skip


async def test_faults_stand_at_their_fields(client: Client) -> None:
    page, text, _ = await fields(client, BAG | {"price": "lots"}, status=400)
    assert 'href="#price"' in page and text == ""


@pytest.mark.parametrize(
    ("on", "origins", "since"),
    [
        ("2025-05-01", {"CN"}, None), ("2025-05-02", {"CN"}, "2025-05-02"), ("2025-05-02", {"CN", "IT"}, None),
        ("2025-08-28", {"IT"}, None), ("2025-08-29", {"IT"}, "2025-08-29"), ("2026-11-24", {"IT", "CN"}, "2025-08-29"),
        ("2026-11-24", {"CN"}, "2025-05-02"),
    ],
)  # fmt: skip
def test_the_end_of_the_exemption_is_dated(on: str, origins: set[str], since: str | None) -> None:
    ended = exemption_ended(date.fromisoformat(on), origins)
    assert (ended.isoformat() if ended else None) == since
