"""Every government fee on a shipment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from tariff_data.charges.hmf import HarborFee
from tariff_data.charges.mail import DutiableMailFee
from tariff_data.charges.mpf import ExpressFee, ManualEntryFee, ProcessingFee
from tariff_data.messages import Message
from tariff_data.result import Entry, FeeLine
from tariff_data.shipment import Shipment
from tariff_data.snapshot import NotInForce, Snapshot


class Charge(Protocol):
    """A fee that knows when it is owed and why."""

    kind: str

    def lines(self, shipment: Shipment, entry: Entry, snap: Snapshot) -> Iterator[FeeLine]: ...


CHARGES: tuple[Charge, ...] = (ProcessingFee(), ExpressFee(), HarborFee(), DutiableMailFee(), ManualEntryFee())


def government_fees(
    shipment: Shipment, entry: Entry, snap: Snapshot, duty: Decimal | None = None
) -> tuple[FeeLine, ...]:
    """The fees of an entry. `duty`: the likely duty in dollars; goods known to be free make mail not dutiable.

    A fee whose amount for that year nobody has published yet is a line without an amount.
    """
    found: list[FeeLine] = []
    for charge in CHARGES:
        if charge.kind == "dutiable_mail" and duty is not None and duty == 0:
            continue
        try:
            found += charge.lines(shipment, entry, snap)
        except NotInForce:
            found.append(FeeLine(charge.kind, None, "conditional", Message("fee.not_published"), "19 CFR 24.22, 24.23"))
    return tuple(found)
