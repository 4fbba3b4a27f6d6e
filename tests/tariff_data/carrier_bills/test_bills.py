"""The worked bills of tests/cases/bills: verdicts, what is expected, errors, steps, and every sentence said."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
import yaml

from knowledge.presentation.bill import bill_as_dict
from tariff_data.carrier_bills import BillRequest, BillResult, check_bill
from tests import CASES

OWN_CASES = CASES / "bills"


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['case']}")
        for file in sorted(OWN_CASES.glob("*.yaml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def checked(case: dict[str, Any]) -> BillResult:
    lines = [{"name": str(name), "amount": str(amount)} for name, amount, *_ in case["lines"]]
    bill = {"on" if name == "day" else name: value for name, value in case["bill"].items()}  # YAML reads `on` as true
    items = [{name: str(v) if name in {"hts", "value"} else v for name, v in item.items()} for item in bill["items"]]
    rest = {name: str(value) if isinstance(value, float) else value for name, value in bill.items()}
    return check_bill(BillRequest.model_validate({"asked_on": "2026-11-24", **rest, "items": items, "lines": lines}))


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 25


@pytest.mark.parametrize("case", cases())
def test_bill(case: dict[str, Any]) -> None:
    found = checked(case)
    said = bill_as_dict(found, case.get("lang", "en"))
    assert [line.verdict for line in found.lines] == [line[2] for line in case["lines"]], said["lines"]
    assert found.verdict == case["verdict"]
    for (_, _, verdict, *expected), line in zip(case["lines"], found.lines, strict=True):
        if verdict == "right" and line.dollars is not None:
            assert (line.expected.low or 0) - 1 <= line.dollars <= (line.expected.high or line.dollars) + 1
        wanted = expected[0] if expected else {}
        for end, figure in wanted.items():
            assert_close(getattr(line.expected, end), figure, said["lines"])
    kinds = {explanation.kind for explanation in found.explanations}
    assert set(case.get("errors", ())) <= kinds and bool(case.get("errors")) == bool(kinds), said["explanations"]
    if "over" in case:
        assert_close(found.over, case["over"], said["lines"])
    steps = [step.id for step in found.steps]
    assert [id for id in steps if id in case.get("steps", steps)] == case.get("steps", steps), steps
    if case.get("steps") == []:
        assert steps == []


def assert_close(found: Decimal | None, wanted: float, said: object) -> None:
    assert found is not None and abs(found - Decimal(str(wanted))) <= Decimal("0.02"), (found, wanted, said)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("case", cases())
def test_every_sentence_can_be_said(case: dict[str, Any], lang: str) -> None:
    said = bill_as_dict(checked(case), lang)
    texts = [said["summary"], *said["warnings"], *(step["text"] for step in said["steps"])]
    texts += [step["deadline"] for step in said["steps"] if step["deadline"]]
    texts += [explanation["text"] for explanation in said["explanations"]]
    texts += [line[part] for line in said["lines"] for part in ("reason", "side_label", "verdict_label")]
    texts += [line["meaning"] for line in said["lines"] if line["meaning"]]
    for text in texts:
        assert text and not re.search(r"[{}]|\bNone\b|billcheck\.", text), text
