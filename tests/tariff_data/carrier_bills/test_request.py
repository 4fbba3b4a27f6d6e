"""What the bill checker takes and refuses, and how it gets at the shipment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from tariff_data.carrier_bills import BillRequest, check_bill

ITEM = {"hts": "61091000", "value": "100", "origin": "CN"}
BILL: dict[str, Any] = {"on": "2026-11-24", "items": [ITEM], "lines": [{"name": "Duty", "amount": "36.50"}]}


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"lines": []}, "lines"),
        ({"lines": [{"name": "", "amount": "1"}]}, "lines.0.name"),
        ({"lines": [{"name": "Duty", "amount": "NaN"}]}, "lines.0.amount"),
        ({"lines": [{"name": "Duty", "amount": "1", "vat": "2"}]}, "lines.0.vat"),
        ({"paid_at_checkout": "-1"}, "paid_at_checkout"),
        ({"bill_currency": "dollars"}, "bill_currency"),
        ({"items": [{"value": "1", "origin": "CN"}]}, "items.0"),
    ],
)
def test_a_bad_bill_is_refused(change: dict[str, Any], at: str) -> None:
    with pytest.raises(ValidationError) as refused:
        BillRequest.model_validate(BILL | change)
    assert at in {".".join(str(part) for part in error["loc"]) for error in refused.value.errors()}


def test_the_mode_is_the_one_given_or_else_the_carriers() -> None:
    request = BillRequest.model_validate(BILL)
    assert request.shipment("express").mode == "express"
    assert request.model_copy(update={"mode": "truck"}).shipment("express").mode == "truck"


def test_a_credit_lowers_what_is_charged() -> None:
    lines = [{"name": "Duty", "amount": "46.50"}, {"name": "Duty adjustment", "amount": "-10.00"}]
    found = check_bill(BillRequest.model_validate(BILL | {"lines": lines}))
    assert [line.dollars for line in found.lines] == [Decimal("46.50"), Decimal("-10.00")]
    assert [line.verdict for line in found.lines] == ["right", "right"]


def test_a_bill_in_the_currency_of_the_goods_uses_their_rate() -> None:
    goods = {"currency": "EUR", "exchange_rate": "1.25", "items": [ITEM | {"value": "80"}]}  # 100 dollars
    lines = [{"name": "Duty", "amount": "29.20"}]  # 36.50 dollars
    found = check_bill(BillRequest.model_validate(BILL | goods | {"bill_currency": "EUR", "lines": lines}))
    assert found.verdict == "right"
    assert found.lines[0].dollars == Decimal("36.50")
