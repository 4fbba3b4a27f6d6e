"""What a private carrier, the post or a broker may add. Never a government charge, and never part of its totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO, cents
from tariff_data.declaration.shipment import Shipment
from tariff_data.law_records.charges import PrivateFee
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import CarrierFee, Confidence

_BROKER = "Customs broker"  # no company: a word that each language has
_ORDER: tuple[Confidence, ...] = ("high", "medium", "low")


def carrier_fees(shipment: Shipment, advanced: Decimal | None, snap: Snapshot) -> tuple[CarrierFee, ...]:
    """Per carrier the least and the most of its usual fees, in dollars, for the mode (unknown mode: every mode).

    `advanced`: duty and government fees that the carrier pays first; None: not known. Nothing to advance may mean no
    fee (the price lists do not say whether the minimum is then due), so `low` is zero.
    """
    if shipment.comes_with_traveler:
        return ()
    by_carrier: dict[tuple[str, tuple[str, ...]], list[PrivateFee]] = defaultdict(list)  # a service has its own modes
    for fee in snap.of(PrivateFee):
        if fee.usual and _concerns(fee, shipment):
            by_carrier[fee.carrier, fee.modes].append(fee)
    found = (_together(carrier, fees, shipment, advanced) for (carrier, _), fees in by_carrier.items())
    return tuple(fee for fee in found if fee is not None)


def _concerns(fee: PrivateFee, shipment: Shipment) -> bool:
    value = shipment.value
    return (
        (shipment.mode is None or shipment.mode in fee.modes)
        and (fee.value_from is None or value >= fee.value_from)
        and (fee.value_to is None or value <= fee.value_to)
        and (not fee.origins or bool(shipment.origins & set(fee.origins)))
    )


def _together(
    carrier: str, fees: Iterable[PrivateFee], shipment: Shipment, advanced: Decimal | None
) -> CarrierFee | None:
    low: Decimal = ZERO
    high: Decimal | None = ZERO
    parts: list[PrivateFee] = []
    for fee in fees:
        least, most = _span(fee, shipment, advanced)
        if most == 0:
            continue
        parts.append(fee)
        low += least
        high = None if high is None or most is None else high + most
    if not parts:
        return None
    main = parts[0]
    names = tuple(fee.name for fee in parts)
    named = Message(f"carrier.name.{carrier.replace(' ', '_')}") if carrier == _BROKER else carrier
    values = {"carrier": named, "names": names, "percent": main.percent, "minimum": main.minimum}
    key = f"carrier.{main.kind}" if main.percent is not None or main.kind != "disbursement" else "carrier.processing"
    confidence = max((fee.confidence for fee in parts), key=_ORDER.index)
    return CarrierFee(carrier, low, high, Message(key, values), ", ".join(names), main.source.url, confidence)


def _span(fee: PrivateFee, shipment: Shipment, advanced: Decimal | None) -> tuple[Decimal, Decimal | None]:
    """The least and the most of one fee; the most is None where it depends on a duty that is not known."""
    if fee.kind == "line":
        extra = max(0, len(shipment.goods) - (fee.free_lines or 0))
        most = cents((fee.amount or ZERO) * extra)
        return most, most
    if fee.kind == "disbursement":
        minimum = fee.minimum or ZERO
        if advanced is None:
            return ZERO, None
        most = max(minimum, cents(advanced * (fee.percent or ZERO) / 100))
        return (ZERO if advanced == 0 else most), most
    if fee.kind == "collection" and advanced == 0:
        return ZERO, ZERO
    least = ZERO if fee.kind in {"collection", "processing"} else fee.amount or ZERO
    return least, fee.amount_high or fee.amount
