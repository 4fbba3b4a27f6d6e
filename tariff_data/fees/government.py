"""Every government fee on a shipment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from tariff_data.core.messages import Message
from tariff_data.declaration.shipment import Shipment
from tariff_data.fees.dutiable_mail import DutiableMailFee
from tariff_data.fees.harbor_maintenance import HarborFee
from tariff_data.fees.merchandise_processing import ExpressFee, ManualEntryFee, ProcessingFee
from tariff_data.law_records.snapshot import NotInForce, Snapshot
from tariff_data.results import Entry, FeeLine


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
