"""`POST /api/v1/bills`: the check as JSON in both languages, faults by place, held to its own description."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.web.conftest import Client
from web.api.bills import CheckedBill

BAG = {"hts": "4202.21.90", "value": "450", "origin": "IT"}
BILL: dict[str, Any] = {
    "on": "2026-11-24",
    "carrier": "UPS",
    "items": [BAG],
    "lines": [{"name": "Duty", "amount": "79.20"}, {"name": "Disbursement Fee", "amount": "17.50"}],
}


async def post(client: Client, body: dict[str, Any], status: int = 200) -> Any:
    response = await client.post("/api/v1/bills", json=body)
    assert response.status == status, await response.text()
    return await response.json()


@pytest.mark.parametrize(
    "body",
    [
        BILL,
        BILL | {"lang": "es", "items": [{"description": "bolso", "value": "450", "origin": "IT"}]},
        BILL | {"carrier": "", "bill_currency": "EUR"},
        BILL | {"paid_at_checkout": "45.00", "lines": [{"name": "Zzyzx", "amount": "-3"}]},
    ],
)
async def test_answers_are_what_the_description_says(client: Client, body: dict[str, Any]) -> None:
    found = await post(client, body)
    CheckedBill.model_validate(found)
    Draft202012Validator(CheckedBill.model_json_schema()).validate(found)
    assert [line["name"] for line in found["lines"]] == [line["name"] for line in body["lines"]]


async def test_each_line_is_judged_and_the_sides_stay_apart(client: Client) -> None:
    found = await post(client, BILL)
    assert [line["verdict"] for line in found["lines"]] == ["too_high", "right"]
    # 450 x 9% = 40.50, brought up to 10% in all = 45.00; 79.20 - 45.00 = 34.20
    assert (found["verdict"], found["over"]) == ("too_high", "34.20")
    assert found["lines"][0]["expected"]["likely"] == "45.00"
    assert [side["side"] for side in found["sides"]] == ["government_duty", "carrier"]
    assert any(step["due"] for step in found["steps"])
    spanish = await post(client, BILL | {"lang": "es"})
    assert spanish["lines"][0]["verdict_label"] == "Demasiado alto"


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"lines": []}, "lines"), ({"lines": [{"name": "", "amount": "1"}]}, "lines.0.name"),
        ({"lines": [{"name": "Duty", "amount": "lots"}]}, "lines.0.amount"), ({"bill_currency": "$"}, "bill_currency"),
        ({"items": [BAG | {"origin": "Italy"}]}, "items.0.origin"), ({"on": "2001-01-01"}, "on"),
        ({"items": [BAG | {"facts": {"colour": "red"}}]}, "items.0.facts.colour"), ({"lang": "fr"}, "lang"),
    ],
)  # fmt: skip
async def test_faults_say_where(client: Client, change: dict[str, Any], at: str) -> None:
    problem = await post(client, BILL | change, 400)
    assert [fault["at"] for fault in problem["errors"]] == [at]
