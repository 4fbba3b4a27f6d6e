"""The page that checks a bill: form, faults at their fields, the check, the letter; all of it without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.web.conftest import Client
from web.site.bill_form import charged

BILL: list[tuple[str, str]] = [
    ("carrier", "UPS"), ("charge", "Duty"), ("amount", "$79.20"), ("charge", "Disbursement Fee"), ("amount", "17.50"),
    ("charge", ""), ("amount", ""), ("what", "handbag"), ("price", "450"), ("made", "IT"), ("hts", "4202.21.90"),
    ("on", "2026-11-24"),
]  # fmt: skip


async def post(client: Client, fields: list[tuple[str, str]], lang: str = "en", status: int = 200) -> str:
    response = await client.post(f"/{lang}/bill", data=fields)
    assert response.status == status
    return await response.text()


def but(**changes: str) -> list[tuple[str, str]]:
    """The bill with other values for some fields (of all their places)."""
    return [(name, changes.get(name, value)) for name, value in BILL]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Your UPS bill, line by line", "Too high", "About $34.20 of this bill", "Within 180 days"]),
        ("es", ["Su factura de UPS", "Demasiado alto", "Unos $34.20 de esta factura", "180 días"]),
    ],
)
async def test_a_bill_is_judged_line_by_line(client: Client, lang: str, said: list[str]) -> None:
    text = await post(client, BILL, lang)
    assert all(sentence in text for sentence in said)
    rows = re.findall(r'<tr role="row"><th role="rowheader" scope="row">(\w[^<]*)<small>.*?</tr>', text, re.S)
    assert rows == ["Duty", "Disbursement Fee"]
    assert "$79.20" in text and "$45.00" in text and "$17.50" in text
    assert f'<a href="/{lang}/bill" aria-current="page">' in text


async def test_a_letter_names_what_is_too_high_and_nothing_else(client: Client) -> None:
    letters = re.findall(r'<textarea id="letter-(\w+)"[^>]*>(.*?)</textarea>', await post(client, BILL, "es"), re.S)
    assert [lang for lang, _ in letters] == ["en", "es"]
    english = letters[0][1]
    assert "Duty: $79.20. Too high." in english and "$34.20 seems too much" in english and "Nov 24, 2026" in english
    assert "Disbursement" not in english
    right = [(name, "45.00" if value == "$79.20" else value) for name, value in BILL]
    assert "<textarea" not in await post(client, right)


async def test_the_form_asks_for_more_lines_and_keeps_what_was_typed(client: Client) -> None:
    empty = await (await client.get("/en/bill")).text()
    assert empty.count('name="charge"') == 4
    more = await post(client, [*BILL, ("rows", "1")])
    assert more.count('name="charge"') == 6
    assert 'value="Disbursement Fee"' in more and 'value="$79.20"' in more and 'value="4202.21.90"' in more
    items = await post(client, [*BILL, ("more", "1")])
    assert items.count('name="what"') == 2
    filled = await (await client.get("/en/bill?what=pan&price=60&made=CN")).text()
    assert 'value="pan"' in filled, "an address may fill in the goods"


@pytest.mark.parametrize(
    ("fields", "at", "said"),
    [
        ([("what", "pan"), ("price", "60"), ("made", "CN")], "charge", "Enter at least one charge of the bill"),
        (but(amount="lots"), "amount", "Enter the amount in figures"),
        (but(charge=""), "charge", "Enter what the bill calls this charge"),
        (but(made=""), "made", "Choose where it was made"),
        ([*BILL, ("paid", "some")], "paid", "Enter the duty you paid in figures"),
    ],
)
async def test_faults_stand_at_their_fields(client: Client, fields: Any, at: str, said: str) -> None:
    text = await post(client, fields, status=400)
    assert f'href="#{at}">{said}' in text
    assert re.search(rf'id="{at}"[^>]*aria-invalid="true"', text, re.S)


async def test_another_currency_is_shown_as_printed_and_in_dollars(client: Client) -> None:
    fields = [*BILL, ("billed", "EUR"), ("currency", "EUR"), ("rate", "1.10")]
    text = await post(client, fields)
    assert "€79.20" in text and "$87.12" in text


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("17.50", "17.50"), ("$1,234.50", "1234.50"), ("-5", "-5"), ("5.00-", "-5.00"), ("(5.00)", "-5.00"),
        ("−$5.00", "-5.00"), ("$-5.00", "-5.00"), ("5.00 CR", "-5.00"), ("minus 5", "minus 5"), ("", ""),
    ],
)  # fmt: skip
def test_amounts_are_read_as_bills_print_them(typed: str, amount: str) -> None:
    assert charged(typed) == amount


async def test_what_is_typed_stands_in_no_address_and_may_not_be_indexed(client: Client) -> None:
    form = await (await client.get("/en/bill")).text()
    assert 'action="/en/bill" method="post"' in form
    checked = await post(client, BILL)
    assert 'name="robots" content="noindex"' in checked
    assert not [link for link in re.findall(r'href="([^"]*)"', checked) if "79.20" in link]
