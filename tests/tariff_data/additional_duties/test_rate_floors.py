"""What a rate comes to, and what a top-up leaves."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tariff_data.additional_duties.rate_floors import charge
from tariff_data.additional_duties.schema import RateSpec

FULL = Decimal(1)


def rate(kind: str, pct: str) -> RateSpec:
    return RateSpec.model_validate({"kind": kind, "pct": pct})


def test_ad_valorem_on_a_share() -> None:
    made = charge(rate("ad_valorem", "50"), Decimal(999), Decimal("0.1"), Decimal(0))
    assert (made.base, made.amount) == (Decimal("99.90"), Decimal("49.95"))  # 50% of 99.90


def test_half_a_cent_goes_up() -> None:
    assert charge(rate("ad_valorem", "12.5"), Decimal(1), FULL, Decimal(0)).amount == Decimal("0.13")  # 0.125


def test_a_top_up_uses_the_unrounded_base_duty() -> None:
    made = charge(rate("top_up_to", "12.5"), Decimal(1), FULL, Decimal("0.034"))
    assert (made.amount, made.counted) == (Decimal("0.09"), Decimal("0.03"))  # 0.125 - 0.034 = 0.091


def test_a_top_up_on_a_share_sets_off_the_base_duty_of_that_share() -> None:
    made = charge(rate("top_up_to", "15"), Decimal(1000), Decimal("0.4"), Decimal(20))
    assert (made.amount, made.counted) == (Decimal("52.00"), Decimal("8.00"))  # 15% of 400, less 2% of 400


def test_free_charges_nothing() -> None:
    assert charge(rate("free", "0"), Decimal(1000), FULL, Decimal(20)).amount == 0


@given(
    value=st.integers(0, 100_000),
    base=st.decimals(0, 100_000, places=4),
    pct=st.sampled_from(["10", "12.5", "15", "100"]),
    share=st.decimals(0, 1, places=2),
)
def test_never_negative_never_above_the_ceiling(value: int, base: Decimal, pct: str, share: Decimal) -> None:
    made = charge(rate("top_up_to", pct), Decimal(value), share, base)
    ceiling = Decimal(value) * share * Decimal(pct) / 100
    assert made.amount >= 0
    assert made.amount == 0 or made.amount + base * share <= ceiling + Decimal("0.005")
