"""Catalogues as people save them: encodings, delimiters, names of columns, cells that mean prices and countries."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.sellers.catalogue.columns import COLUMNS, named, plain
from web.sellers.catalogue.export import safe
from web.sellers.catalogue.table import MOST_ROWS, Unreadable, read_table
from web.sellers.catalogue.values import BadCell, Price, country, currency, measured, price

SPANISH = "Título;Precio unitario;Moneda;País de origen\nBolso de piñata;12,50;MXN;México\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_read(encoding: str) -> None:
    table = read_table(SPANISH.encode(encoding))
    assert table.columns == ("title", "price", "currency", "origin") and table.delimiter == ";"
    assert table.rows[0].cells == {"title": "Bolso de piñata", "price": "12,50", "currency": "MXN", "origin": "México"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_usual_delimiters_are_found_also_beside_commas_in_prices(delimiter: str) -> None:
    out = io.StringIO()
    rows = [["Title", "Price", "Made in"], ["bag, red; large", "1,5", "IT"], ["hat | straw\twide", "2,5", "MX"]]
    csv.writer(out, delimiter=delimiter).writerows(rows)
    table = read_table(out.getvalue().encode())
    assert table.delimiter == delimiter
    assert [row.cells["title"] for row in table.rows] == ["bag, red; large", "hat | straw\twide"]
    assert [row.cells["price"] for row in table.rows] == ["1,5", "2,5"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_numbered_as_a_spreadsheet_numbers_them(end: str) -> None:
    text = end.join(["title,price", '"two', 'lines",3', "", "hat,4", ""])
    table = read_table(text.encode())
    assert [(row.number, row.cells["price"]) for row in table.rows] == [(2, "3"), (4, "4")]


def test_without_names_columns_are_taken_by_their_order_and_that_is_said() -> None:
    table = read_table(b"leather bag,Italian leather,180,EUR,Italy,4202.21.90\nmug,,24,USD,Portugal")
    assert table.guessed and len(table.rows) == 2
    assert table.rows[1].cells == {
        "title": "mug", "description": "", "price": "24", "currency": "USD", "origin": "Portugal",
    }  # fmt: skip


def test_one_column_of_titles_is_a_list() -> None:
    assert [row.cells["title"] for row in read_table(b"title\nmug\nhat").rows] == ["mug", "hat"]


def test_the_first_of_two_columns_of_one_name_wins_and_unknown_ones_are_left_out() -> None:
    table = read_table(b"SKU,Name,Title,Price,Colour\n7,Mug,Mug blue,3,blue")
    assert table.rows[0].cells == {"title": "Mug", "price": "3"}


def test_a_row_with_too_many_cells_says_so() -> None:
    table = read_table(b"title,price\nmug, blue,3\nhat,4,,")
    assert [row.surplus for row in table.rows] == [1, 0]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"), (b" \n ", "empty"), (b"title,price\n", "no_rows"), (b"price,origin\n3,IT", "no_columns"),
        (b"\xff\xfe\x00", "encoding"), (b"\xef\xbb\xbf\xff", "encoding"), (b"PK\x03\x04" + b"\0" * 500, "not_text"),
        (b"title,price\n" + b"mug,3\n" * (MOST_ROWS + 1), "too_long"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used_are_told(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as told:
        read_table(data)
    assert told.value.key == key


def test_as_many_rows_as_promised_are_taken() -> None:
    assert len(read_table(b"title,price\n" + b"mug,3\n" * MOST_ROWS).rows) == MOST_ROWS


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    try:
        assert read_table(data).rows
    except Unreadable as told:
        assert told.key


def test_no_name_means_two_columns() -> None:
    names = [name for group in COLUMNS.values() for name in group]
    assert len(names) == len(set(names)) and all(plain(name) == name for name in names)
    assert named(["País de Origen", "PRECIO", "Código HTS"]) == {"origin": 0, "price": 1, "hts": 2}


@pytest.mark.parametrize(
    ("text", "amount", "code"),
    [
        ("12.50", "12.50", None), ("$12.50", "12.50", None), ("US$ 1,234.50", "1234.50", "USD"),
        ("12,90 €", "12.90", "EUR"),
        ("€12", "12", "EUR"), ("£1,000", "1000", "GBP"), ("450 MXN", "450", "MXN"), ("EUR 7.5", "7.5", "EUR"),
        ("1.234,50", "1234.50", None), ("0", "0", None), ("R$ 30", "30", "BRL"), ("1 200", "1200", None),
    ],
)  # fmt: skip
def test_prices_are_read_as_people_write_them(text: str, amount: str, code: str | None) -> None:
    assert price(text) == Price(Decimal(amount), code)


@pytest.mark.parametrize("text", ["", "about 10", "-5", "free", "1e5", "NaN", "12..5", "1.234", "$", "10-20", "9" * 30])
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        price(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("it", "IT"), ("Italy", "IT"), ("Italia", "IT"), ("Made in China", "CN"), ("hecho en México", "MX"),
        ("USA", "US"),
        ("U.S.A.", "US"), ("Corea del Sur", "KR"), ("South Korea", "KR"), ("Viet Nam", "VN"), ("TÜRKİYE", "TR"),
        ("Turquía", "TR"), ("Côte d’Ivoire", "CI"), ("Hong Kong", "HK"), ("Reino Unido", "GB"), ("UK", "GB"),
    ],
)  # fmt: skip
def test_countries_are_known_by_code_and_by_name(text: str, code: str) -> None:
    assert country(text) == code


@pytest.mark.parametrize("text", ["", "Atlantis", "XX", "imported"])
def test_what_is_no_country_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        country(text)


def test_currencies_quantities_and_weights() -> None:
    assert [currency(text) for text in ("eur", "€", "$", "MX$")] == ["EUR", "EUR", "USD", "MXN"]
    assert [measured("weight", text) for text in ("", "1.2 kg", "0,5", "3 pcs")] == [
        None, Decimal("1.2"), Decimal("0.5"), Decimal(3),
    ]  # fmt: skip
    for text in ("0", "-1", "heavy"):
        with pytest.raises(BadCell):
            measured("weight", text)
    with pytest.raises(BadCell):
        currency("euros")


DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@given(st.text(max_size=20), st.sampled_from(["", *DANGEROUS, " =", "\n=", "＝"]))
def test_no_cell_begins_like_a_formula(text: str, start: str) -> None:
    cell = safe(start + text)
    assert not cell.lstrip(" ").startswith(DANGEROUS)
    assert cell.endswith(start + text)


def test_harmless_cells_stay_as_they_are() -> None:
    assert [safe(cell) for cell in ("mug", "12.50", "a=b", "", "7-inch pan")] == [
        "mug",
        "12.50",
        "a=b",
        "",
        "7-inch pan",
    ]
