"""How much an unknown quantity can be: by the way the goods come, by what they are worth, by what is known of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tariff_data.duty.quantity_bounds import AtMost
from tariff_data.duty_rates import parse_rate
from tariff_data.duty_rates.duty import Goods
from tariff_data.law_records.snapshot import snapshot

LAW = snapshot(date(2026, 10, 9))


def high(
    rate: str,
    value: str,
    hts: str = "62012011",
    mode: str | None = None,
    quantities: dict[str, Decimal] | None = None,
    facts: dict[str, object] | None = None,
) -> Decimal | None:
    duty, _ = AtMost(mode, LAW).bounded(hts, parse_rate(rate), Goods(Decimal(value), quantities or {}, facts or {}))
    return duty.high


@pytest.mark.parametrize(
    ("mode", "value", "kg"),
    [
        ("post", "400", "31.5"),  # a parcel
        ("express", "400", "70"),  # a package
        ("express", "80", "20"),  # $4 a kilogram
        ("ocean", "400", "100"),
        (None, "400", "100"),
    ],
)
def test_the_nearest_limit_counts(mode: str | None, value: str, kg: str) -> None:
    assert high("41¢/kg", value, mode=mode) == Decimal(kg) * Decimal("0.41")


def test_what_is_known_is_not_bounded() -> None:
    assert high("41¢/kg", "400", quantities={"g": Decimal(1500)}) == Decimal("0.615")


def test_a_known_weight_bounds_what_it_contains() -> None:
    assert high("10¢/kg on drained weight", "400", quantities={"kg": Decimal(2)}) == Decimal("0.20")


def test_wine_by_the_liter_weighs_something() -> None:
    # $2 a kilogram: 21 kg at most, and no liter weighs less than 0.7 kg
    assert high("6.3¢/liter", "42", hts="22042150") == Decimal("0.063") * 30


def test_the_price_band_of_a_line_goes_before_an_assumption() -> None:
    _, bounds = AtMost(None, LAW).bounded("64029180", parse_rate("90¢/pr. + 20%"), Goods(Decimal(130), {}, {}))
    assert [(bound.amount, bound.certain) for bound in bounds] == [(Decimal(20), True)]


def test_there_is_one_article_at_least() -> None:
    assert high("40¢ each", "2", hts="91021145") == Decimal("0.40")


def test_what_nothing_bounds_has_no_end() -> None:
    assert high("18.7¢/m2", "100", hts="70052908") is None
    assert high("2¢/jewel", "100", hts="91061000") is None


def test_goods_worth_nothing_have_no_bound_by_value() -> None:
    assert high("41¢/kg", "0") is None
