"""Answers as people give them, read or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tariff_data.additional_duties import BadFact, Case, additional_duties, fact_names
from tariff_data.additional_duties.facts import read_facts

CONTRACT = {
    "steel_content_pct",
    "aluminum_content_pct",
    "copper_content_pct",
    "us_content_pct",
    "metal_weight_pct",
    "loading_date",
    "ftz_privileged_foreign_admission_date",
    "is_donation",
    "is_informational_material",
    "not_quartz_surface_product",
    "quartz_quota_filled",
    "uas_for_use",
    "uas_thermal_imaging",
    "alcohol_in_bulk",
    "confirm:9903.94.43",
}


def test_every_fact_of_the_contract_is_known() -> None:
    assert fact_names() >= CONTRACT


@pytest.mark.parametrize(
    ("name", "given", "read"),
    [
        ("steel_content_pct", "40", Decimal(40)),
        ("steel_content_pct", "12.5%", Decimal("12.5")),
        ("metal_weight_pct", 0, Decimal(0)),
        ("loading_date", "2026-07-23", date(2026, 7, 23)),
        ("loading_date", date(2026, 7, 23), date(2026, 7, 23)),
        ("is_donation", True, True),
        ("is_donation", "no", False),
        ("confirm:9903.94.43", "true", True),
        ("hts10", "9401.61.60.11", "9401616011"),
        ("hts10", "other", "other"),
    ],
)
def test_an_answer_is_read(name: str, given: object, read: object) -> None:
    assert read_facts({name: given}) == {name: read}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("steel_content_pct", "half"),
        ("steel_content_pct", 101),
        ("steel_content_pct", -1),
        ("steel_content_pct", "NaN"),
        ("loading_date", "July"),
        ("is_donation", "perhaps"),
        ("hts10", "94016160"),
    ],
)
def test_an_answer_that_cannot_be_read_is_refused_by_name(name: str, given: object) -> None:
    with pytest.raises(BadFact) as refused:
        additional_duties(Case("94016160", "VN", date(2026, 11, 24), Decimal(100), Decimal(0), facts={name: given}))
    assert refused.value.name == name and name in str(refused.value)


def test_facts_of_others_and_open_ones_are_left_alone() -> None:
    assert read_facts({"material": "leather", "is_donation": None}) == {}
