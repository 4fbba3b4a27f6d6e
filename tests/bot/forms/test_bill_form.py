"""What is read of a carrier's bill in messages (`tests/cases/bill_messages.yaml`), and how lines are put together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from bot.forms.bill_form import merged
from bot.nlu.entities import read
from bot.nlu.entities.bill_charge import Charge, aside, charges, doubts, prepaid
from bot.nlu.tokenizer import entities
from tests import CASES

TODAY = date(2026, 11, 24)
OWN_CASES = CASES / "bill_messages.yaml"


@pytest.mark.parametrize("case", yaml.safe_load(OWN_CASES.read_text(encoding="utf-8")), ids=lambda case: case["text"])
def test_reads(case: dict[str, Any]) -> None:
    text, lang = case["text"], case["lang"]
    found = charges(text, lang, TODAY, listing=case.get("asked", False))
    assert [[charge.name, charge.amount] for charge in found] == case["charges"]
    assert doubts(text, lang) == case["doubts"]
    assert prepaid(text, lang, TODAY) == case.get("paid")
    known = [*(charge.as_span() for charge in found), *aside(text, lang)]
    left = {entity["entity"]: entity["value"] for entity in entities(read(text, lang, TODAY, known))}
    if "thing" in case:
        assert left["item"] == case["thing"]
    if "price" in case:
        assert left["money"]["amount"] == case["price"]


def heard(**lines: str) -> list[Charge]:
    return [Charge(0, 1, amount, "", name.replace("_", " ")) for name, amount in lines.items()]


def test_a_line_of_the_same_name_is_corrected_and_others_join() -> None:
    before = [{"name": "duty", "amount": "45"}, {"name": "processing", "amount": "17"}]
    assert merged(before, heard(Duty="29", MPF="2.69")) == [
        {"name": "processing", "amount": "17"},
        {"name": "Duty", "amount": "29"},
        {"name": "MPF", "amount": "2.69"},
    ]


def test_a_total_stays_last_and_is_one() -> None:
    before = [{"name": "", "amount": "187"}]
    lines = merged(before, heard(duty="29", total="46.50"))
    assert lines == [{"name": "duty", "amount": "29"}, {"name": "total", "amount": "46.50"}]
    assert merged(before, heard(duty="29")) == [{"name": "duty", "amount": "29"}, {"name": "", "amount": "187"}]
