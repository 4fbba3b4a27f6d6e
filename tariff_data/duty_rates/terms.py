"""The terms a rate is a sum of: a percentage of the value, money per unit, and the two odd ones (degrees, jewels).

Each term evaluates itself, explains itself, and writes itself back in one canonical spelling.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.duty_rates.duty import PROOF_PCT, Duty, Goods
from tariff_data.duty_rates.wording import UNIT_TEXTS, WHOLE_VALUE_TEXTS, money_text, percent_text

ONE = Decimal(1)
HUNDRED = Decimal(100)


def _unit_message(unit: str, quantity: Decimal) -> Message:
    return Message(f"unit.{unit}.one" if quantity == ONE else f"unit.{unit}")


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage of the whole entered value (`of` empty, `entire_set`, `fair_retail_value`) or of a part of it.

    Parts (`case`, `strap`, ...) are evaluated together in `parts.py`: what is unknown of one is bounded by the others.
    """

    pct: Decimal
    of: str = ""

    @property
    def whole(self) -> bool:
        return self.of in WHOLE_VALUE_TEXTS

    def needs(self) -> tuple[str, ...]:
        return () if self.whole else (f"{self.of}_value",)

    def evaluate(self, goods: Goods) -> Duty:
        """The duty on the whole value; `fair_retail_value` may be given as a fact and is else the value."""
        base = goods.value
        if self.of == "fair_retail_value":
            base = goods.number("fair_retail_value") or base
        amount = base * self.pct / HUNDRED
        return Duty(amount, amount, amount, Message("formula.ad_valorem", {"pct": self.pct, "base": base}))

    def __str__(self) -> str:
        return percent_text(self.pct, self.of)


@dataclass(frozen=True, slots=True)
class PerUnit:
    """Dollars per unit of quantity: `90¢/pr.`, `$1.646/kg`, `1.7¢/kg on lead content`, `31.4¢/pf. liter`."""

    dollars: Decimal
    unit: str

    def needs(self) -> tuple[str, ...]:
        return (self.unit,)

    def evaluate(self, goods: Goods) -> Duty:
        quantity = goods.quantity(self.unit)
        if quantity is None:
            low, high = self._bounds(goods)
            formula = Message("formula.unknown_quantity", {"rate": str(self), "unit": Message(f"unit.{self.unit}")})
            return Duty(low, None, high, formula, (self.unit,))
        amount = quantity * self.dollars
        values = {"rate": str(self), "quantity": quantity, "unit": _unit_message(self.unit, quantity)}
        return Duty(amount, amount, amount, Message("formula.specific", values))

    def _bounds(self, goods: Goods) -> tuple[Decimal | None, Decimal | None]:
        """What the plain weight or volume says: a content is never more, contents with their container never less."""
        if self.unit == "pf_l":
            liters = goods.quantity("l")
            return None, None if liters is None else liters * HUNDRED / PROOF_PCT * self.dollars
        side, unit = _BOUNDED_BY.get(self.unit, ("", ""))
        plain = goods.quantity(unit) if unit else None
        if plain is None:
            return None, None
        amount = plain * self.dollars
        return (None, amount) if side == "at most" else (amount, None)

    def __str__(self) -> str:
        return money_text(self.dollars) + UNIT_TEXTS[self.unit]


_BOUNDED_BY: dict[str, tuple[str, str]] = {
    unit: ("at most", "kg") for unit in UNIT_TEXTS if unit.endswith("content_kg")
} | {
    "clean_kg": ("at most", "kg"),
    "drained_kg": ("at most", "kg"),
    "total_sugars_kg": ("at most", "kg"),
    "entire_contents_kg": ("at least", "kg"),
    "contents_and_container_kg": ("at least", "kg"),
    "with_container_kg": ("at least", "kg"),
    "with_container_t": ("at least", "t"),
}


@dataclass(frozen=True, slots=True)
class PerDegree:
    """Raw sugar: dollars per kg, less so much for each polarimetric degree under a limit, not below a floor."""

    dollars: Decimal
    less: Decimal
    degrees: Decimal
    floor: Decimal

    def needs(self) -> tuple[str, ...]:
        return ("kg", "sugar_degrees")

    def evaluate(self, goods: Goods) -> Duty:
        kg, degrees = goods.quantity("kg"), goods.number("sugar_degrees")
        missing = tuple(name for name, known in (("kg", kg), ("sugar_degrees", degrees)) if known is None)
        if kg is None:
            values: dict[str, object] = {"rate": str(self), "unit": Message("unit.kg")}
            return Duty(None, None, None, Message("formula.unknown_quantity", values), missing)
        if degrees is None:
            formula = Message("formula.unknown_degrees", {"rate": str(self), "quantity": kg})
            return Duty(kg * self.floor, None, kg * self.dollars, formula, missing)
        under = max(self.degrees - degrees, Decimal(0))
        per_kg = max(self.dollars - self.less * under, self.floor)
        values = {"rate": f"{money_text(per_kg)}/kg", "quantity": kg, "unit": _unit_message("kg", kg)}
        return Duty(kg * per_kg, kg * per_kg, kg * per_kg, Message("formula.specific", values))

    def __str__(self) -> str:
        return (
            f"{money_text(self.dollars)}/kg less {money_text(self.less)}/kg for each degree under {self.degrees} "
            f"degrees (and fractions of a degree in proportion) but not less than {money_text(self.floor)}/kg"
        )


@dataclass(frozen=True, slots=True)
class PerJewel:
    """Watch movements: dollars per jewel, or per jewel over a number, in each of the articles."""

    dollars: Decimal
    over: int = 0

    def needs(self) -> tuple[str, ...]:
        return ("no", "jewels_each")

    def evaluate(self, goods: Goods) -> Duty:
        number, jewels = goods.quantity("no"), goods.number("jewels_each")
        missing = tuple(name for name, known in (("no", number), ("jewels_each", jewels)) if known is None)
        if number is None or jewels is None:
            values: dict[str, object] = {"rate": str(self), "unit": Message("unit.jewel")}
            return Duty(None, None, None, Message("formula.unknown_quantity", values), missing)
        counted = max(jewels - self.over, Decimal(0)) * number
        amount = counted * self.dollars
        values = {"rate": str(self), "quantity": counted, "unit": _unit_message("jewel", counted)}
        return Duty(amount, amount, amount, Message("formula.specific", values))

    def __str__(self) -> str:
        return f"{money_text(self.dollars)}/jewel" + (f" over {self.over}" if self.over else "")


Term = Percent | PerUnit | PerDegree | PerJewel
