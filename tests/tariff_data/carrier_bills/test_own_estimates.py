"""A bill made from our own estimate is right; one that charges twice, or a third more, is not."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from tariff_data.carrier_bills import BillRequest, BillResult, check_bill
from tariff_data.declaration.request import EstimateRequest
from tariff_data.estimate.estimate import estimate
from tariff_data.results import EstimateResult

DAYS = ("2025-06-15", "2025-08-20", "2025-10-20", "2026-01-15", "2026-05-15", "2026-07-26", "2026-11-24")
SETTLED = ("2025-06-15", "2025-10-20", "2026-01-15", "2026-05-15", "2026-11-24")  # no rule for goods on the water
GOODS = (("61091000", "CN"), ("42022190", "IT"), ("73239300", "CN"), ("39269099", "IN"), ("64029931", "VN"))
WAYS = (("express", "UPS"), ("post", "USPS"), ("ocean", "broker"), (None, ""))
FEES = {"mpf": "MPF", "hmf": "HMF", "express_consignment": "ECCF", "dutiable_mail": "Dutiable mail fee"}
PAN = {"steel_content_pct": "100"}  # until April 2026 the metals duty was on the metal alone


def shipment(on: str, mode: str | None) -> dict[str, Any]:
    items = [
        {"hts": hts, "origin": origin, "value": str(60 + 40 * n), "facts": PAN if hts.startswith("73") else {}}
        for n, (hts, origin) in enumerate(GOODS)
    ]
    return {"on": on, "mode": mode, "items": items}


def checked(goods: dict[str, Any], carrier: str, lines: list[tuple[str, Decimal]]) -> BillResult:
    printed = [{"name": name, "amount": str(amount)} for name, amount in lines]
    return check_bill(BillRequest.model_validate(goods | {"carrier": carrier, "lines": printed}))


def duty_lines(found: EstimateResult) -> list[tuple[str, Decimal]]:
    lines = [line for item in found.items for line in item.lines if line.status == "applies" and line.amount]
    names = {"base_duty": "Base duty", "excise": "Excise tax"}
    return [
        (line.heading if line.heading.startswith("99") else names.get(line.kind, "Postal duty"), line.amount)
        for line in lines
        if line.amount
    ]


@pytest.mark.parametrize(("on", "way"), list(product(DAYS, WAYS)), ids=str)
def test_our_own_figures_are_right(on: str, way: tuple[str | None, str]) -> None:
    goods = shipment(on, way[0])
    found = estimate(EstimateRequest.model_validate(goods))
    duty = duty_lines(found)
    fees = [(FEES[fee.kind], fee.amount) for fee in found.fees if fee.status == "applies" and fee.amount]
    together = sum((amount for _, amount in (*duty, *fees)), Decimal(0))
    plain = [("Duty", sum((amount for _, amount in duty), Decimal(0)))]
    for lines in ([*reversed(duty), *fees], [*plain, *fees], [("Duties and taxes", together)]):
        if lines:
            result = checked(goods, way[1], lines)
            assert result.verdict == "right", [(line.name, line.verdict, line.reason) for line in result.lines]
            assert result.over == 0 and not result.explanations


@pytest.mark.parametrize(("on", "way"), list(product(SETTLED, [way for way in WAYS if way[0] != "post"])), ids=str)
def test_what_is_too_much_is_found(on: str, way: tuple[str | None, str]) -> None:
    goods = shipment(on, way[0])
    duty = estimate(EstimateRequest.model_validate(goods)).totals.duty
    assert duty.likely and duty.low == duty.high  # the post had two methods, these ways have one
    twice = checked(goods, way[1], [("Duty", 2 * duty.likely)])
    assert twice.verdict == "too_high" and twice.over == duty.likely
    assert "charged_twice" in {explanation.kind for explanation in twice.explanations}
    more = checked(goods, way[1], [("Arancel", duty.likely * Decimal("1.31"))])
    assert more.verdict == "too_high"
    less = checked(goods, way[1], [("Arancel", duty.likely * Decimal("0.71"))])
    assert less.verdict == "too_low" and less.over == 0
