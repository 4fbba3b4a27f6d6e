"""The answers that charges read, by name (`facts` of an item). Quantities are read by unit code (`l`, `pf_l`, `no`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Literal

Kind = Literal["percent", "number", "yes_no"]

CHARGE_FACTS: Mapping[str, Kind] = {
    "alcohol_pct": "percent",  # alcohol by volume
    "repair_value": "number",  # US dollars of work done abroad
    "used_abroad_one_year": "yes_no",  # household goods
    "exemption_used": "yes_no",  # traveler: the exemption was used in the last 30 days
    "abroad_hours": "number",  # traveler: length of the stay abroad
    "is_resident": "yes_no",  # traveler: lives in the United States (default)
}


def number(facts: Mapping[str, object], name: str) -> Decimal | None:
    """A number among the facts; None where it was not given or is none."""
    try:
        return Decimal(str(facts[name])) if facts.get(name) is not None else None
    except InvalidOperation:
        return None


def yes(facts: Mapping[str, object], name: str) -> bool | None:
    """A yes or no among the facts; None where it was not given."""
    answer = facts.get(name)
    return answer if isinstance(answer, bool) else None
