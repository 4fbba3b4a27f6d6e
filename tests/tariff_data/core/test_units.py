"""Units: conversion keeps to one measure, and every unit of the schedule has a code."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariff_data.core import units
from tariff_data.core.paths import SCHEDULE

D = Decimal
CODES = sorted(units.codes())


@pytest.mark.parametrize(
    ("quantity", "unit", "to", "expected"),
    [
        ("24", "no", "doz", "2"),
        ("2", "doz_prs", "prs", "24"),
        ("1", "gross", "no", "144"),
        ("1500", "no", "thousand", "1.5"),
        ("750", "ml", "l", "0.75"),
        ("10", "lb", "kg", "4.5359237"),
        ("16", "oz", "lb", "1"),
        ("1", "bbl", "gal", "42"),
        ("5", "carat", "g", "1"),
        ("2", "yd2", "ft2", "18"),
        ("100", "ft2", "square", "1"),
        ("2", "no", "prs", None),
        ("1", "kg", "l", None),
        ("1", "l", "pf_l", None),
        ("1", "furlong", "m", None),
    ],
)
def test_conversion(quantity: str, unit: str, to: str, expected: str | None) -> None:
    assert units.convert(D(quantity), unit, to) == (None if expected is None else D(expected))


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("No.", "no"),
        ("doz. prs.", "doz_prs"),
        ("m²", "m2"),
        ("pf.liters", "pf_l"),
        ("Cu kg", "copper_content_kg"),
        ("W", "w"),
        ("W kg", "tungsten_content_kg"),
        ("Pairs", "prs"),
        ("wagon", None),
    ],
)
def test_spellings(spelling: str, code: str | None) -> None:
    assert units.code_of(spelling) == code


def test_every_unit_of_the_schedule_has_a_code() -> None:
    spelled: set[str] = set()
    with (SCHEDULE / "lines.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spelled.update(row["units"].split(";"))
            for entry in row["suffixes"].split():
                spelled.update(entry.partition(":")[2].replace("_", " ").split(";"))
    spelled.discard("")
    assert len(spelled) > 50
    assert {unit for unit in spelled if units.code_of(unit) is None} == set()


@given(st.sampled_from(CODES), st.sampled_from(CODES), st.decimals("0.01", "100000", places=2))
def test_there_and_back(unit: str, to: str, quantity: Decimal) -> None:
    there = units.convert(quantity, unit, to)
    assert (there is None) == (units.measure(unit) != units.measure(to))
    if there is not None:
        back = units.convert(there, to, unit)
        assert back is not None and abs(back - quantity) < D("1e-15")


def test_shoes_are_counted_in_pairs_and_shirts_in_articles() -> None:
    assert units.counted_as(("prs.",)) == "prs"
    assert units.counted_as(("doz_prs", "kg")) == "prs"
    assert units.counted_as(("doz.", "kg")) == "no"
    assert units.counted_as(()) == "no"


def test_a_given_quantity_wins_over_a_converted_one() -> None:
    assert units.find({"no": D(30), "doz": D(2)}, "doz") == 2
    assert units.find({"prs": D(1)}, "doz") is None
