"""What would change an estimate, and by how much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from knowledge.wording.translate import say
from tariff_data.additional_duties import Case
from tariff_data.scenarios.what_would_change import Change, what_would_change

DAY = date(2026, 11, 24)


def found(case: Case, claims: dict[str, Case] | None = None) -> dict[tuple[str, str], Change]:
    return {(change.kind, change.id): change for change in what_would_change(case, claims=claims)}


def test_a_fact_that_nobody_asks_for_is_named() -> None:
    """T-shirts as a donation: the 12.5% goes, the China list stays. 165 + 75 + 125 = 365; 240 without the 125."""
    changes = found(Case("61091000", "CN", DAY, Decimal(1000), Decimal(165)))
    donation = changes["fact", "is_donation"]
    assert (donation.answer, donation.total, donation.by) == ("true", Decimal("240.00"), Decimal("-125.00"))


def test_a_fact_that_cannot_be_is_not_named() -> None:
    """No T-shirt is informational material or a certified vehicle part, no steel pan is free of metal."""
    shirts = found(Case("61091000", "VN", DAY, Decimal(1000), Decimal(165)))
    assert ("fact", "is_informational_material") not in shirts
    assert not any(name.startswith("confirm:9903.94") for _, name in shirts)
    assert ("fact", "confirm:9903.82.01") not in found(Case("73239300", "VN", DAY, Decimal(1000), Decimal(20)))


def test_a_claim() -> None:
    """Shirts of Mexico: 165 + 10% = 265; under USMCA free, and the 10% goes too."""
    case = Case("61091000", "MX", DAY, Decimal(1000), Decimal(165))
    claimed = Case("61091000", "MX", DAY, Decimal(1000), Decimal(0), "special", "S")
    change = found(case, {"S": claimed})["claim", "S"]
    assert (change.total, change.by) == (Decimal("0.00"), Decimal("-265.00"))


def test_a_claim_that_changes_nothing_is_not_named() -> None:
    case = Case("95030000", "CL", DAY, Decimal(1000), Decimal(0))
    claimed = Case("95030000", "CL", DAY, Decimal(1000), Decimal(0), "special", "CL")
    assert ("claim", "CL") not in found(case, {"CL": claimed})


def test_dates_before_and_after() -> None:
    """Armchairs of Vietnam: 25% until 2026-12-31, 30% announced from 2027-01-01; 300 - 250 = 50."""
    changes = found(Case("9401616011", "VN", DAY, Decimal(1000), Decimal(0)))
    later = changes["date", "2027-01-01"]
    assert (later.total, later.by) == (Decimal("300.00"), Decimal("50.00"))
    assert "Jan 1, 2027" in say(later.text, "en")


def test_the_heaviest_comes_first_and_all_can_be_said() -> None:
    changes = what_would_change(Case("73239300", "VN", DAY, Decimal(1000), Decimal(20)))
    weights = [abs(change.by) for change in changes]
    assert weights == sorted(weights, reverse=True) and weights
    for change in changes:
        for lang in ("en", "es"):
            assert say(change.text, lang)


def test_dates_only_when_they_change_the_duty() -> None:
    """Nothing known changes for shirts of Kenya after 2026-07-24."""
    changes = found(Case("61091000", "KE", DAY, Decimal(1000), Decimal(165)))
    assert not any(kind == "date" and name > DAY.isoformat() for kind, name in changes)
