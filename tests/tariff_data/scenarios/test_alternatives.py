"""What would change a duty, seen from a whole request."""

from __future__ import annotations

from decimal import Decimal

from tariff_data.declaration.request import EstimateRequest
from tariff_data.scenarios.alternatives import changes_of


def changes(**item: object) -> dict[str, tuple[str, Decimal]]:
    request = EstimateRequest.model_validate(
        {"on": "2026-11-24", "mode": "express", "items": [{"value": "100", **item}]}
    )
    return {change.id: (change.kind, change.by) for change in changes_of(request, 0, request.items[0].hts or "")}


def test_a_usmca_claim_frees_a_mexican_shirt_of_both_duties() -> None:
    # 16.5% base and 10% forced-labor duty fall away: $26.50 of $100.
    assert changes(hts="61091000", origin="MX")["S"] == ("claim", Decimal("-26.50"))


def test_a_claim_that_is_already_made_is_not_proposed() -> None:
    assert "S" not in changes(hts="61091000", origin="MX", claims=["S"])


def test_a_book_is_spared_the_country_duty_when_it_is_informational() -> None:
    assert changes(hts="49019900", origin="DE")["is_informational_material"][1] == Decimal("-10.00")


def test_nothing_is_said_without_a_dollar_value() -> None:
    request = EstimateRequest.model_validate(
        {"on": "2026-11-24", "currency": "EUR", "items": [{"hts": "61091000", "value": "10", "origin": "MX"}]}
    )
    assert changes_of(request, 0, "61091000") == ()
