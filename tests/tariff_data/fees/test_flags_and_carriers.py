"""Other agencies, antidumping orders, and what private carriers add."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tariff_data.entry.entry_type import Goods, Shipment
from tariff_data.fees.adcvd_warning import adcvd_warnings
from tariff_data.fees.agency_flags import agency_flags, wants_entry_data
from tariff_data.fees.carrier_fees import carrier_fees
from tariff_data.law_records.snapshot import snapshot
from tariff_data.results import CarrierFee

TODAY = date(2026, 11, 24)
LAW = snapshot(TODAY)


def flags(hts: str | None, text: str) -> list[str]:
    return [flag.text.key.removeprefix("flag.") for flag in agency_flags(hts, text, LAW)]


@pytest.mark.parametrize(
    ("hts", "text", "expected"),
    [
        ("09024000", "black tea", {"AG-01", "AG-02", "AG-03"}),
        ("33049950", "face cream", {"AG-05"}),
        ("95030000", "wooden toy train", {"AG-16", "AG-17", "AG-19"}),
        ("95030000", "toy car with Bluetooth", {"AG-16", "AG-26"}),
        ("85171300", "", {"AG-26"}),
        ("88062100", "drone", {"AG-28"}),
        ("42022190", "python leather handbag", {"AG-60"}),
        ("93020000", "pistol", {"AG-41"}),
        ("33030030", "perfume", {"AG-05", "AG-69"}),
        ("61091000", "playera de algodón", {"AG-74", "AG-85"}),
        (None, "crema facial", {"AG-05"}),
        (None, "vitaminas", {"AG-04"}),
        ("42022190", "réplica de bolso de marca", {"AG-70"}),
    ],
)
def test_a_rule_is_found(hts: str | None, text: str, expected: set[str]) -> None:
    assert expected <= set(flags(hts, text))


@pytest.mark.parametrize(
    ("hts", "text", "not_these"),
    [
        ("42022190", "leather handbag", {"AG-59", "AG-60", "AG-19"}),
        ("21050040", "ice cream", {"AG-05"}),
        ("95030000", "wooden toy train", {"AG-26", "AG-11"}),
    ],
)
def test_a_rule_on_some_goods_of_a_number_waits_for_its_word(hts: str, text: str, not_these: set[str]) -> None:
    assert not not_these & set(flags(hts, text))


def test_a_tax_paid_on_a_return_is_a_flag() -> None:
    (flag,) = [flag for flag in agency_flags("95071000", "fishing rod", LAW) if flag.text.key == "flag.excise_return"]
    assert flag.agency == "IRS" and flag.text.values["citation"] == "26 USC 4161(a)(1)(B)"
    assert "TTB" in {flag.agency for flag in agency_flags("93020000", "pistol", LAW)}


@pytest.mark.parametrize(
    ("hts", "text", "wanted"),
    [("09024000", "black tea", True), ("42022190", "leather handbag", False), ("61091000", "cotton t-shirt", False)],
)
def test_some_goods_need_agency_data_at_entry(hts: str, text: str, wanted: bool) -> None:
    assert wants_entry_data(hts, text, LAW) is wanted


def test_every_flag_has_a_source() -> None:
    assert all(flag.source for flag in agency_flags("95030000", "", LAW))


def test_an_order_is_named_only_for_its_goods_and_countries() -> None:
    (warning,) = adcvd_warnings("94042190", "CN", LAW)
    assert warning.key == "warning.adcvd.rate" and warning.values["numbers"] == ("A-570-092", "C-570-128")
    assert adcvd_warnings("94042190", "FR", LAW) == ()
    assert adcvd_warnings("61091000", "CN", LAW) == ()
    assert adcvd_warnings(None, "CN", LAW) == ()
    (grouped,) = adcvd_warnings("94042190", "IT", LAW)
    assert grouped.key == "warning.adcvd.no_number"


def test_a_revoked_order_is_over() -> None:
    assert adcvd_warnings("40117000", "CN", snapshot(date(2019, 2, 28)))
    assert not adcvd_warnings("40117000", "CN", snapshot(date(2019, 3, 1)))


def carriers(mode: str | None, advanced: str | None, on: date = TODAY, count: int = 1, value: str = "60"):  # type: ignore[no-untyped-def]
    shipment = Shipment(on, tuple(Goods(None, Decimal(value), "IT") for _ in range(count)), mode)
    return carrier_fees(shipment, Decimal(advanced) if advanced is not None else None, snapshot(on))


def span(found: tuple[CarrierFee, ...], carrier: str) -> tuple[str, str | None]:
    (fee,) = [fee for fee in found if fee.carrier == carrier]
    return str(fee.low), str(fee.high) if fee.high is not None else None


@pytest.mark.parametrize(
    ("carrier", "on", "advanced", "expected"),
    [
        ("FedEx", TODAY, "46.98", ("17.50", "17.50")),
        ("FedEx", TODAY, "1000", ("25.00", "25.00")),  # 2.5%
        ("FedEx", date(2026, 7, 19), "46.98", ("15.00", "15.00")),
        ("FedEx", date(2026, 7, 20), "46.98", ("17.50", "17.50")),
        ("UPS", date(2026, 9, 6), "46.98", ("14.00", "16.50")),  # 2.50 customs processing may come on top
        ("UPS", date(2026, 9, 7), "46.98", ("17.50", "20.00")),
        ("DHL Express", TODAY, "1000", ("20.00", "20.00")),  # 2%
        ("FedEx", TODAY, "0", ("0.00", "17.50")),  # nothing advanced: perhaps no fee
        ("FedEx", TODAY, None, ("0.00", None)),
    ],
)
def test_what_a_courier_may_add(carrier: str, on: date, advanced: str | None, expected: tuple[str, str | None]) -> None:
    assert span(carriers("express", advanced, on), carrier) == expected


def test_lines_beyond_the_included_ones_cost_extra() -> None:
    # UPS 3 lines, FedEx and DHL 5 lines included: 6 lines are 3 x 2.70, 1 x 3.00, 1 x 5.00 more
    found = carriers("express", "46.98", count=6)
    assert span(found, "UPS") == ("25.60", "28.10")
    assert span(found, "FedEx") == ("20.50", "20.50")
    assert span(found, "DHL Express") == ("22.50", "22.50")


def test_the_post_takes_its_own_fee_when_it_collects() -> None:
    assert span(carriers("post", "46.98"), "USPS") == ("0.00", "9.35")
    assert carriers("post", "0") == ()  # duty-free mail pays none


def test_a_broker_is_only_an_order_of_magnitude() -> None:
    (fee,) = carriers("air", "46.98")
    assert (fee.low, fee.high, fee.confidence) == (Decimal(40), Decimal(100), "low")
    (formal,) = carriers("ocean", "900", value="9000")
    assert (formal.low, formal.high) == (Decimal(100), Decimal(200))


def test_a_traveler_meets_no_carrier() -> None:
    assert carriers("traveler", "30") == ()


def test_an_unknown_mode_lists_every_carrier() -> None:
    assert {fee.carrier for fee in carriers(None, "46.98")} == {"UPS", "FedEx", "DHL Express", "USPS", "Customs broker"}
