"""What a rate comes to on given goods: low, likely and high in unrounded US dollars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tariff_data.core import units
from tariff_data.core.messages import Message


@dataclass(frozen=True, slots=True)
class Duty:
    """An amount with its formula. All three figures are equal when nothing is missing.

    With something missing `likely` is None; `low` is the part that is certain, or None where no part is (unknown is
    never zero); `high` is None where nothing bounds it. `missing` names units (`prs`) and facts (`case_value`).
    """

    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None
    formula: Message
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goods:
    """What is known of the goods: entered value in dollars, quantities by unit code, facts by name (line totals)."""

    value: Decimal
    quantities: Mapping[str, Decimal]
    facts: Mapping[str, object]

    def quantity(self, unit: str) -> Decimal | None:
        """A quantity as given, converted, or given as a fact; proof liters also from liters and alcohol by volume."""
        found = units.find(self.quantities, unit)
        if found is None:
            found = self.number(unit)
        if found is None and unit == "pf_l":
            liters, strength = units.find(self.quantities, "l"), self.number("alcohol_pct")
            if liters is not None and strength is not None:
                found = liters * strength / PROOF_PCT
        return found

    def number(self, fact: str) -> Decimal | None:
        """A fact as a number of zero or more, or None."""
        given = self.facts.get(fact)
        if given is None or isinstance(given, bool):
            return None
        try:
            number = given if isinstance(given, Decimal) else Decimal(str(given))
        except InvalidOperation:
            return None
        return number if number.is_finite() and number >= 0 else None


PROOF_PCT = Decimal(50)
"""A proof liter is a liter at 50% alcohol by volume (27 CFR 27.11, "proof gallon")."""
