"""Excise tax on alcohol and tobacco: an amount where the data allows it, a range or an open line where it does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tariff_data.declaration.request import Item
from tariff_data.duty.excise import excise_lines, excise_missing
from tariff_data.law_records.snapshot import snapshot

TODAY = date(2026, 11, 24)


def _lines(hts: str, quantity: str | None, unit: str | None, on: date = TODAY, **facts: object):  # type: ignore[no-untyped-def]
    amount = Decimal(quantity) if quantity else None
    item = Item(hts=hts, value=Decimal(50), quantity=amount, quantity_unit=unit, origin="GB")
    return excise_lines(item, hts, Decimal(50), facts, snapshot(on))


@pytest.mark.parametrize(
    ("hts", "quantity", "unit", "facts", "amount"),
    [
        # 0.75 l at 40% = 0.6 proof liters = 0.1585 proof gallons x 13.50 = 2.14
        ("22083030", "0.75", "l", {"alcohol_pct": "40"}, "2.14"),
        ("22083030", "0.6", "pf_l", {}, "2.14"),
        ("22083030", None, None, {"l": "0.75", "alcohol_pct": "40"}, "2.14"),
        ("22042150", "0.75", "l", {}, "0.21"),  # wine not over 14%: 0.1981 gal x 1.07
        ("22042180", "0.75", "l", {"alcohol_pct": "18"}, "0.31"),  # fortified: x 1.57
        ("22042180", "0.75", "l", {"alcohol_pct": "16"}, "0.21"),
        ("22042180", "0.75", "l", {"alcohol_pct": "22"}, "0.62"),  # x 3.15
        ("22041000", "0.75", "l", {}, "0.67"),  # sparkling: x 3.40
        ("22030000", "12", "l", {}, "1.84"),  # beer: 18.00 a barrel of 31 gallons
        ("22060045", "0.72", "l", {}, "0.11"),  # sake is taxed as beer
        ("22060015", "1", "l", {"alcohol_pct": "5"}, "0.06"),  # hard cider
        ("24022080", "20", "no", {}, "1.01"),  # a pack
        ("24022080", "1", "thousand", {}, "50.33"),
        ("24031100", "1", "kg", {}, "6.24"),  # 2.2046 lb x 2.8311
    ],
)
def test_an_amount(hts: str, quantity: str | None, unit: str | None, facts: dict[str, object], amount: str) -> None:
    (line,) = _lines(hts, quantity, unit, **facts)
    assert (line.kind, line.status, line.amount) == ("excise", "applies", Decimal(amount))


@pytest.mark.parametrize(
    ("hts", "quantity", "unit", "missing", "low", "high"),
    [
        ("22083030", "1", None, ["l", "alcohol_pct"], "0.00", None),
        ("22083030", "0.75", "l", ["alcohol_pct"], "0.00", None),
        ("22042180", "0.75", "l", ["alcohol_pct"], "0.21", "0.62"),
        ("24021080", "25", "no", ["excise"], "0.00", "10.07"),  # small cigars 1.26, large ones at most 0.4026 each
        ("24031920", "1", "kg", ["excise"], "6.24", "54.63"),  # pipe or roll-your-own tobacco
        ("24022080", "10", None, ["no"], "0.00", None),  # packs or sticks?
    ],
)
def test_an_open_amount(
    hts: str, quantity: str, unit: str | None, missing: list[str], low: str, high: str | None
) -> None:
    (line,) = _lines(hts, quantity, unit)
    assert (line.status, line.amount, line.low) == ("needs_fact", None, Decimal(low))
    assert line.high == (Decimal(high) if high else None)
    assert [open_fact.fact for open_fact in excise_missing((line,))] == missing


def test_the_open_facts_can_be_answered() -> None:
    open_lines = _lines("22083030", "1", None)
    asked = [missing.fact for missing in excise_missing(open_lines)]
    assert asked == ["l", "alcohol_pct"]
    (line,) = _lines("22083030", "1", None, l="0.75", alcohol_pct="40")
    assert line.amount == Decimal("2.14") and excise_missing((line,)) == ()
    assert _lines("24031100", None, None, kg="1")[0].amount == Decimal("6.24")
    assert _lines("24022080", None, None, no="20")[0].amount == Decimal("1.01")


def test_other_goods_owe_none() -> None:
    assert _lines("42022190", "1", "no") == ()
    assert _lines("95071000", "1", "no") == ()  # fishing rods: paid later on a return


def test_the_wine_classes_changed_in_2018() -> None:
    (before,) = _lines("22042180", "0.75", "l", date(2017, 12, 31), alcohol_pct="15")
    (after,) = _lines("22042180", "0.75", "l", date(2018, 1, 1), alcohol_pct="15")
    assert (before.amount, after.amount) == (Decimal("0.31"), Decimal("0.21"))
