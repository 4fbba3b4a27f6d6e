"""Whole shipments worked out by hand from the law and the schedule: the cases of `tests/cases/shipments`.

The folder's README says how a case is written. Everything is read from the result as CONTRACT shows it.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from knowledge.presentation.estimate import estimate_as_dict
from tariff_data.declaration.request import EstimateRequest
from tariff_data.estimate.estimate import estimate
from tests import CASES

FOLDER = CASES / "shipments"
CASE_KEYS = {"name", "request", "expected"}
EXPECTED_KEYS = {"items", "entry", "fees", "duty", "government", "missing", "warns"}
ITEM_KEYS = {"lines", "duty", "covers", "chosen", "heading", "asks", "flags"}
RANGE_KEYS = {"low", "likely", "high"}
STATUSES = {"applies", "displaced", "exempt", "needs_fact", "not_computable", "prohibited"}
MAY_GO_UNSAID = {"displaced", "exempt"}


class Exact(yaml.SafeLoader):
    """YAML whose decimal numbers stay exact, and where `on` and `NO` are words (only true and false are answers)."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))


def read(file: Path) -> list[dict[str, Any]]:
    return list(yaml.load(file.read_text(encoding="utf-8"), Exact))


OWN_CASES = [(file.stem, case) for file in sorted(FOLDER.glob("*.yaml")) for case in read(file)]


def refuse_unknown(given: dict[str, Any], known: set[str], where: str) -> None:
    assert set(given) <= known, f"{where}: unknown {sorted(set(given) - known)}"


def check_keys(case: dict[str, Any]) -> None:
    name = case.get("name", "a case without a name")
    refuse_unknown(case, CASE_KEYS, name)
    assert set(case) == CASE_KEYS, f"{name}: needs {sorted(CASE_KEYS)}"
    refuse_unknown(case["expected"], EXPECTED_KEYS, name)
    assert {"items", "entry", "fees"} <= set(case["expected"]), name
    assert len(case["expected"]["items"]) == len(case["request"]["items"]), name
    for span in (case["expected"].get("duty"), case["expected"].get("government")):
        refuse_unknown(span if isinstance(span, dict) else {}, RANGE_KEYS, name)
    for item in case["expected"]["items"]:
        refuse_unknown(item, ITEM_KEYS, name)
        refuse_unknown(item["duty"] if isinstance(item.get("duty"), dict) else {}, RANGE_KEYS, name)
        assert item.keys() & {"lines", "duty", "covers", "heading"}, f"{name}: an item expects nothing"
        for line in item.get("lines", ()):
            assert 2 <= len(line) <= 3, f"{name}: {line}"
            assert line[-1] in STATUSES or len(line) == 2, f"{name}: {line}"


def money(amount: object) -> Decimal | None:
    return None if amount is None else Decimal(str(amount))


def line_of(line: list[Any]) -> tuple[str, Decimal | None, str]:
    """[heading, amount], [heading, amount, status] or [heading, status]."""
    heading, *rest = line
    status = rest.pop() if isinstance(rest[-1], str) else "applies"
    silent = Decimal("0.00") if status in MAY_GO_UNSAID else None
    return heading, money(rest[0]) if rest else silent, status


def check_range(found: dict[str, str | None], expected: object, where: str) -> None:
    """A bare amount is certain: low, likely and high at once."""
    spans = expected if isinstance(expected, dict) else dict.fromkeys(("low", "likely", "high"), expected)
    got = {end: money(found[end]) for end in spans}
    assert got == {end: money(amount) for end, amount in spans.items()}, where


def check_lines(found: list[dict[str, Any]], expected: list[list[Any]], where: str) -> None:
    """Every line that charges or is open, and those spared lines that the case names."""
    shown = Counter((line["heading"], money(line["amount"]), line["status"]) for line in found)
    wanted = Counter(map(line_of, expected))
    unsaid = [line for line in shown if line[2] in MAY_GO_UNSAID and line not in wanted]
    for line in unsaid:
        del shown[line]
    assert shown == wanted, f"{where}: unsaid {unsaid}"


def check_item(found: dict[str, Any], expected: dict[str, Any], where: str) -> None:
    if "chosen" in expected:
        assert found["chosen"] == expected["chosen"], where
    if "heading" in expected:
        best = found["chosen"] or found["candidates"][0]["hts"]
        assert best.startswith(str(expected["heading"]).replace(".", "")), f"{where}: {best}"
    if "lines" in expected:
        check_lines(found["lines"], expected["lines"], where)
    if "duty" in expected:
        check_range(found["duty"], expected["duty"], f"{where}: duty")
    if "covers" in expected:
        low, high = money(found["duty"]["low"]), money(found["duty"]["high"])
        assert low is not None and low <= Decimal(str(expected["covers"])), f"{where}: {low}"
        assert high is None or high >= Decimal(str(expected["covers"])), f"{where}: {high}"
    if "asks" in expected:
        assert [question["id"] for question in found["questions"]] == expected["asks"], where
    if "flags" in expected:
        assert set(expected["flags"]) <= {flag["agency"] for flag in found["flags"]}, where


def fee_of(fee: dict[str, Any]) -> tuple[str, Decimal | None, str]:
    return fee["kind"], money(fee["amount"]), fee["status"]


def wanted_fee(fee: list[Any]) -> tuple[str, Decimal | None, str]:
    """[kind, amount] for one that applies, [kind, amount, conditional] for one that may."""
    kind, amount, *status = fee
    return kind, money(amount), status[0] if status else "applies"


@pytest.mark.parametrize("case", [case for _, case in OWN_CASES], ids=[case.get("name", "?") for _, case in OWN_CASES])
def test_shipment(case: dict[str, Any]) -> None:
    check_keys(case)
    request, expected = EstimateRequest.model_validate(case["request"]), case["expected"]
    result = estimate_as_dict(estimate(request), "en")
    for place, (item, wanted) in enumerate(zip(result["items"], expected["items"], strict=True), start=1):
        check_item(item, wanted, f"item {place}")
    assert result["entry"]["type"] == expected["entry"]
    assert sorted(map(fee_of, result["fees"]), key=str) == sorted(map(wanted_fee, expected["fees"]), key=str)
    check_range(result["totals"]["duty"], expected.get("duty", {}), "duty of the shipment")
    check_range(result["totals"]["government"], expected.get("government", {}), "all to the government")
    if "missing" in expected:
        assert [missing["fact"] for missing in result["missing"]] == expected["missing"]
    for text in expected.get("warns", ()):
        assert any(text in warning for warning in result["warnings"]), (text, result["warnings"])


def test_every_case_has_a_name_of_its_own_and_there_are_enough() -> None:
    names = [case.get("name") for _, case in OWN_CASES]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert len(names) >= 80


def test_unknown_keys_in_a_case_are_refused() -> None:
    good: dict[str, Any] = {
        "name": "a case",
        "request": {"items": [{}]},
        "expected": {"items": [{"lines": []}], "entry": "mail", "fees": []},
    }
    check_keys(good)
    for bad in (
        good | {"note": "x"},
        good | {"expected": good["expected"] | {"total": 1}},
        good | {"expected": good["expected"] | {"items": [{"lines": [], "rate": 1}]}},
        good | {"expected": good["expected"] | {"government": {"least": 1}}},
    ):
        with pytest.raises(AssertionError, match="unknown"):
            check_keys(bad)
