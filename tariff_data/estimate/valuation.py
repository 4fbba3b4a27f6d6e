"""The items of a request with their dollar value and checked facts: what is known before any tariff line is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tariff_data.core.money import cents, whole_dollars
from tariff_data.declaration.currency_conversion import Conversion
from tariff_data.declaration.quantities import DOZEN
from tariff_data.declaration.request import EstimateRequest, Item
from tariff_data.duty.line_duty import Priced
from tariff_data.duty.quantity_bounds import AtMost
from tariff_data.estimate.answers import check_all
from tariff_data.law_records.snapshot import Snapshot


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
    answers = facts | _unit_value(item, dollars, facts) | _loading(request, facts)
    at_most = AtMost(request.mode, law)
    return Priced(item, cents(dollars), whole_dollars(dollars), request.on, law, answers, at_most)


def _unit_value(item: Item, dollars: Decimal, facts: Mapping[str, object]) -> dict[str, object]:
    """The dollars per article, where the count says them: value bands divide many lines.

    Where no count is given one article is assumed.
    """
    if item.quantity_unit not in (None, "no", "prs", "doz") or "unit_value" in facts:
        return {}
    counted = (item.quantity or Decimal(1)) * (DOZEN if item.quantity_unit == "doz" else 1)
    return {"unit_value": str(cents(dollars / counted))}


def _loading(request: EstimateRequest, facts: Mapping[str, object]) -> dict[str, object]:
    """The day on which goods that come by no ship count as loaded: that of entry.

    The rules for goods on their way spare what was loaded onto a vessel before a duty began (EO 14257 sec. 3(i),
    Proclamation 11012); a parcel in an airplane is never that.
    """
    by_ship = request.mode in (None, "ocean")
    return {} if by_ship or "loading_date" in facts else {"loading_date": request.on}
