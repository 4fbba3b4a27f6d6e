"""The dutiable mail fee (19 CFR 24.22(f)): for each dutiable item whose entry customs itself prepares."""

from __future__ import annotations

from collections.abc import Iterator

from tariff_data.core.messages import Message
from tariff_data.declaration.shipment import Shipment
from tariff_data.entry.entry_type import entry_rule
from tariff_data.fees.merchandise_processing import fee_line
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import Entry, FeeLine


class DutiableMailFee:
    """Owed where customs writes the entry; since others file for the mail it is conditional."""

    kind = "dutiable_mail"

    def lines(self, shipment: Shipment, entry: Entry, snap: Snapshot) -> Iterator[FeeLine]:
        if entry.type != "mail":
            return
        fee = snap.fee("dutiable_mail")
        by_customs = entry_rule(shipment, snap).filed_by == "customs"
        key = "fee.dutiable_mail" if by_customs else "fee.dutiable_mail.conditional"
        yield fee_line(self.kind, fee, fee.amount, Message(key, {"amount": fee.amount}), sure=by_customs)
