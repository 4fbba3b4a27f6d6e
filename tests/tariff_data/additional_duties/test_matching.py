"""Lists by prefix, lines that are listed in part, and the order in which headings are decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tariff_data.additional_duties import Case, additional_duties
from tariff_data.additional_duties.law import the_law
from tariff_data.additional_duties.matching import order_of
from tariff_data.additional_duties.outcome import matcher

DAY = date(2026, 11, 24)


def headings(hts: str, origin: str, on: date = DAY) -> set[str]:
    return {entry.heading for entry in matcher().plan_for(hts, origin, on).entries}


def test_a_listed_prefix_covers_what_is_below_it() -> None:
    assert "7604" in {code for code in the_law()._prefixes if len(code) == 4}
    assert "9903.82.02" in headings("76042100", "VN")
    assert "9903.82.02" in headings("7604210010", "VN")


def test_a_longer_listed_number_does_not_cover_a_shorter_line() -> None:
    assert "9903.76.02" not in headings("94016160", "VN")
    assert "9903.76.02" in headings("9401616011", "VN")
    assert "9903.76.02" not in headings("9401616001", "VN")


def test_a_line_whose_every_number_is_listed_is_listed() -> None:
    """7615.10.71 has four ten-digit numbers, and the metals list names all four."""
    assert "9903.82.09" in headings("76151071", "VN")


def test_a_number_ending_in_00_is_the_line_itself() -> None:
    assert "9903.45.30" in headings("70200060", "VN")


def test_numbers_of_a_line_are_grouped_by_the_lists_they_stand_on() -> None:
    plan = matcher().plan_for("94016160", "VN", DAY)
    assert plan.numbers == (("9401616011", "9401616031"), ())  # the last group: none of these


def test_two_lists_that_share_a_line_by_its_numbers_are_never_both_charged() -> None:
    """8517.62.00 has three numbers: .10 and .20 pay list 3 (25%), .90 pays list 4A (7.5%)."""
    outcome = additional_duties(Case("85176200", "CN", DAY, Decimal(1000), Decimal(0)))
    assert (outcome.total.low, outcome.total.likely, outcome.total.high) == (Decimal("75"), None, Decimal("250"))
    (question,) = outcome.questions
    assert [(o.value, o.duty and o.duty.likely) for o in question.options] == [
        ("8517620010", Decimal("250.00")),
        ("8517620090", Decimal("75.00")),
    ]
    assert {line.heading for line in outcome.lines if line.status == "needs_fact"} == {"9903.88.04", "9903.88.15"}


def test_numbers_that_all_lead_to_the_same_are_not_asked_for() -> None:
    """9401.61.60 of Germany on a day before any wood duty: whatever the number, the baseline is due."""
    outcome = additional_duties(Case("94016160", "DE", date(2025, 7, 1), Decimal(1000), Decimal(0)))
    assert outcome.questions == () and outcome.total.likely == Decimal("100.00")


def test_a_number_below_which_a_further_answer_is_open_widens_the_range() -> None:
    """8421.39.01: two numbers are described among the exclusions from list 1, which count only when confirmed."""
    outcome = additional_duties(Case("84213901", "CN", date(2026, 10, 1), Decimal(1000), Decimal(0)))
    assert [question.id for question in outcome.questions] == ["hts10"]
    assert outcome.total.likely == outcome.total.high == Decimal("375.00")  # 12.5% + 25%
    assert outcome.total.low == Decimal("125.00")


def test_a_ten_digit_answer_of_another_line_is_no_answer() -> None:
    facts = {"hts10": "6109100012"}
    outcome = additional_duties(Case("94016160", "VN", DAY, Decimal(1000), Decimal(0), facts=facts))
    assert [missing.fact for missing in outcome.missing] == ["hts10"]


def test_countries_by_list_by_code_and_excluded() -> None:
    assert "9903.05.39" in headings("42022190", "IT")
    assert "9903.05.39" not in headings("42022190", "GB")
    assert "9903.82.23" not in headings("84109000", "RU")
    assert "9903.82.23" in headings("84109000", "VN")


def test_every_heading_comes_after_those_it_depends_on() -> None:
    for hts, origin in (("73239300", "GB"), ("87083050", "JP"), ("3004909201", "DE"), ("88062200", "CN")):
        for number, entry in enumerate(matcher().plan_for(hts, origin, DAY).entries):
            assert all(place < number for place in (*entry.exceptions, *(entry.triggers or ())))


def test_a_ring_is_named() -> None:
    with pytest.raises(ValueError, match="in a ring"):
        order_of({"a": {"b"}, "b": {"a"}})


def test_plans_are_kept_per_stretch_of_days() -> None:
    first = matcher().plan_for("61091000", "VN", date(2026, 11, 20))
    assert matcher().plan_for("61091000", "VN", date(2026, 11, 24)) is first
    assert matcher().plan_for("61091000", "VN", date(2026, 7, 20)) is not first


def test_turning_days_are_those_of_the_line_and_origin() -> None:
    days = matcher().turning_days("61091000", "KE")
    assert {date(2026, 2, 24), date(2026, 7, 24)} <= set(days)
    assert date(2026, 7, 22) not in days  # Brazil's
