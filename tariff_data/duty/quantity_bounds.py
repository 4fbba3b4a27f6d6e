"""How much a quantity that nobody gave can be: what one parcel holds, and what the value of the goods leaves room for.

A duty by the kilogram or the piece has no upper end without it, nor has any range that such a line is part of.
The limit of the post is certain. One package by express, and what goods are worth at least, are assumptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from tariff_data.classification.conditions import all_conditions
from tariff_data.core import units
from tariff_data.core.messages import Message
from tariff_data.duty_rates import Rate
from tariff_data.duty_rates.duty import Duty, Goods
from tariff_data.law_records.provisions import LeastValue
from tariff_data.law_records.snapshot import NotInForce, Snapshot

ONE = Decimal(1)
LEAST_DENSITY = Decimal("0.7")
"""Kilograms per liter: no drink, oil or other liquid that a rate counts by the liter weighs less."""
LEAST_PACKED_DENSITY = Decimal("0.25")
"""Kilograms per liter of space that packed fruit takes up."""
PROOF_PER_LITER = Decimal(2)
"""A liter of pure alcohol is two proof liters (27 CFR 27.11, "proof gallon")."""
_PARCELS = {"post": ("parcel_weight_post", True), "express": ("parcel_weight_express", False)}
_BY_WEIGHT = frozenset({"mass", "volume", "proof"})
_BY_NUMBER = frozenset({"count", "pairs"})


@dataclass(frozen=True, slots=True)
class Bound:
    """The most of a quantity: `amount` in kilograms, or in articles (pairs), and why it cannot be more.

    `certain` where it is a limit that holds for every parcel; else it is an assumption, to be said and asked about.
    """

    unit: str
    amount: Decimal
    why: Message
    certain: bool


@dataclass(frozen=True, slots=True)
class AtMost:
    """What bounds the unknown quantities of goods that come one way (`mode`), by the law of a day."""

    mode: str | None
    law: Snapshot

    def bounded(self, hts: str, rate: Rate, goods: Goods) -> tuple[Duty, tuple[Bound, ...]]:
        """A rate's duty with the upper end that the most of every unknown quantity leads to, and what bounds them.

        As it is where nothing is unknown, or where something unknown has no end.
        """
        duty = rate.duty(goods.value, goods.quantities, goods.facts)
        if duty.high is not None or not duty.missing:
            return duty, ()
        most, found = self.bounds(hts, goods, duty.missing)
        high = rate.duty(goods.value, {**goods.quantities, **most}, goods.facts).high
        return (duty, ()) if high is None else (replace(duty, high=high), found)

    def bounds(self, hts: str, goods: Goods, missing: Iterable[str]) -> tuple[dict[str, Decimal], tuple[Bound, ...]]:
        """The most of every missing quantity that can be bounded, by unit code, and what bounds them.

        A duty that asks for a part or a state of the weight is bounded by the weight: it is never more.
        """
        most: dict[str, Decimal] = {}
        found: list[Bound] = []
        kinds = {_kind(unit) for unit in missing}
        if "weight" in kinds and goods.quantity("kg") is None and (bound := self._weight(hts, goods.value)):
            most |= _by_weight(bound.amount)
            found.append(bound)
        if "number" in kinds and (bound := self._number(hts, goods.value)):
            most |= {"no": bound.amount, "prs": bound.amount, "head": bound.amount}
            found.append(bound)
        return {unit: amount for unit, amount in most.items() if goods.quantity(unit) is None}, tuple(found)

    def _weight(self, hts: str, value: Decimal) -> Bound | None:
        return min(self._weights(hts, value), key=lambda bound: bound.amount, default=None)

    def _weights(self, hts: str, value: Decimal) -> Iterator[Bound]:
        if self.mode in _PARCELS:
            id, certain = _PARCELS[self.mode]
            try:
                kg = self.law.threshold(id).amount
            except NotInForce:
                return
            yield Bound("kg", kg, Message(f"at_most.{self.mode}", {"kg": kg}), certain)
        least = self._least(hts, "kg")
        if least is not None and value > 0:
            kg = value / least
            yield Bound("kg", kg, Message("at_most.kg", {"least": least, "kg": _rounded(kg)}), certain=False)

    def _number(self, hts: str, value: Decimal) -> Bound | None:
        """The value bands of many lines say what an article is worth at least, and then that is the law's own word."""
        band = all_conditions()[hts[:8]].each if hts[:8] in all_conditions() else None
        if band and band.over:
            least, certain = Decimal(str(band.over)), True
        else:
            assumed = self._least(hts, "no")
            if assumed is None:
                return None
            least, certain = assumed, False
        number = max((value / least).to_integral_value(ROUND_FLOOR), ONE)
        return Bound("no", number, Message("at_most.no", {"least": least, "number": number}), certain)

    def _least(self, hts: str, unit: str) -> Decimal | None:
        fitting = [
            (max(len(prefix) for prefix in record.hts if hts.startswith(prefix)), record.amount)
            for record in self.law.of(LeastValue)
            if record.unit == unit and hts.startswith(record.hts)
        ]
        return max(fitting)[1] if fitting else None


def _kind(unit: str) -> str:
    measure = units.measure(unit)
    if measure in _BY_WEIGHT or unit.endswith(("_kg", "_t")) or unit == "kg":
        return "weight"
    return "number" if measure in _BY_NUMBER or unit == "head" else ""


def _by_weight(kg: Decimal) -> Mapping[str, Decimal]:
    """What else cannot be more than so many kilograms: liters, space, proof liters, goods with their container."""
    liters = kg / LEAST_DENSITY
    return {
        "kg": kg,
        "l": liters,
        "m3": units.convert(kg / LEAST_PACKED_DENSITY, "l", "m3") or liters,
        "pf_l": liters * PROOF_PER_LITER,
        **dict.fromkeys(("entire_contents_kg", "contents_and_container_kg", "with_container_kg"), kg),
    }


def _rounded(kg: Decimal) -> Decimal:
    """A weight as one says it."""
    return kg.quantize(ONE) if kg >= 10 else kg.quantize(Decimal("0.1"))
