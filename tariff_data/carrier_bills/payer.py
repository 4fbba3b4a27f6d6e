"""Whose money it is: each line's side, what each side charges and may charge, and the bill in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tariff_data.carrier_bills.bundled_charges import private_span
from tariff_data.carrier_bills.result import JudgedLine, Side, SideTotal, Verdict
from tariff_data.carrier_bills.tolerances import NOTHING, Row, total
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO
from tariff_data.law_records.paperwork import Carrier
from tariff_data.results import EstimateResult, Range

_SIDES: dict[str, Side] = {
    "duty": "government_duty",
    "base_duty": "government_duty",
    "additional_duty": "government_duty",
    "excise": "government_duty",
    "adcvd": "government_duty",
    "marking": "government_duty",
    "interest": "government_fee",
    "fee": "government_fee",
    "government": "government",
    "private_fee": "carrier",
    "freight": "carrier",
    "foreign_tax": "not_us",
    "state_tax": "not_us",
    "total": "total",
}
_BESIDE_THE_POINT = {"freight", "credit", "nothing"}  # they say nothing about whether the bill is right
_ORDER: tuple[Side, ...] = ("government_duty", "government_fee", "government", "carrier", "not_us", "unknown")


def side_of(row: Row) -> Side:
    """Whose charge a line is. A lump that the carrier's own services are in is a total."""
    return _SIDES.get(row.checks, "unknown")


def verdict_of(lines: Sequence[JudgedLine]) -> Verdict:
    """The bill as a whole: too high if any line is, right only if every line is."""
    verdicts = {line.verdict for line in lines if not _beside(line)}
    for verdict in ("too_high", "too_low", "cannot_tell"):
        if verdict in verdicts:
            return verdict
    return "right" if verdicts else "cannot_tell"


def _beside(line: JudgedLine) -> bool:
    return line.reason.key in {f"billcheck.{check}" for check in _BESIDE_THE_POINT}


def over(lines: Sequence[JudgedLine]) -> Decimal:
    """The dollars that seem too much, beyond the highest that may be right."""
    return total(
        max(ZERO, line.dollars - highest)
        for line in lines
        if line.verdict == "too_high" and line.dollars is not None and (highest := _highest(line)) is not None
    )


def _highest(line: JudgedLine) -> Decimal | None:
    return line.expected.high if line.expected.high is not None else line.expected.likely


def side_totals(lines: Sequence[JudgedLine], found: EstimateResult, carrier: Carrier | None) -> tuple[SideTotal, ...]:
    """What each side on the bill charges, and what we expect of it."""
    totals = []
    for side in _ORDER:
        mine = [line for line in lines if line.side == side]
        if mine:
            charged = total(line.dollars for line in mine if line.dollars is not None)
            totals.append(SideTotal(side, charged, _expected(side, found, carrier)))
    return tuple(totals)


def _expected(side: Side, found: EstimateResult, carrier: Carrier | None) -> Range:
    if side == "government_duty":
        return found.totals.duty
    if side == "government_fee":
        return Range(found.totals.fees, found.totals.fees, found.totals.fees)
    if side == "government":
        return found.totals.government
    if side == "carrier":
        return private_span(found, carrier)
    return NOTHING if side == "not_us" else Range(None, None, None)


def summary(lines: Sequence[JudgedLine], found: EstimateResult) -> Message:
    """The bill in one sentence."""
    verdict = verdict_of(lines)
    government = found.totals.government
    known = "open" if government.low is None or government.high is None else "range"
    if known == "range" and government.low == government.high:
        known = "known"
    values = {
        "over": over(lines),
        "government": government.low,
        "low": government.low,
        "high": government.high,
        "wrong": sum(line.verdict == "too_high" for line in lines),
        "open": sum(line.verdict == "cannot_tell" for line in lines),
    }
    if verdict == "too_high" and values["over"] == 0:
        return Message("billcheck.summary.too_high.unknown", values)
    return Message(f"billcheck.summary.{verdict}.{known}", values)
