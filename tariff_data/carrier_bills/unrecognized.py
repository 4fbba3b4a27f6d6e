"""Lines that are neither duty, fee nor a priced service: foreign taxes, special duties, freight, unknown names."""

from __future__ import annotations

from collections.abc import Sequence

from tariff_data.carrier_bills.duty import DutyJudge
from tariff_data.carrier_bills.fees import FeeJudge
from tariff_data.carrier_bills.result import Explanation
from tariff_data.carrier_bills.tolerances import NOTHING, UNKNOWN, Finding, Row, is_fee, is_near
from tariff_data.core.messages import Message
from tariff_data.declaration.request import EstimateRequest
from tariff_data.fees.adcvd_warning import adcvd_warnings
from tariff_data.law_records.snapshot import snapshot
from tariff_data.results import EstimateResult, Range


def other_findings(
    rows: Sequence[Row], goods: EstimateRequest, found: EstimateResult, duty: DutyJudge, fees: FeeJudge
) -> dict[int, Finding]:
    """The findings of every line that no other judge takes."""
    return {row.place: finding for row in rows if (finding := _finding(row, goods, found, duty, fees)) is not None}


def _finding(
    row: Row, goods: EstimateRequest, found: EstimateResult, duty: DutyJudge, fees: FeeJudge
) -> Finding | None:
    values = {"charged": row.amount}
    if row.checks == "foreign_tax":
        if row.amount <= 0:
            return Finding("right", NOTHING, Message("billcheck.duty.right.none", values), confidence="high")
        error = Explanation("foreign_tax", Message("billcheck.error.foreign_tax", {"amount": row.amount}), row.amount)
        return Finding("too_high", NOTHING, Message("billcheck.foreign_tax", values), (error,), confidence="high")
    if row.checks == "adcvd":
        return _adcvd(row, goods, found)
    if row.checks in {"state_tax", "freight", "credit", "marking", "interest", "nothing"}:
        return Finding("cannot_tell", UNKNOWN, Message(f"billcheck.{row.checks}", values))
    if row.checks == "unknown":
        return _by_amount(row, found, duty, fees)
    return None


def _adcvd(row: Row, goods: EstimateRequest, found: EstimateResult) -> Finding:
    """An order's words decide whether goods fall under it, the exporter the rate: nobody can tell from here."""
    law = snapshot(goods.on)
    numbers = [(best.chosen or (best.candidates[0].hts if best.candidates else "")) for best in found.items]
    pairs = [(hts, item.origin) for item, hts in zip(goods.items, numbers, strict=True) if hts]
    orders = [warning for hts, origin in pairs for warning in adcvd_warnings(hts, origin, law)]
    key = "billcheck.adcvd.known" if orders else "billcheck.adcvd.none_known"
    return Finding("cannot_tell", UNKNOWN, Message(key, {"charged": row.amount, "orders": tuple(orders)}))


def _by_amount(row: Row, found: EstimateResult, duty: DutyJudge, fees: FeeJudge) -> Finding:
    """A name nobody knows: its amount may still say what it is."""
    for fee in fees.due():
        if is_fee(row.amount, fee.amount):
            values = {"charged": row.amount, "what": Message(f"billcheck.fee_name.{fee.kind}")}
            return _perhaps(row, Message("billcheck.unknown.equals", values))
    for part in duty.left:
        if is_near(row.amount, part.amount):
            programme = Message(f"program.{part.line.program.replace(' ', '_')}")
            return _perhaps(row, Message("billcheck.unknown.equals", {"charged": row.amount, "what": programme}))
    whole = duty.remaining.likely
    if whole and is_near(row.amount, whole):
        what = Message("billcheck.whole_duty")
        return _perhaps(row, Message("billcheck.unknown.equals", {"charged": row.amount, "what": what}))
    return Finding("cannot_tell", UNKNOWN, Message("billcheck.unknown", {"charged": row.amount}), confidence="low")


def _perhaps(row: Row, reason: Message) -> Finding:
    return Finding("cannot_tell", Range(row.amount, row.amount, row.amount), reason, confidence="low")
