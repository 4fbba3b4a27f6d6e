"""The entry a shipment needs on either side of every change since 2016: the cases of tests/cases/entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from tariff_data.entry.entry_type import Goods, Shipment, entry_for, entry_warnings
from tariff_data.law_records.snapshot import NotInForce, snapshot
from tests import CASES

OWN_CASES = CASES / "entry"


def cases() -> list[Any]:
    found = []
    for file in sorted(OWN_CASES.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            found.append(pytest.param(case, id=f"{file.stem}: {case['case']}"))
    return found


def shipment_of(case: dict[str, Any]) -> Shipment:
    origins = case["origin"] if isinstance(case["origin"], list) else [case["origin"]]
    value = Decimal(str(case["value"])) / len(origins)
    goods = tuple(
        Goods(case.get("hts"), value, origin, ship_from=case.get("ship_from"), needs=frozenset(case.get("needs", ())))
        for origin in origins
    )
    return Shipment(case["day"], goods, case.get("mode"), case.get("purpose", "purchase"), case.get("sender"))


@pytest.mark.parametrize("case", cases())
def test_entry(case: dict[str, Any]) -> None:
    shipment, law = shipment_of(case), snapshot(case["day"])
    entry = entry_for(shipment, law)
    assert (entry.type, entry.why.key) == (case["entry"], case["reason"])
    assert entry.citation
    assert [message.key for message in entry_warnings(shipment, entry, law)] == case.get("warnings", [])


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 55


def test_before_the_first_day_nothing_is_claimed() -> None:
    with pytest.raises(NotInForce):
        entry_for(Shipment(date(2015, 12, 31), (Goods(None, Decimal(5), "IT"),)), snapshot(date(2015, 12, 31)))
