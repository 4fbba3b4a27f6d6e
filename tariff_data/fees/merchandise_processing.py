"""The merchandise processing fee (19 CFR 24.23) and what stands in its place at express facilities."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from tariff_data.core.messages import Message
from tariff_data.core.money import cents, whole_dollars
from tariff_data.declaration.shipment import Goods, Shipment
from tariff_data.entry.entry_type import entry_rule
from tariff_data.law_records.charges import ReliefRule
from tariff_data.law_records.provisions import Fee
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import Entry, FeeLine

_CHAPTER_98 = {"us_goods_returned": "us_goods_returned", "repair_return": "repair", "household": "household_effects"}


def fee_line(
    kind: str, fee: Fee, amount: Decimal | None, why: Message, *, sure: bool = True, formula: Message | None = None
) -> FeeLine:
    """A line with the fee's own citation, source and confidence."""
    status: Literal["applies", "conditional"] = "applies" if sure and amount is not None else "conditional"
    source = fee.source
    return FeeLine(kind, amount, status, why, source.citation, source.url, formula, fee.confidence)


class ProcessingFee:
    """On informal entries a fixed amount, on formal ones a share of the value between limits; mail pays none."""

    kind = "mpf"

    def lines(self, shipment: Shipment, entry: Entry, snap: Snapshot) -> Iterator[FeeLine]:
        payable = [item for item in shipment.goods if not self._spared(item, shipment, snap)]
        if not payable or entry.type not in {"informal", "formal", "mail"}:
            return
        value = sum((whole_dollars(item.value) for item in payable), Decimal(0))
        if entry.type == "formal":
            yield self._formal(value, shipment, snap)
        elif entry.type == "mail":
            if entry_rule(shipment, snap).filed_by != "importer_or_broker":
                return  # customs, or a party that collects for the post, files no entry that pays it
            fee = snap.fee("mpf_informal_automated")
            yield fee_line(self.kind, fee, fee.amount, Message("fee.mpf.mail"), sure=False)
        elif shipment.mode != "express":
            fee = snap.fee("mpf_informal_automated")
            known = shipment.mode is not None
            key = "fee.mpf.informal" if known else "fee.mpf.unknown_mode"
            amount = fee.amount if known else None
            yield fee_line(self.kind, fee, amount, Message(key, {"amount": fee.amount}))

    def _formal(self, value: Decimal, shipment: Shipment, snap: Snapshot) -> FeeLine:
        fee = snap.fee("mpf_formal")
        rate, least, most = fee.rate or Decimal(0), fee.min or Decimal(0), fee.max or Decimal(0)
        share = value * rate / 100
        amount = cents(min(max(share, least), most))
        limits = {"rate": rate, "value": value, "share": cents(share), "min": least, "max": most, "amount": amount}
        key = (
            "fee.mpf.formal.minimum"
            if share < least
            else "fee.mpf.formal.maximum"
            if share > most
            else "fee.mpf.formal"
        )
        if shipment.mode is None:
            return fee_line(self.kind, fee, None, Message("fee.mpf.unknown_mode", {"amount": amount}))
        if shipment.mode == "post":
            return fee_line(self.kind, fee, amount, Message("fee.mpf.mail"), sure=False)
        return fee_line(
            self.kind,
            fee,
            amount,
            Message(key, limits),
            formula=Message("formula.ad_valorem", {"pct": rate, "base": value}),
        )

    @staticmethod
    def _spared(item: Goods, shipment: Shipment, snap: Snapshot) -> bool:
        relief = _CHAPTER_98.get(shipment.purpose)
        spared_by_chapter98 = any(rule.id == relief and rule.mpf_exempt for rule in snap.of(ReliefRule))
        return item.mpf_exempt or spared_by_chapter98 or item.origin in snap.members("insular")


class ExpressFee:
    """Per air waybill of an informal shipment at an express consignment facility, in place of the processing fee."""

    kind = "express_consignment"

    def lines(self, shipment: Shipment, entry: Entry, snap: Snapshot) -> Iterator[FeeLine]:
        if entry.type != "informal" or shipment.mode not in {"express", None}:
            return
        fee = snap.fee("express_consignment")
        known = shipment.mode == "express"
        key = "fee.express_consignment" if known else "fee.express_consignment.unknown_mode"
        yield fee_line(self.kind, fee, fee.amount if known else None, Message(key, {"amount": fee.amount}))


class ManualEntryFee:
    """The surcharge for a formal entry that is filed on paper."""

    kind = "manual_entry"

    def lines(self, shipment: Shipment, entry: Entry, snap: Snapshot) -> Iterator[FeeLine]:
        if entry.type == "formal":
            fee = snap.fee("mpf_manual_surcharge")
            yield fee_line(self.kind, fee, fee.amount, Message("fee.manual_entry"), sure=False)
