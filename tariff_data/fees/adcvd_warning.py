"""Antidumping and countervailing duty orders that goods may fall under: a warning, never an amount."""

from __future__ import annotations

from tariff_data.core.messages import Message
from tariff_data.law_records.charges import Order
from tariff_data.law_records.snapshot import Snapshot


def adcvd_warnings(hts: str | None, origin: str, snap: Snapshot) -> tuple[Message, ...]:
    """One warning per order on goods of that origin under that number. Its written scope decides, not the number."""
    if hts is None:
        return ()
    orders = [order for order in snap.of(Order) if origin in order.countries and hts.startswith(order.hts)]
    return tuple(_warning(order, origin) for order in orders)


def _warning(order: Order, origin: str) -> Message:
    values = {
        "product": Message(f"adcvd.{order.product}"),
        "country": origin,
        "numbers": order.numbers,
        "high": order.rate_high,
    }
    known = "" if order.numbers else ".no_number"
    rate = ".rate" if order.rate_high is not None else ""
    return Message(f"warning.adcvd{known}{rate}", values)
