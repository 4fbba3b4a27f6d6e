"""The duties on mail of 2025-05-02 to 2026-07-23, which stood in place of every other duty on small parcels."""

from __future__ import annotations

from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.core.money import cents
from tariff_data.declaration.shipment import Goods, Shipment
from tariff_data.law_records.provisions import PostalDuty, PostalRate
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.relief.lines import Relief
from tariff_data.results import DutyLine


def postal_relief(shipment: Shipment, snap: Snapshot) -> tuple[Relief, ...] | None:
    """The postal duty per article, None when no such duty holds for the parcel.

    The carrier took a percentage of the value or a flat amount per parcel, one method for all its mail: the percentage
    is the likely figure, the range spans both. A flat amount is shared out by value.
    """
    for duty in snap.of(PostalDuty):
        of_those_origins = not duty.origins or shipment.origins <= set(duty.origins)
        if of_those_origins and shipment.value <= snap.threshold(duty.up_to).amount:
            return tuple(Relief(Decimal(0), (_line(duty, item, shipment, snap),)) for item in shipment.goods)
    return None


def _line(duty: PostalDuty, item: Goods, shipment: Shipment, snap: Snapshot) -> DutyLine:
    rate, confidence = duty.ad_valorem, duty.confidence
    if rate is None:
        record = _rate_of(item.origin, snap)
        rate = record.rate
    amount = cents(item.value * rate / 100)
    flat = next((tier.amount for tier in duty.flat if tier.takes(rate)), None)
    share = cents(flat * item.value / shipment.value) if flat is not None and shipment.value else amount
    values = {"rate": rate, "value": item.value, "amount": amount, "flat": flat, "country": item.origin}
    return DutyLine(
        kind="additional_duty",
        heading=duty.id,
        program="postal duty",
        rate=Message("charge.rate.percent", {"rate": rate}),
        rate_pct=rate,
        base=item.value,
        amount=amount,
        status="applies",
        formula=Message("formula.ad_valorem", {"pct": rate, "base": item.value}),
        why=Message("relief.postal.two_methods" if flat is not None else "relief.postal", values),
        citation=duty.source.citation,
        source=duty.source.url,
        confidence=confidence,
        low=min(amount, share),
        high=max(amount, share),
        checked=duty.checked,
    )


def _rate_of(country: str, snap: Snapshot) -> PostalRate:
    """The rate of an origin, or the one for origins not named."""
    by_country = {record.country: record for record in snap.of(PostalRate)}
    return by_country.get(country) or by_country[None]
