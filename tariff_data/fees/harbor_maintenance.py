"""The harbor maintenance fee (26 USC 4461; 19 CFR 24.24): a share of the value of ocean cargo, no maximum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.core.money import cents, whole_dollars
from tariff_data.declaration.shipment import Shipment
from tariff_data.fees.merchandise_processing import fee_line
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import Entry, FeeLine


class HarborFee:
    """Only what comes by ship pays it; small informal shipments may be spared (a low-confidence limit)."""

    kind = "hmf"

    def lines(self, shipment: Shipment, entry: Entry, snap: Snapshot) -> Iterator[FeeLine]:
        if entry.type not in {"informal", "formal"} or shipment.mode not in {"ocean", None}:
            return
        fee = snap.fee("hmf")
        value = sum((whole_dollars(item.value) for item in shipment.goods), Decimal(0))
        rate = fee.rate or Decimal(0)
        amount = cents(value * rate / 100)
        values = {"rate": rate, "value": value, "amount": amount}
        if shipment.mode is None:
            yield fee_line(self.kind, fee, None, Message("fee.hmf.unknown_mode", values))
            return
        small = snap.threshold("hmf_small_shipment").amount
        maybe_spared = entry.type == "informal" and value <= small
        why = Message("fee.hmf.small" if maybe_spared else "fee.hmf", values | {"limit": small})
        yield fee_line(
            self.kind,
            fee,
            amount,
            why,
            sure=not maybe_spared,
            formula=Message("formula.ad_valorem", {"pct": rate, "base": value}),
        )
