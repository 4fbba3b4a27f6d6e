"""Decimal money: customs value in whole dollars per line, duty and fees to the cent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal("0.00")
_CENT = Decimal("0.01")
_DOLLAR = Decimal("1")


def cents(amount: Decimal) -> Decimal:
    """An amount in US dollars, rounded half up to the cent."""
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)


def whole_dollars(amount: Decimal) -> Decimal:
    """The entered value: the nearest whole dollar, 50 cents up (19 CFR 141.90; 152.103 for what it holds)."""
    return amount.quantize(_DOLLAR, rounding=ROUND_HALF_UP)
