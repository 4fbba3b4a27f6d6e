"""The pages: languages, articles, error pages, the notice; all of it without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from knowledge.library.active_release import hold, in_use
from knowledge.library.articles import Withdrawn, load_articles
from knowledge.wording.languages import languages
from knowledge.wording.translate import catalogue
from tests.web.conftest import Client
from web.http.locale import preferred
from web.pages.page import TEMPLATES

SENTENCE = {"en": "is not part of US Customs and Border Protection", "es": "No forma parte de la aduana"}
PATHS = ["/", "/estimate", "/guides", "/guides/de-minimis-ended", "/privacy", "/how-it-works"]


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_in_its_language_with_the_notice(client: Client, lang: str, path: str) -> None:
    response = await client.get(f"/{lang}{path}")
    text = await response.text()
    assert response.status == 200
    assert f'<html lang="{lang}">' in text
    assert SENTENCE[lang] in text
    for other in languages():
        assert re.search(rf'rel="alternate" hreflang="{other}" href="http://[^"/]+/{other}{path}"', text)


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "en"),
        ("es", "es"),
        ("es-MX,en;q=0.8", "es"),
        ("fr,en;q=0.5,es;q=0.9", "es"),
        ("es;q=0", "en"),
        (";;q=x,", "en"),
    ],
)
async def test_an_address_without_language_leads_to_the_readers(client: Client, header: str, lang: str) -> None:
    assert preferred(header) == lang
    response = await client.get("/guides?q=gift", headers={"Accept-Language": header}, allow_redirects=False)
    assert (response.status, response.headers["Location"]) == (302, f"/{lang}/guides?q=gift")
    assert response.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_every_article_is_a_page_with_its_dates_and_sources(client: Client, lang: str) -> None:
    for article in load_articles():
        response = await client.get(f"/{lang}/guides/{article.slug}")
        text = await response.text()
        assert response.status == 200, article.slug
        edition = article.in_language(lang)
        assert text.count("<h1>") == 1
        assert all(source.url.replace("&", "&amp;") in text for source in edition.facts.sources), article.slug
        assert not re.search(r"\{(fee|threshold):", text), article.slug


async def test_guides_are_searched(client: Client) -> None:
    text = await (await client.get("/en/guides?q=800+exemption")).text()
    assert text.index("/en/guides/de-minimis-ended") < len(text)
    nothing = await (await client.get("/en/guides?q=zzqqxx%3Cqqzz%3E")).text()
    assert "No guide about “zzqqxx&lt;qqzz&gt;”" in nothing


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/en/nothing", 404, "There is no such page"),
        ("/es/guides/nada", 404, "No existe esa página"),
        ("/en/chat/delete", 405, "That does not work here"),
        ("/nothing", 404, "There is no such page"),
    ],
)
async def test_error_pages_speak_to_people(client: Client, path: str, status: int, said: str) -> None:
    response = await client.get(path)
    text = await response.text()
    assert (response.status, response.content_type) == (status, "text/html")
    assert said in text


async def test_the_chat_works_as_a_form(client: Client) -> None:
    first = await (await client.post("/en/chat", data={"text": "hello <b>"})).text()
    assert "You said: hello &lt;b&gt;" in first
    conversation = re.search(r'name="conversation" value="([^"]{32})"', first)
    assert conversation
    sent = {"text": "", "say": "again", "conversation": conversation[1]}
    second = await (await client.post("/en/chat", data=sent)).text()
    assert "You said: hello" in second and "You said: again" in second
    await client.post("/en/chat/delete", data={"conversation": conversation[1]})
    third = await (await client.post("/en/chat", data=sent)).text()
    assert "You said: hello" not in third and conversation[1] not in third


async def test_too_long_a_message_is_kept_and_said(client: Client) -> None:
    response = await client.post("/es/chat", data={"text": "a" * 2001})
    text = await response.text()
    assert response.status == 400
    assert "a" * 2001 in text and "hasta 2,000 caracteres" in text


async def test_assets_are_kept_for_ever_under_their_edition(client: Client) -> None:
    page = await (await client.get("/en/")).text()
    address = re.search(r'href="(/static/[0-9a-f]+/components.css)"', page)
    assert address
    response = await client.get(address[1])
    assert "immutable" in response.headers["Cache-Control"]
    assert response.content_type == "text/css"
    again = await client.get(address[1], headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status, await again.read()) == (304, b"")
    assert "immutable" not in (await client.get("/static/old/components.css")).headers["Cache-Control"]
    assert (await client.get("/static/old/../../settings.py")).status == 404
    assert (await client.get("/static/old/%2e%2e/settings.py")).status == 404


def test_every_word_of_the_site_is_in_every_language() -> None:
    own = {lang: {key for key in catalogue(lang) if key.startswith("site.")} for lang in languages()}
    assert own["en"] == own["es"]
    used = set()
    for path in TEMPLATES.rglob("*.html"):
        used |= set(re.findall(r'\bt\("(site\.[\w.]+)"[,)]', path.read_text()))
    assert len(used) > 80
    assert used <= own["en"]
    for key in own["en"]:
        fields = {lang: sorted(re.findall(r"\{(\w+)", catalogue(lang)[key])) for lang in languages()}
        assert fields["en"] == fields["es"], key


@pytest.fixture
def withdrawn() -> Iterator[None]:
    """The gifts article, withdrawn in favour of another."""
    before = in_use()
    (gifts,) = (article for article in before.articles if article.slug == "gifts")
    gone = replace(gifts, withdrawn=Withdrawn(date(2026, 11, 24), "de-minimis-ended"))
    hold(replace(before, articles=tuple(one for one in before.articles if one is not gifts), withdrawn=(gone,)))
    yield
    hold(before)


@pytest.mark.parametrize(("lang", "notice"), [("en", "Withdrawn on Nov 24, 2026"), ("es", "Retirada el 24 nov 2026")])
async def test_a_withdrawn_guide_keeps_its_page_with_a_dated_notice(
    client: Client, withdrawn: None, lang: str, notice: str
) -> None:
    text = await (await client.get(f"/{lang}/guides/gifts")).text()
    assert notice in text
    assert f'href="/{lang}/guides/de-minimis-ended"' in text.partition('role="note"')[2].partition("</div>")[0]
    assert f"/{lang}/guides/gifts" not in await (await client.get(f"/{lang}/guides?q=gift")).text()
    answer = await (await client.get("/api/v1/articles/gifts")).json()
    assert answer["withdrawn"] == "2026-11-24"
