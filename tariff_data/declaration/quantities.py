"""What is known of an item's quantity, by unit code, from the count, the unit and the weight somebody gave."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tariff_data.core.units import code_of, counted_as
from tariff_data.declaration.request import Item

DOZEN = 12


class UnknownUnit(ValueError):
    """A unit of quantity that the desk cannot read."""


def quantities_of(item: Item, line_units: tuple[str, ...]) -> Mapping[str, Decimal]:
    """Quantities of the whole line; on a line that the schedule counts in pairs a bare count and a dozen mean pairs.

    Raises UnknownUnit for a `quantity_unit` that is none.
    """
    known: dict[str, Decimal] = {}
    if item.weight_kg is not None:
        known["kg"] = item.weight_kg
    if item.quantity is not None:
        unit = code_of(item.quantity_unit) if item.quantity_unit else None
        if item.quantity_unit and unit is None:
            raise UnknownUnit(f"{item.quantity_unit!r} is not a unit of quantity")
        counted = counted_as(line_units)
        if unit == "doz" and counted == "prs":
            known["prs"] = item.quantity * DOZEN
        else:
            known[unit or counted] = item.quantity
    return known
