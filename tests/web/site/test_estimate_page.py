"""The estimator without JavaScript: forms, answers to the question, faults, the permanent link, comparison."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from multidict import MultiDict

from tests.web.conftest import Client
from web.pages.forms import Form, number

BAG = {"what": "leather handbag", "price": "450", "qty": "1", "made": "IT", "by": "express", "on": "2026-11-24",
       "hts": "4202.21.90"}  # fmt: skip


async def page(
    client: Client, query: dict[str, str] | list[tuple[str, str]], lang: str = "en", status: int = 200
) -> str:
    response = await client.get(f"/{lang}/estimate", params=query)
    text = await response.text()
    assert response.status == status, text[:500]
    return text


async def test_an_estimate_shows_every_line_and_keeps_the_parts_apart(client: Client) -> None:
    text = await page(client, BAG)
    for shown in (
        "$40.50",
        "9% x $450.00",
        "9903.05.39",
        "$4.50",
        "$45.00",
        "Express facility fee",
        "$1.38",
        "$46.38",
        "Carrier fees",
        "set by the carrier, not a tax",
        "Law checked through",
        "Informal entry.",
    ):
        assert shown in text, shown
    assert text.index("part-fee") < text.index("subtotal-main") < text.index("part-carrier")


async def test_fees_that_may_apply_are_in_the_sums(client: Client) -> None:
    text = await page(client, BAG | {"by": "post"})
    fees = text[text.index("part-fee") : text.index("part-carrier")]
    assert "$2.77 if it applies" in fees and "$7.61 if it applies" in fees
    assert "<span>$0.00 to $10.38</span>" in fees and "<span>$45.00 to $55.38</span>" in fees
    copied = html.unescape(text.partition('id="as-text">')[2].partition("</div>")[0])
    assert "Dutiable mail fee: $7.61 if it applies" in copied and "$45.00 to $55.38" in copied


async def test_the_address_is_permanent_and_complete(client: Client) -> None:
    text = await page(client, {key: value for key, value in BAG.items() if key != "on"})
    link = re.search(r'href="(/en/estimate\?[^"]+)">Link to this estimate', text)
    assert link
    address = html.unescape(link[1])
    assert dict(parse_qsl(urlsplit(address).query)) == BAG | {"on": dict(parse_qsl(address))["on"]}
    again = await (await client.get(address)).text()
    assert re.findall(r'class="amount">[^<]*', again) == re.findall(r'class="amount">[^<]*', text)


async def test_a_form_may_be_posted(client: Client) -> None:
    response = await client.post("/en/estimate", data=BAG)
    assert response.status == 200
    assert "$46.38" in await response.text()


async def test_the_question_is_answered_by_a_button_that_keeps_everything(client: Client) -> None:
    text = await page(client, {"what": "frying pan", "price": "60", "qty": "1", "made": "CN", "on": "2026-11-24"})
    form = re.search(r'<section class="ask".*?</section>', text, re.S)
    assert form, "an unclear item is asked about"
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[0])
    buttons = re.findall(r'<button class="btn" name="(fact\.0\.[^"]+)" value="([^"]+)">', form[0])
    assert dict(hidden)["what"] == "frying pan" and len(buttons) >= 2
    name, value = map(html.unescape, buttons[0])
    answered = await page(client, [*hidden, (name, value)])
    assert "What you told us" in answered
    if again := re.search(r'<section class="ask".*?</section>', answered, re.S):
        assert f'name="{name}" value="{html.escape(value)}">' in again[0] or name not in again[0]


async def test_faults_stand_at_their_fields_and_nothing_is_lost(client: Client) -> None:
    text = await page(client, {"what": "poncho", "price": "setenta", "made": "BO", "on": "x"}, "es", 400)
    assert 'href="#price">Escriba el precio en cifras' in text
    assert 'href="#on">Escriba la fecha' in text
    assert text.count('role="alert"') == 1
    assert 'value="poncho"' in text and 'value="setenta"' in text and '<option value="BO" selected>' in text


async def test_a_form_sent_empty_says_what_is_needed(client: Client) -> None:
    empty = {"what": "", "price": "", "qty": "1", "made": "", "by": "", "on": "2026-11-24"}
    text = await page(client, empty, status=400)
    assert text.count('role="alert"') == 1
    for field in ("what", "price", "made"):
        assert f'href="#{field}"' in text, field
    for plain in ({}, empty | {"more": "1"}, empty | {"change": "1"}):
        assert 'role="alert"' not in await page(client, plain), "nothing was asked yet"


async def test_several_items(client: Client) -> None:
    more = await page(client, BAG | {"more": "1"})
    assert more.count('name="what"') == 2 and 'value="leather handbag"' in more
    both = [
        *BAG.items(),
        ("what", "cotton T-shirt"),
        ("price", "40"),
        ("qty", "1"),
        ("made", "CN"),
        ("hts", "6109.10.00"),
    ]
    text = await page(client, both)
    assert '<h1 id="e-h">2 items</h1>' in text
    assert "$45.00" in text and "Cotton T-shirt, made in China" in text
    half = await page(client, [*both, ("what", "hat")], status=400)
    assert 'href="#price-3"' in half and 'href="#made-3"' in half


async def test_another_currency_needs_a_rate_and_asks_for_it(client: Client) -> None:
    text = await page(client, BAG | {"currency": "EUR"})
    assert "US dollars for one unit of it" in text and "Not known yet" in text
    text = await page(client, BAG | {"currency": "EUR", "rate": "1.16"})
    assert "$522.00" in text


async def test_what_people_type_is_never_markup(client: Client) -> None:
    text = await page(client, BAG | {"what": "<script>alert(1)</script>\"'"})
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize(
    "query", ["what=x&price=1&made=IT&fact.99.x=1", "what=x&price=1&made=IT&fact.0.nope=1", "what=%00"]
)
async def test_tampered_addresses_are_told_not_broken(client: Client, query: str) -> None:
    assert (await client.get(f"/en/estimate?{query}")).status in {200, 400}


async def test_post_and_express_stand_side_by_side(client: Client) -> None:
    text = await page(client, BAG)
    table = re.search(r'<table role="table" class="table compare">.*?</table>', text, re.S)
    assert table and "Post" in table[0] and "Together" in table[0]
    assert "$45.00 to $64.73" in table[0], "45.00 duty, fees of 0 to 10.38 and a carrier's 0 to 9.35"
    trip = await page(client, BAG | {"by": "traveler", "for": "traveler"})
    assert "compare" not in trip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("450", "450"), ("$450", "450"), ("$1,234.50", "1234.50"), ("1.234,50", "1234.50"), ("1,234", "1234"),
        ("450,00", "450.00"), ("1 234", "1234"), ("US$ 40", "40"), ("40 usd", "40"), ("1,234,567", "1234567"),
        ("1.234", "1?234"), ("1,2,3", "1,2,3"), ("abc", "abc"), ("-5", "-5"), ("", ""),
    ],
)  # fmt: skip
def test_prices_are_read_as_people_write_them(typed: str, meant: str) -> None:
    assert number(typed, money=True) == meant


@pytest.mark.parametrize(("typed", "meant"), [("1.165", "1.165"), ("1,165", "1?165"), ("0,5", "0.5"), ("12", "12")])
def test_quantities_are_read_as_people_write_them(typed: str, meant: str) -> None:
    assert number(typed, money=False) == meant


def test_a_form_survives_its_own_address() -> None:
    sent = MultiDict([("what", "a"), ("price", "1"), ("made", "IT"), ("what", "b"), ("price", "2"), ("made", "CN"),
                      ("qty", ""), ("qty", "3"), ("by", "post"), ("fact.1.material", "cotton")])  # fmt: skip
    form = Form.read(sent, "en")
    again = Form.read(MultiDict(parse_qsl(form.query(), keep_blank_values=True)), "en")
    assert (again.items, again.shipment, again.facts) == (form.items, form.shipment, form.facts)
    assert form.items[1]["qty"] == "3" and "qty" not in form.items[0]
