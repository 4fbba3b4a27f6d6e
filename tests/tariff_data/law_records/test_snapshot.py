"""What a snapshot says on the days around a change of law."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tariff_data.law_records.snapshot import NotInForce, boundaries, snapshot


@pytest.mark.parametrize(
    ("day", "country", "amount", "status"),
    [
        ("2016-03-09", "IT", 200, "available"),
        ("2016-03-10", "IT", 800, "available"),
        ("2025-02-03", "CN", 800, "available"),
        ("2025-02-04", "CN", 0, "suspended"),  # three days of February 2025
        ("2025-02-06", "HK", 0, "suspended"),
        ("2025-02-07", "HK", 800, "available"),
        ("2025-05-01", "CN", 800, "available"),
        ("2025-05-02", "CN", 0, "suspended"),
        ("2025-05-02", "IT", 800, "available"),
        ("2025-05-02", "MO", 800, "available"),
        ("2025-08-28", "IT", 800, "available"),
        ("2025-08-29", "IT", 0, "suspended"),
        ("2026-02-24", "IT", 0, "suspended"),
        ("2027-06-30", "IT", 0, "suspended"),
        ("2027-07-01", "IT", 0, "repealed"),
    ],
)
def test_de_minimis(day: str, country: str, amount: int, status: str) -> None:
    threshold = snapshot(date.fromisoformat(day)).threshold("de_minimis", country)
    assert (threshold.amount, threshold.status) == (amount, status)


@pytest.mark.parametrize(
    ("day", "fee", "amount"),
    [
        ("2017-12-31", "mpf_informal_automated", "2.00"),
        ("2018-01-01", "mpf_informal_automated", "2.05"),
        ("2025-09-30", "mpf_informal_automated", "2.62"),
        ("2025-10-01", "mpf_informal_automated", "2.69"),
        ("2026-09-30", "mpf_informal_automated", "2.69"),
        ("2026-10-01", "mpf_informal_automated", "2.77"),
        ("2026-10-01", "express_consignment", "1.38"),
        ("2026-10-01", "dutiable_mail", "7.61"),
        ("2026-10-01", "mpf_manual_surcharge", "4.15"),
        ("2026-10-01", "mpf_informal_manual", "8.30"),
        ("2026-10-01", "mpf_informal_by_customs", "12.45"),
        ("2026-01-18", "usps_clearance", "9.35"),
    ],
)
def test_a_fee_by_fiscal_year(day: str, fee: str, amount: str) -> None:
    assert snapshot(date.fromisoformat(day)).fee(fee).amount == Decimal(amount)


def test_the_formal_fee_has_rate_and_limits() -> None:
    fee = snapshot(date(2026, 11, 24)).fee("mpf_formal")
    assert (fee.rate, fee.min, fee.max) == (Decimal("0.3464"), Decimal("34.58"), Decimal("670.86"))


def test_a_fee_nobody_knows_yet_is_not_made_up() -> None:
    with pytest.raises(NotInForce):
        snapshot(date(2027, 10, 1)).fee("mpf_formal")


@pytest.mark.parametrize(
    ("day", "country", "column2"),
    [
        ("2016-01-01", "CU", True),
        ("2022-04-08", "RU", False),
        ("2022-04-09", "RU", True),
        ("2022-04-09", "BY", True),
        ("2026-11-24", "CN", False),
    ],
)
def test_column_2(day: str, country: str, column2: bool) -> None:
    assert snapshot(date.fromisoformat(day)).is_column2(country) is column2


@pytest.mark.parametrize(
    ("day", "claim", "country", "id", "status"),
    [
        ("2026-11-24", "S", "MX", "usmca", "active"),
        ("2026-11-24", "usmca", "CA", "usmca", "active"),
        ("2026-11-24", "KORUS", "KR", "korea", "active"),
        ("2020-12-31", "A", "IN", "gsp", "active"),
        ("2021-01-01", "GSP", "IN", "gsp", "lapsed"),
        ("2025-09-30", "AGOA", "KE", "agoa", "active"),
        ("2025-10-01", "AGOA", "KE", "agoa", "lapsed"),
        ("2026-02-03", "D", "KE", "agoa", "lapsed"),
        ("2026-02-04", "D", "KE", "agoa", "active"),
        ("2026-12-31", "D", "KE", "agoa", "active"),
        ("2027-01-01", "D", "KE", None, None),
        ("2026-11-24", "S", "IT", None, None),
        ("2026-11-24", "C", "FR", "civil_aircraft", "active"),
        ("2026-11-24", "nonsense", "CA", None, None),
    ],
)
def test_a_claim_finds_its_programme(day: str, claim: str, country: str, id: str | None, status: str | None) -> None:
    programme = snapshot(date.fromisoformat(day)).preference(claim, country)
    assert (programme.id, programme.status) == (id, status) if id else programme is None  # type: ignore[union-attr]


def test_days_between_two_changes_share_a_snapshot() -> None:
    assert snapshot(date(2026, 11, 24)) is snapshot(date(2026, 11, 25))
    for day in boundaries():
        assert snapshot(day) is not snapshot(day - timedelta(days=1))


def test_groups_of_countries() -> None:
    law = snapshot(date(2026, 11, 24))
    assert len(law.members("EU")) == 27 and "GB" not in law.members("EU")
    assert "GB" in snapshot(date(2020, 1, 31)).members("EU")
    assert law.members("insular") == {"AS", "GU", "MP", "UM", "VI"}
