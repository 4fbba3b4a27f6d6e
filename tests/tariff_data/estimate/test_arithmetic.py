"""Whole shipments whose every figure was published: the cases of tests/cases/arithmetic."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml

from tariff_data.declaration.request import EstimateRequest
from tariff_data.estimate.estimate import estimate
from tests import CASES

ROWS = yaml.safe_load((CASES / "arithmetic" / "ocean_footwear.yaml").read_text("utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["origin"] for row in ROWS])
def test_ocean_footwear(row: dict[str, Any]) -> None:
    item = {"hts": "6402.99.31", "value": "10000", "origin": row["origin"], "quantity": "500", "quantity_unit": "prs"}
    found = estimate(EstimateRequest.model_validate({"on": "2026-10-02", "mode": "ocean", "items": [item]}))
    lines = [line for line in found.items[0].lines if line.status == "applies" and line.amount is not None]
    fees = {fee.kind: fee.amount for fee in found.fees if fee.status == "applies"}
    assert sum(line.amount or 0 for line in lines if line.kind == "base_duty") == Decimal(row["base"])
    assert sum(line.amount or 0 for line in lines if line.kind == "additional_duty") == Decimal(row["additional"])
    assert fees == {"mpf": Decimal(row["mpf"]), "hmf": Decimal(row["hmf"])}
    assert found.totals.government.likely == Decimal(row["total"])
