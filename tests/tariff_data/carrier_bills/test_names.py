"""What the names on a bill mean, and whom people mean by a carrier."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tariff_data.carrier_bills.names import carrier_named, read_name
from tests import CASES

OWN_CASES = CASES / "bill_names.yaml"


@pytest.mark.parametrize("case", yaml.safe_load(OWN_CASES.read_text(encoding="utf-8")), ids=lambda case: case["name"])
def test_a_name(case: dict[str, Any]) -> None:
    found = read_name(case["name"], case.get("carrier"))
    assert (found.term.id if found.term else None) == case["term"]
    assert found.heading == case.get("heading")


@pytest.mark.parametrize(
    ("said", "carrier", "mode"),
    [
        ("UPS", "UPS", "express"),
        ("fed ex", "FedEx", "express"),
        ("DHL", "DHL Express", "express"),
        ("dhl ecommerce", "DHL eCommerce", None),
        ("the post office", "USPS", "post"),
        ("el correo", "USPS", "post"),
        ("Japan Post", "Japan Post", "post"),
        ("my customs broker", "Customs broker", None),
        ("", None, None),
        ("Wells Fargo", None, None),
    ],
)
def test_a_carrier(said: str, carrier: str | None, mode: str | None) -> None:
    found = carrier_named(said)
    assert (found.id if found else None) == carrier
    assert (found.mode if found else None) == mode
