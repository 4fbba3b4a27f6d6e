"""Why a heading applies, spares or gives way, as messages."""

from __future__ import annotations

from decimal import Decimal

from tariff_data.additional_duties.case import Case
from tariff_data.additional_duties.matching import Entry
from tariff_data.additional_duties.schema import RateSpec
from tariff_data.core.messages import Message

_HUNDRED = Decimal(100)


def program(name: str) -> Message:
    """The programme's name."""
    return Message(f"program.{name}")


def rate_message(rate: RateSpec) -> Message:
    """The rate as it is shown beside a heading."""
    if rate.kind == "free":
        return Message("measure.rate.free")
    if rate.kind == "top_up_to":
        return Message("measure.rate.total", {"pct": rate.pct})
    if rate.kind == "replace_base":
        return Message("measure.rate.in_place", {"pct": rate.pct})
    if rate.kind == "unknown":
        return (
            Message("measure.rate.up_to", {"pct": rate.pct})
            if rate.pct is not None
            else Message("measure.rate.unknown")
        )
    return Message("measure.rate.added", {"pct": rate.pct})


def why(entry: Entry, case: Case) -> Message:
    """The plain reason for a heading."""
    measure = entry.measure
    values = {"country": case.origin, "since": measure.from_, "heading": entry.heading}
    if measure.effect == "prohibition":
        return Message("measure.why.prohibited", values)
    if measure.effect in ("exemption", "report"):
        return Message(f"measure.why.topic.{measure.topic}" if measure.topic else "measure.why.topic.other", values)
    return Message(f"measure.why.{measure.program}", values)


def why_charged(entry: Entry, case: Case, rate: RateSpec, share: Decimal) -> Message:
    """The reason for a duty, with the ceiling it tops up to and the part of the value it is charged on."""
    reason = why(entry, case)
    if rate.kind == "top_up_to":
        reason = Message("measure.why.topped_up", {"reason": reason, "pct": rate.pct})
    elif rate.kind == "replace_base":
        reason = Message("measure.why.in_place", {"reason": reason, "pct": rate.pct})
    for spec in entry.conditions:
        if spec.base_rate_at_least is not None and rate.kind == "free":
            reason = Message("measure.why.reached", {"reason": reason, "pct": spec.base_rate_at_least})
    if share == 0:
        return Message("measure.why.on_nothing", {"reason": reason})
    if share != 1:
        part = {"reason": reason, "pct": share * _HUNDRED}
        if entry.content:
            return Message("measure.why.on_content", {**part, "metal": Message(f"measure.metal.{entry.content}")})
        return Message("measure.why.on_part", part)
    return reason


def why_displaced(by: str, reason: Message) -> Message:
    """Another heading takes the place of this one."""
    return Message("measure.why.displaced", {"by": by, "reason": reason})
