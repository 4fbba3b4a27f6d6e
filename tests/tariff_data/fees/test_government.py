"""Government fees: what is owed, what is only conditional, what depends on an unknown mode."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tariff_data.entry.entry_type import Goods, Shipment, entry_for
from tariff_data.fees.government import government_fees
from tariff_data.law_records.snapshot import snapshot
from tariff_data.results import FeeLine

TODAY = date(2026, 11, 24)


def fees(
    value: str,
    mode: str | None,
    on: date = TODAY,
    purpose: str = "purchase",
    duty: str | None = None,
    goods: tuple[Goods, ...] = (),
) -> dict[str, FeeLine]:
    shipment = Shipment(on, goods or (Goods("64029931", Decimal(value), "IN"),), mode, purpose)
    law = snapshot(on)
    entry = entry_for(shipment, law)
    lines = government_fees(shipment, entry, law, Decimal(duty) if duty else None)
    assert len({line.kind for line in lines}) == len(lines)
    return {line.kind: line for line in lines}


def owed(lines: dict[str, FeeLine]) -> dict[str, str]:
    return {kind: str(line.amount) for kind, line in lines.items() if line.status == "applies"}


@pytest.mark.parametrize(
    ("value", "mode", "on", "expected"),
    [
        # 0.3464% x 10,000 = 34.64; 0.125% x 10,000 = 12.50 (the five worked cases of the law material)
        ("10000", "ocean", date(2026, 10, 2), {"mpf": "34.64", "hmf": "12.50"}),
        ("3000", "air", TODAY, {"mpf": "34.58"}),  # 10.39 is below the minimum
        ("9982.67", "air", TODAY, {"mpf": "34.58"}),  # 9,983 x 0.3464% = 34.5811: the share itself
        ("1000000", "truck", TODAY, {"mpf": "670.86"}),  # 3,464.00 is above the maximum
        ("60", "air", TODAY, {"mpf": "2.77"}),
        ("60", "express", TODAY, {"express_consignment": "1.38"}),
        ("60", "post", TODAY, {}),
        ("1001", "ocean", TODAY, {"mpf": "2.77", "hmf": "1.25"}),
        ("1000", "ocean", TODAY, {"mpf": "2.77"}),  # a small shipment: the harbor fee is only conditional
        ("2600", "express", date(2026, 9, 30), {"mpf": "33.58"}),
        ("2600", "express", date(2026, 10, 1), {"mpf": "34.58"}),
        ("900", "post", date(2024, 6, 1), {"dutiable_mail": "6.97"}),
        ("900", "express", date(2017, 6, 1), {"express_consignment": "1.00"}),
    ],
)
def test_what_is_owed(value: str, mode: str, on: date, expected: dict[str, str]) -> None:
    assert owed(fees(value, mode, on)) == expected


def test_mail_fees_are_conditional() -> None:
    lines = fees("60", "post")
    assert (lines["dutiable_mail"].amount, lines["dutiable_mail"].status) == (Decimal("7.61"), "conditional")
    assert (lines["mpf"].amount, lines["mpf"].status) == (Decimal("2.77"), "conditional")  # only express mail
    assert "mpf" not in fees("60", "post", date(2026, 7, 23))  # no entry was filed for such mail


def test_goods_known_to_be_free_owe_no_dutiable_mail_fee() -> None:
    assert "dutiable_mail" in fees("60", "post", duty="1")
    assert "dutiable_mail" not in fees("60", "post", duty="0")


def test_an_unknown_mode_leaves_fees_open() -> None:
    lines = fees("60", None)
    assert {kind: (line.amount, line.status) for kind, line in lines.items()} == {
        "mpf": (None, "conditional"),
        "express_consignment": (None, "conditional"),
        "hmf": (None, "conditional"),
    }
    assert lines["mpf"].why.values["amount"] == Decimal("2.77")
    formal = fees("5000", None)
    assert formal["mpf"].amount is None and formal["mpf"].why.values["amount"] == Decimal("34.58")


def test_paper_entry_is_conditional_on_formal_entries_only() -> None:
    assert fees("5000", "air")["manual_entry"].amount == Decimal("4.15")
    assert "manual_entry" not in fees("60", "air")


def test_an_exempting_claim_spares_the_processing_fee_on_its_own_share() -> None:
    claimed = Goods("64029931", Decimal(8000), "MX", mpf_exempt=True)
    other = Goods("64029931", Decimal(12000), "IN")
    assert owed(fees("", "air", goods=(claimed,))) == {}
    assert owed(fees("", "air", goods=(claimed, other))) == {"mpf": "41.57"}  # 0.3464% of 12,000 only


@pytest.mark.parametrize("purpose", ["us_goods_returned", "repair_return", "household"])
def test_chapter_98_spares_the_processing_fee(purpose: str) -> None:
    assert "mpf" not in fees("900", "air", purpose=purpose)


def test_goods_of_the_islands_pay_no_processing_fee() -> None:
    assert "mpf" not in fees("", "air", goods=(Goods("64029931", Decimal(900), "GU"),))


@pytest.mark.parametrize(("purpose", "mode", "on"), [("gift", "post", TODAY), ("traveler", "traveler", TODAY)])
def test_exempt_entries_owe_no_fee(purpose: str, mode: str, on: date) -> None:
    assert fees("90", mode, on, purpose) == {}
    assert fees("90", "express", date(2025, 8, 28)) == {}  # de minimis


def test_a_fee_of_a_year_not_published_yet_has_no_amount() -> None:
    line = fees("60", "air", date(2027, 10, 1))["mpf"]
    assert (line.amount, line.why.key) == (None, "fee.not_published")


def test_every_fee_cites_its_law() -> None:
    for mode in ("post", "express", "air", "ocean", None):
        for value in ("60", "5000"):
            assert all(line.citation for line in fees(value, mode).values())


@pytest.mark.parametrize(
    ("value", "key"),
    [("3000", "fee.mpf.formal.minimum"), ("10000", "fee.mpf.formal"), ("1000000", "fee.mpf.formal.maximum")],
)
def test_the_reason_says_which_limit_the_processing_fee_met(value: str, key: str) -> None:
    assert fees(value, "air")["mpf"].why.key == key
