"""The items of a request with their dollar value and checked facts: what is known before any tariff line is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tariff_data.conversion import Conversion
from tariff_data.facts import check_all
from tariff_data.money import cents, whole_dollars
from tariff_data.request import EstimateRequest, Item
from tariff_data.snapshot import Snapshot
from tariff_data.stack import Priced


def priced_items(request: EstimateRequest, money: Conversion, law: Snapshot) -> list[Priced | None]:
    """Each item with its value in dollars; None where the exchange rate is not known. Raises UnknownFact."""
    facts = check_all(item.facts for item in request.items)
    return [_priced(item, answers, request, money, law) for item, answers in zip(request.items, facts, strict=True)]


def _priced(
    item: Item, facts: dict[str, object], request: EstimateRequest, money: Conversion, law: Snapshot
) -> Priced | None:
    dollars = money.dollars(item.value)
    if dollars is None:
        return None
    answers = facts | _unit_value(item, dollars, facts)
    return Priced(item, cents(dollars), whole_dollars(dollars), request.on, law, answers)


def _unit_value(item: Item, dollars: Decimal, facts: Mapping[str, object]) -> dict[str, object]:
    """The dollars per article, where the count says them: value bands divide many lines."""
    counted = item.quantity is not None and item.quantity_unit in (None, "no", "prs")
    if not counted or "unit_value" in facts or item.quantity is None:
        return {}
    return {"unit_value": str(cents(dollars / item.quantity))}
