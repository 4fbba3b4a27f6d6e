"""Whole estimates: the worked shipments of `tests/cases/shipments`, and what must hold for every shipment."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.presentation.estimate import estimate_as_dict
from tariff_data.declaration.quantities import UnknownUnit
from tariff_data.declaration.request import EstimateRequest
from tariff_data.estimate.answers import UnknownFact
from tariff_data.estimate.estimate import estimate
from tariff_data.hts.database import open_schedule
from tariff_data.results import EstimateResult, Range

COUNTRIES = ["AE", "BR", "CA", "CH", "CN", "CU", "DE", "GB", "HK", "IN", "IT", "JP", "KE", "KR", "MX", "RU", "TW", "VN"]
MODES = ["post", "express", "air", "ocean", "truck", None]


def shipment(**given: object) -> EstimateResult:
    item = {"hts": "61091000", "value": "100", "origin": "VN"} | given.pop("item", {})  # type: ignore[operator]
    return estimate(EstimateRequest.model_validate({"on": "2026-11-24", "mode": "express", "items": [item], **given}))


def numbers() -> list[str]:
    return [line.hts8 for line in open_schedule().lines()]


@st.composite
def shipments(draw: st.DrawFn) -> EstimateRequest:
    item = {
        "hts": draw(st.sampled_from(numbers())),
        "value": str(draw(st.integers(1, 5000))),
        "origin": draw(st.sampled_from(COUNTRIES)),
    }
    if draw(st.booleans()):
        item["quantity"] = str(draw(st.integers(1, 50)))
        item["weight_kg"] = str(draw(st.integers(1, 50)))
    on = date(2025, 1, 1) + timedelta(days=draw(st.integers(0, 720)))
    return EstimateRequest.model_validate({"on": on, "mode": draw(st.sampled_from(MODES)), "items": [item]})


@pytest.mark.slow
@settings(max_examples=300)
@given(shipments())
def test_any_estimate_adds_up_is_in_order_and_can_be_said(request: EstimateRequest) -> None:
    """Three properties of one estimate each, since the estimate is what takes the time."""
    result = estimate(request)
    _adds_up(result)
    _is_in_order(result)
    _can_be_said(result)


def _adds_up(result: EstimateResult) -> None:
    """The lines that apply add up to the likely duty."""
    for item in result.items:
        applies = [line.amount for line in item.lines if line.status == "applies"]
        if item.duty.likely is not None:
            assert None not in applies
            assert sum(amount for amount in applies if amount is not None) == item.duty.likely


def _is_in_order(result: EstimateResult) -> None:
    """Nothing is negative, and low, likely and high rise."""
    for span in [item.duty for item in result.items] + [result.totals.duty, result.totals.government]:
        known = [amount for amount in (span.low, span.likely, span.high) if amount is not None]
        assert known == sorted(known) and all(amount >= 0 for amount in known)
    assert all(fee.amount is None or fee.amount >= 0 for fee in result.fees)


def _can_be_said(result: EstimateResult) -> None:
    """Every message of it is in the catalogues of both languages."""
    for lang in ("en", "es"):
        shown = estimate_as_dict(result, lang)
        assert shown["items"][0]["lines"] and shown["entry"]["why"]


def _by_parcel(result: EstimateResult) -> bool:
    """Whether the duty is the one on mail of at most $800 in 2025 and 2026, in place of the tariff line's."""
    return any(line.heading == "postal" for item in result.items for line in item.lines)


@pytest.mark.slow
@settings(max_examples=150)
@given(shipments(), st.integers(1, 400))
def test_duty_does_not_fall_when_the_value_rises_within_a_regime(request: EstimateRequest, more: int) -> None:
    item = request.items[0]
    dearer = request.model_copy(update={"items": (item.model_copy(update={"value": item.value + more}),)})
    cheap, dear = estimate(request), estimate(dearer)
    if cheap.entry.type != dear.entry.type or _by_parcel(cheap) != _by_parcel(dear):
        return
    first, second = cheap.items[0].duty.likely, dear.items[0].duty.likely
    # A minimum total is met by the base duty's share of the value, so a specific rate can tip it by a cent.
    assert first is None or second is None or second >= first - Decimal("0.01")


def test_unknown_exchange_rate_gives_no_amount_and_says_what_is_missing() -> None:
    result = shipment(currency="EUR")
    assert result.items[0].value_usd is None
    assert result.items[0].duty == Range(None, None, None)
    assert result.totals.duty.likely is None and result.totals.government.likely is None
    assert "exchange_rate" in [missing.fact for missing in result.missing]


def test_before_the_schedule_the_base_duty_is_unknown_unless_rates_are_given() -> None:
    item = {"value": "3000"}
    result = shipment(on="2023-05-05", item=item)
    assert result.items[0].duty.likely is None
    assert "base_rate" in [missing.fact for missing in result.missing]
    known = shipment(on="2023-05-05", item=item | {"rates": {"general": "16.5%"}})
    assert known.items[0].duty.likely == Decimal("495.00")


def test_unknown_number_is_not_computable() -> None:
    result = shipment(item={"hts": "12345678"})
    assert result.items[0].lines[0].status == "not_computable"
    assert result.totals.duty.likely is None


def test_unknown_fact_and_unit_are_errors() -> None:
    with pytest.raises(UnknownFact, match=r"items\.0\.facts\.steel_percent"):
        shipment(item={"facts": {"steel_percent": 3}})
    with pytest.raises(UnknownUnit, match="bushelz"):
        shipment(item={"quantity": "3", "quantity_unit": "bushelz"})


def test_value_is_entered_in_whole_dollars() -> None:
    line = shipment(item={"value": "100.50"}).items[0].lines[0]
    assert line.base == 101 and line.amount == Decimal("16.67")  # 16.5% x $101 = $16.665


def test_law_after_the_verified_day_carries_a_warning() -> None:
    assert "warning.after_verified" in [warning.key for warning in shipment().warnings]
    assert "warning.after_verified" not in [warning.key for warning in shipment(on="2026-10-09").warnings]


def test_unknown_mode_leaves_fees_unknown() -> None:
    result = shipment(mode=None)
    assert result.totals.fees is None and result.totals.government.likely is None
    assert result.totals.duty.likely is not None
    assert {fee.status for fee in result.fees} == {"conditional"}


def test_an_unclear_item_gets_candidates_a_range_and_a_question() -> None:
    item = {"hts": None, "description": "jacket", "value": "90", "origin": "CN"}
    found = shipment(item=item).items[0]
    assert len(found.candidates) > 1 and found.questions
    assert found.duty.low is not None and found.duty.likely is not None
    assert found.duty.low < found.duty.likely or found.duty.high is None or found.duty.high > found.duty.likely


def test_nonsense_is_not_given_a_line() -> None:
    found = shipment(item={"hts": None, "description": "qxzv wqpk"}).items[0]
    assert found.candidates == () and found.duty.likely is None


def test_a_prohibited_import_is_refused_without_totals() -> None:
    result = shipment(item={"hts": "22042150", "origin": "CA", "quantity": "2", "quantity_unit": "l"})
    assert result.entry.type == "refused"
    assert result.totals.duty == Range(None, None, None) and result.totals.government == Range(None, None, None)


def test_metals_cannot_be_more_than_everything() -> None:
    with pytest.raises(UnknownFact, match="more than 100 percent"):
        shipment(item={"facts": {"steel_content_pct": 60, "aluminum_content_pct": 60}})
