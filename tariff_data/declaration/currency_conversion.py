"""From the invoice's currency to US dollars (31 USC 5151; 19 CFR 159.31 to 159.36: the rate of the date of export)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.declaration.exchange_rates import rate_on
from tariff_data.declaration.request import EstimateRequest
from tariff_data.results import Missing

DOLLAR = "USD"


@dataclass(frozen=True, slots=True)
class Conversion:
    """Dollars per unit of the invoice's currency; None where nobody has said, and `missing` then asks."""

    currency: str
    usd_per_unit: Decimal | None
    missing: tuple[Missing, ...] = ()

    def dollars(self, amount: Decimal) -> Decimal | None:
        """An amount of the invoice in US dollars, unrounded."""
        return None if self.usd_per_unit is None else amount * self.usd_per_unit


def conversion(request: EstimateRequest) -> Conversion:
    """The rate the request gives, else one that was imported for the date of export, else none."""
    if request.currency == DOLLAR:
        return Conversion(DOLLAR, Decimal(1))
    if request.exchange_rate is not None:
        return Conversion(request.currency, request.exchange_rate)
    day = request.exported_on or request.on
    imported = rate_on(request.currency, day)
    if imported is not None:
        return Conversion(request.currency, imported.usd_per_unit)
    why = Message("missing.exchange_rate", {"currency": request.currency, "day": day})
    return Conversion(request.currency, None, (Missing("exchange_rate", why),))
