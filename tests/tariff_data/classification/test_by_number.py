"""Numbers in place of words: ours in full or in part, those that others replaced, foreign ones, and what is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from knowledge.wording.translate import say
from tariff_data.classification import classify
from tariff_data.classification.by_number import numbered
from tariff_data.declaration.request import EstimateRequest
from tariff_data.estimate.estimate import estimate
from tariff_data.hts.database import open_schedule
from tests import CASES

OWN_CASES = yaml.safe_load((CASES / "numbers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", OWN_CASES, ids=lambda case: case["text"])
def test_a_number_means(case: dict[str, Any]) -> None:
    assert case.keys() - {"text", "number"} <= {"first", "heading", "lines", "says"}
    found, number = classify(case["text"]), numbered(case["text"])
    if case.get("number") is False:
        assert number is None and found.note is None
        return
    assert number is not None
    assert (number.note.key if number.note else None) == (f"classify.number.{case['says']}" if "says" in case else None)
    assert len(number.lines) == case.get("lines", len(number.lines))
    assert {one.hts for one in found.candidates} <= set(number.lines)
    if "first" in case:
        assert found.candidates[0].hts == case["first"]
    if "heading" in case:
        assert {one.heading for one in found.candidates} == {case["heading"]}
    for lang in ("en", "es"):
        assert number.note is None or "{" not in say(number.note, lang)


def test_every_number_that_was_replaced_leads_to_lines_of_today() -> None:
    rows = open_schedule().connection().execute("select number from history where successors != ''").fetchall()
    assert len(rows) > 100
    for (number,) in rows:
        found = numbered(number)
        assert found is not None and found.lines, number
        assert all(open_schedule().line(line) for line in found.lines)


def test_words_beside_a_number_choose_among_its_lines() -> None:
    assert classify("wallet of leather 4202.31").candidates[0].hts.startswith("420231")
    crocodile = classify("crocodile handbag, HTS 4202.21").candidates[0]
    assert crocodile.hts == "42022130"


def test_an_estimate_on_a_foreign_number_shows_the_lines_it_may_mean() -> None:
    item = {"hts": "42022199", "value": 100, "origin": "IT"}
    result = estimate(EstimateRequest.model_validate({"on": date(2026, 10, 1), "items": [item]}))
    assert result.items[0].duty.likely is None
    assert {one.hts for one in result.items[0].candidates} == {line.hts8 for line in open_schedule().lines("420221")}
    assert "classify.number.foreign" in {warning.key for warning in result.warnings}
