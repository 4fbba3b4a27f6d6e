"""What is spared duty: gifts, travelers, goods that come back, mail under its own duty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tariff_data.entry.entry_type import Goods, Shipment, entry_for
from tariff_data.law_records.snapshot import snapshot
from tariff_data.relief.rules import Relief, personal_relief

TODAY = date(2026, 11, 24)


def relief(*goods: Goods, mode: str | None = "express", purpose: str = "purchase", on: date = TODAY) -> list[Relief]:
    shipment = Shipment(on, goods, mode, purpose, "person" if purpose == "gift" else None)
    law = snapshot(on)
    return list(personal_relief(shipment, entry_for(shipment, law), law))


def goods(value: str, origin: str = "IT", **known: object) -> Goods:
    return Goods("42022190", Decimal(value), origin, **known)  # type: ignore[arg-type]


def shown(one: Relief) -> list[tuple[str, str, str]]:
    return [(line.heading, line.status, str(line.amount)) for line in one.lines]


def test_a_purchase_gets_none() -> None:
    (one,) = relief(goods("450"))
    assert (one.dutiable, one.lines, one.unsure) == (Decimal(450), (), False)


def test_a_gift_is_free_up_to_the_limit_and_not_at_all_beyond() -> None:
    (one,) = relief(goods("100"), purpose="gift")
    assert one.replaces and shown(one) == [("19 USC 1321(a)(2)(A)", "exempt", "0.00")]
    (beyond,) = relief(goods("100.01"), purpose="gift")
    assert (beyond.dutiable, beyond.lines) == (Decimal("100.01"), ())


def test_de_minimis_while_it_lasted() -> None:
    (one,) = relief(goods("800"), on=date(2025, 8, 28))
    assert one.replaces and shown(one) == [("19 USC 1321(a)(2)(C)", "exempt", "0.00")]
    (after,) = relief(goods("800"), on=date(2025, 8, 29))
    assert after.dutiable == Decimal(800)


def test_a_traveler_is_exempt_then_pays_the_flat_rate_then_ordinary_duty() -> None:
    first, second = relief(goods("500"), goods("1700"), mode="traveler")
    assert shown(first) == [("9804.00.65", "exempt", "0.00")] and first.replaces
    # of 1,700: 300 are left of the exemption, 1,000 pay 3% = 30.00, 400 pay ordinary duty
    assert shown(second) == [("9804.00.65", "exempt", "0.00"), ("9816.00.20", "applies", "30.00")]
    assert second.dutiable == Decimal(400)


def test_from_an_island_territory_more_is_free_and_the_rate_is_half() -> None:
    (one,) = relief(goods("2000", ship_from="GU"), mode="traveler")
    assert shown(one) == [("9804.00.70", "exempt", "0.00"), ("9816.00.40", "applies", "6.00")]  # 1.5% of 400


@pytest.mark.parametrize("facts", [{"exemption_used": True}, {"abroad_hours": Decimal(47)}])
def test_the_small_exemption_is_all_or_nothing(facts: dict[str, object]) -> None:
    (one,) = relief(goods("200", facts=facts), mode="traveler")
    assert shown(one) == [("19 USC 1321(a)(2)(B)", "exempt", "0.00")]
    (more,) = relief(goods("201", facts=facts), mode="traveler")
    assert shown(more) == [("9816.00.20", "applies", "6.03")]


def test_48_hours_are_enough() -> None:
    (one,) = relief(goods("201", facts={"abroad_hours": Decimal(48)}), mode="traveler")
    assert one.replaces


def test_a_visitor_has_an_exemption_of_another_size() -> None:
    (one,) = relief(goods("150", facts={"is_resident": False}), mode="traveler")
    assert shown(one)[0] == ("9804.00.30", "exempt", "0.00") and one.lines[0].confidence == "low"


def test_a_travelers_wine_is_warned_about() -> None:
    (one,) = relief(Goods("22042150", Decimal(90), "FR"), mode="traveler")
    assert [message.key for message in one.warnings] == ["warning.relief.alcohol"]
    (other,) = relief(Goods("24022080", Decimal(90), "FR"), mode="traveler")
    assert [message.key for message in other.warnings] == ["warning.relief.tobacco"]


def test_goods_returned_are_free() -> None:
    (one,) = relief(goods("900", "US"), purpose="us_goods_returned")
    assert one.replaces and shown(one) == [("9801.00.10", "exempt", "0.00")]


def test_a_repair_pays_on_the_work() -> None:
    (one,) = relief(goods("900", facts={"repair_value": "120"}), purpose="repair_return")
    assert (one.dutiable, shown(one)) == (Decimal(120), [("9802.00.50", "exempt", "0.00")])
    assert one.lines[0].base == Decimal(780)
    (unknown,) = relief(goods("900"), purpose="repair_return")
    assert unknown.unsure and unknown.dutiable == Decimal(900)
    assert [missing.fact for missing in unknown.missing] == ["repair_value"]
    assert unknown.lines[0].status == "needs_fact" and unknown.lines[0].amount is None


def test_household_goods_depend_on_a_year_of_use() -> None:
    (free,) = relief(goods("900", facts={"used_abroad_one_year": True}), purpose="household")
    (newer,) = relief(goods("900", facts={"used_abroad_one_year": False}), purpose="household")
    (unknown,) = relief(goods("900"), purpose="household")
    assert free.replaces and newer.dutiable == Decimal(900) and not newer.unsure and unknown.unsure


@pytest.mark.parametrize(
    ("on", "origin", "value", "rate", "amount", "low", "high"),
    [
        (date(2025, 5, 2), "CN", "60", 120, "72.00", "72.00", "100.00"),
        (date(2025, 5, 13), "HK", "60", 120, "72.00", "72.00", "100.00"),
        (date(2025, 5, 14), "CN", "60", 54, "32.40", "32.40", "100.00"),
        (date(2025, 8, 28), "CN", "300", 54, "162.00", "100.00", "162.00"),
        (date(2025, 8, 29), "CN", "60", 30, "18.00", "18.00", "200.00"),
        (date(2025, 11, 9), "CN", "60", 30, "18.00", "18.00", "200.00"),
        (date(2025, 11, 10), "CN", "60", 20, "12.00", "12.00", "160.00"),
        (date(2025, 8, 29), "IT", "60", 15, "9.00", "9.00", "80.00"),
        (date(2025, 8, 29), "BR", "60", 50, "30.00", "30.00", "200.00"),
        (date(2025, 8, 29), "MX", "60", 25, "15.00", "15.00", "160.00"),
        (date(2025, 8, 29), "KE", "60", 10, "6.00", "6.00", "80.00"),
        (date(2025, 8, 29), "RU", "60", 0, "0.00", "0.00", "80.00"),
        (date(2026, 2, 23), "IN", "60", 25, "15.00", "15.00", "160.00"),
        (date(2026, 2, 24), "IN", "60", 10, "6.00", "6.00", "6.00"),
        (date(2026, 7, 23), "CN", "800", 10, "80.00", "80.00", "80.00"),
    ],
)
def test_mail_had_a_duty_of_its_own(
    on: date, origin: str, value: str, rate: int, amount: str, low: str, high: str
) -> None:
    (one,) = relief(goods(value, origin), mode="post", on=on)
    (line,) = one.lines
    assert one.replaces and line.status == "applies" and line.rate_pct == rate
    assert (line.amount, line.low, line.high) == (Decimal(amount), Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("on", "origin", "value"),
    [
        (date(2025, 8, 28), "CN", "801"),  # above the limit: ordinary duty
        (date(2026, 2, 24), "IT", "801"),
        (date(2026, 7, 24), "IT", "60"),  # the worksheet: all normal duties
        (date(2026, 11, 24), "CN", "60"),
    ],
)
def test_other_mail_pays_ordinary_duty(on: date, origin: str, value: str) -> None:
    (one,) = relief(goods(value, origin), mode="post", on=on)
    assert (one.dutiable, one.lines) == (Decimal(value), ())


def test_the_flat_amount_is_for_the_parcel() -> None:
    first, second = relief(goods("30"), goods("90"), mode="post", on=date(2025, 9, 1))
    assert first.lines[0].high == Decimal("20.00") and second.lines[0].high == Decimal("60.00")
