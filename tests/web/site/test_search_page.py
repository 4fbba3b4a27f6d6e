"""One box over guides, words and the tariff."""

from __future__ import annotations

import re

import pytest

from tariff_data.hts.database import open_schedule
from tests.web.conftest import Client


async def found(client: Client, wanted: str, lang: str = "en") -> str:
    response = await client.get(f"/{lang}/search", params={"q": wanted})
    assert response.status == 200
    return await response.text()


def places(text: str, kind: str) -> list[str]:
    """Where the results of a kind lead, in their order."""
    main = text.partition("<main")[2].partition("</main>")[0]
    return re.findall(rf'href="/\w\w/{kind}([^"]+)"', main)


async def test_a_question_finds_its_guide_first(client: Client) -> None:
    assert places(await found(client, "is a gift from abroad free"), "guides/")[0] == "gifts"
    assert places(await found(client, "límite de $800", "es"), "guides/")[0].startswith("de-minimis")


@pytest.mark.parametrize(("wanted", "lang"), [("MPF", "en"), ("what does mpf mean", "en"), ("qué es MPF", "es")])
async def test_a_word_is_explained_and_no_goods_are_guessed_for_it(client: Client, wanted: str, lang: str) -> None:
    text = await found(client, wanted, lang)
    assert places(text, "glossary#")[0] == "mpf" and not places(text, "tariff/")


async def test_a_part_of_a_word_finds_the_terms_that_begin_with_it(client: Client) -> None:
    assert "liquidation" in places(await found(client, "liquida"), "glossary#")


async def test_a_thing_finds_its_tariff_lines_before_the_guides(client: Client) -> None:
    text = await found(client, "leather handbag")
    assert "42022190" in places(text, "tariff/")
    assert text.index("/en/tariff/42022190") < text.index("/en/guides/", text.index("<main"))


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("4202.21.90", ["42022190"]), ("4202219000", ["42022190"]), ("4202", ["4202"]), ("42", ["42"]),
        ("4202.21", ["42022130", "42022160", "42022190"]),
    ],
)  # fmt: skip
async def test_a_number_leads_to_its_place_in_the_tariff(client: Client, number: str, codes: list[str]) -> None:
    text = await found(client, number)
    assert places(text, "tariff/") == codes and not places(text, "guides/")


@pytest.mark.parametrize(
    ("number", "lang", "said"),
    [
        ("8517.12.00", "en", "8517.12.00 is not in the US tariff as it stands. These are the lines of"),
        ("4202.21", "es", "4202.21 es el comienzo de"),
        ("1234.56.78", "en", "1234.56.78 is no number of the US tariff"),
    ],
)  # fmt: skip
async def test_what_is_odd_about_a_number_is_said(client: Client, number: str, lang: str, said: str) -> None:
    assert said in await found(client, number, lang)
    assert 'role="note"' not in await found(client, "4202.21.90", lang)


async def test_a_number_that_others_took_the_place_of_leads_to_them(client: Client) -> None:
    rows = open_schedule().connection().execute("select number from history where successors != ''").fetchall()
    gone = next(one for (number,) in rows if (one := open_schedule().history(number)) and one.gone_from)
    text = await found(client, gone.number)
    assert "is no longer used since" in text and places(text, "tariff/")[0] == gone.successors[0][:8]


async def test_what_is_not_found_is_said_and_can_be_asked(client: Client) -> None:
    text = await found(client, "zzqqxx<qqzz>")
    assert "We could not place “zzqqxx&lt;qqzz&gt;”" in text
    assert 'action="/en/chat"' in text and 'name="text" value="zzqqxx&lt;qqzz&gt;"' in text
    assert "No pudimos ubicar" in await found(client, "zzqqxx", "es")


async def test_the_empty_box_and_the_way_to_it(client: Client) -> None:
    empty = await (await client.get("/en/search")).text()
    assert 'name="q"' in empty and "We could not place" not in empty
    assert '<a href="/en/search">' in await (await client.get("/en/guides")).text()
    assert 'name="robots" content="noindex"' in empty
    moved = await client.get("/search?q=mpf", allow_redirects=False)
    assert moved.headers["Location"] == "/en/search?q=mpf"


@pytest.mark.parametrize("wanted", ['"', "* OR 1", "99999999", "a" * 600, "９０１２", "\u0000", "AND", "'; drop table"])
async def test_odd_searches_are_answered(client: Client, wanted: str) -> None:
    await found(client, wanted)


@pytest.mark.parametrize(("lang", "wanted", "free"), [("es", "4819.40.00", "Libre"), ("en", "4819.40.00", "Free")])
async def test_a_rate_is_said_in_the_language_of_the_page(client: Client, lang: str, wanted: str, free: str) -> None:
    page = await (await client.get(f"/{lang}/search?q={wanted}")).text()
    assert f'<span class="amount">{free}</span>' in page
