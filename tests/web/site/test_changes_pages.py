"""What changed, its feed, the glossary, and what search engines read."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

import pytest

from knowledge.library.articles import load_articles
from knowledge.terms.glossary import load_glossary
from tests.web.conftest import Client
from web.site.changes import latest, told_changes

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


async def test_what_changed_is_told_by_day_with_its_source(client: Client) -> None:
    text = await (await client.get("/en/changes")).text()
    for said in (
        "Section 301, forced labor begins",
        "Section 122 surcharge ends",
        "$2.69 becomes $2.77",
        "Jul 24, 2026",
    ):
        assert said in text, said
    assert text.index("Oct 1, 2026") < text.index("Jul 24, 2026") < text.index("Feb 24, 2026"), "the latest first"
    assert "De $2.69 a $2.77" in (await (await client.get("/es/changes")).text()).replace(": de", ": De")


def test_ids_of_changes_are_one_of_a_kind() -> None:
    told = told_changes("en")
    assert len(told) > 60
    assert len({one["id"] for one in told}) == len(told)


def test_the_home_page_names_a_day_once() -> None:
    days = [one["day"] for one in latest("es")]
    assert len(days) == 4 and len(set(days)) == 4 and days == sorted(days, reverse=True)


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_the_feed_is_atom(client: Client, lang: str) -> None:
    response = await client.get(f"/{lang}/changes.atom")
    assert response.content_type == "application/atom+xml"
    root = Xml.fromstring(await response.read())
    entries = root.findall("a:entry", ATOM)
    assert len(entries) == 50
    for entry in entries:
        assert all(entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated"))


async def test_every_term_of_the_glossary_leads_to_a_guide(client: Client) -> None:
    text = await (await client.get("/es/glossary")).text()
    slugs = {article.slug for article in load_articles()}
    for term in load_glossary():
        assert f'id="{term.id}"' in text and term.article in slugs
    assert not re.search(r"\{(fee|threshold):", text)


async def test_search_engines_find_every_page_in_every_language(client: Client) -> None:
    robots = await (await client.get("/robots.txt")).text()
    assert "Disallow: /api/" in robots and "/sitemap.xml" in robots
    response = await client.get("/sitemap.xml")
    root = Xml.fromstring(await response.read())
    places = root.findall("s:url", MAP)
    assert 2_000 < len(places) < 50_000
    paths = {re.sub(r"^https?://[^/]+", "", place.findtext("s:loc", "", MAP)) for place in places}
    assert {"/en/", "/es/guides/de-minimis-ended", "/en/tariff/4202", "/es/glossary"} <= paths
    assert all(len(place.findall("x:link", MAP)) == 2 for place in places)
    for path in sorted(paths)[:: len(paths) // 25]:
        assert (await client.get(path)).status == 200, path
