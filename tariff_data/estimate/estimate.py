"""An estimate from a request: what the shipment owes, line by line, with its range, questions and open facts.

The way is a straight line: law of the day, dollars, each item assessed, entry, reliefs, fees, totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.declaration.currency_conversion import DOLLAR, Conversion, conversion
from tariff_data.declaration.request import EstimateRequest
from tariff_data.declaration.shipment import Goods, Need, Shipment
from tariff_data.duty.line_duty import plus
from tariff_data.entry.entry_type import entry_for, entry_warnings
from tariff_data.estimate.apply_relief import relieved
from tariff_data.estimate.item_assessment import Assessment, assess, unpriced
from tariff_data.estimate.totals import totals
from tariff_data.estimate.valuation import priced_items
from tariff_data.fees.adcvd_warning import adcvd_warnings
from tariff_data.fees.agency_flags import agency_flags, wants_entry_data
from tariff_data.fees.carrier_fees import carrier_fees
from tariff_data.fees.government import government_fees
from tariff_data.hts.database import open_schedule
from tariff_data.hts.lookup import ScheduleLookup
from tariff_data.law_records.coverage import verified_through
from tariff_data.law_records.snapshot import Snapshot, snapshot
from tariff_data.relief.rules import personal_relief
from tariff_data.results import Entry, EntryType, EstimateResult, ItemResult

_UNSUSPENDED = ("is_informational_material", "is_donation")


def estimate(request: EstimateRequest, schedule: ScheduleLookup | None = None) -> EstimateResult:
    """What a shipment owes on its entry date, by the law of that day.

    Raises UnknownFact for a fact nobody asks, UnknownUnit for a unit that is none, NotInForce for a date before the
    law data begins.
    """
    schedule = schedule or open_schedule()
    law = snapshot(request.on)
    money = conversion(request)
    found = _assessed(request, money, law, schedule)
    shipment = _shipment(request, found, law)
    valued = all(one.priced is not None for one in found)
    entry = _entry(shipment, valued, law)
    reliefs = personal_relief(shipment, entry, law)
    found = [relieved(one, relief, schedule, request.lang) for one, relief in zip(found, reliefs, strict=True)]
    duty = plus(*(one.span for one in found))
    fees = government_fees(shipment, entry, law, duty.likely) if valued else None
    sums = totals(duty, fees, entry)
    return EstimateResult(
        on=request.on,
        verified_through=verified_through(),
        schedule=schedule.edition,
        currency=DOLLAR,
        items=tuple(_item_result(one, law) for one in found),
        entry=entry,
        fees=fees or (),
        carrier_fees=carrier_fees(shipment, sums.government.likely, law),
        totals=sums,
        missing=(*money.missing, *(missing for one in found for missing in one.best.missing)),
        warnings=_warnings(shipment, entry, found, law),
    )


def _assessed(request: EstimateRequest, money: Conversion, law: Snapshot, schedule: ScheduleLookup) -> list[Assessment]:
    return [
        assess(priced, schedule, request.lang) if priced else unpriced(item, request.lang)
        for item, priced in zip(request.items, priced_items(request, money, law), strict=True)
    ]


def _shipment(request: EstimateRequest, found: Sequence[Assessment], law: Snapshot) -> Shipment:
    return Shipment(
        on=request.on,
        goods=tuple(_goods(one, law) for one in found),
        mode=request.mode,
        purpose="purchase" if _no_household(request, found) else request.purpose,
        sender=request.sender,
    )


def _no_household(request: EstimateRequest, found: Sequence[Assessment]) -> bool:
    """Whether nothing that is called household goods was used abroad for the year that frees it."""
    answers = [one.priced.facts.get("used_abroad_one_year") for one in found if one.priced]
    return request.purpose == "household" and all(answer is False for answer in answers)


def _goods(one: Assessment, law: Snapshot) -> Goods:
    item, hts = one.item, one.best.hts or None
    return Goods(
        hts=hts,
        value=one.priced.dollars if one.priced else Decimal(0),
        origin=item.origin,
        ship_from=item.ship_from,
        description=item.description,
        quantity=item.quantity,
        quantity_unit=item.quantity_unit,
        weight_kg=item.weight_kg,
        facts=one.priced.facts if one.priced else {},
        needs=_needs(one, law),
        mpf_exempt=one.best.mpf_exempt,
    )


def _needs(one: Assessment, law: Snapshot) -> frozenset[Need]:
    """What weighs on the entry. A possible antidumping order is a warning, not a certainty: it does not weigh."""
    needs: set[Need] = set()
    if one.best.prohibited:
        needs.add("prohibited")
    if any(line.kind == "additional_duty" and line.status == "applies" for line in one.best.lines):
        needs.add("chapter99")
    if any(line.program == "column 1 special" for line in one.best.lines):
        needs.add("claim")
    if one.priced and any(one.priced.facts.get(fact) is True for fact in _UNSUSPENDED):
        needs.add("unsuspended")
    if wants_entry_data(one.best.hts or None, one.item.description, law):
        needs.add("agency")
    return frozenset(needs)


def _entry(shipment: Shipment, valued: bool, law: Snapshot) -> Entry:
    if not valued:
        kind: EntryType = "mail" if shipment.mode == "post" else "informal"
        return Entry(kind, Message("entry.value_unknown"), "", confidence="low")
    return entry_for(shipment, law)


def _item_result(one: Assessment, law: Snapshot) -> ItemResult:
    flags = agency_flags(one.best.hts, one.item.description, law) if one.best.hts else ()
    return replace(one.result(), flags=flags)


def _warnings(shipment: Shipment, entry: Entry, found: Sequence[Assessment], law: Snapshot) -> tuple[Message, ...]:
    """Everything doubtful, each once, in the order in which a reader meets it."""
    said: list[Message] = []
    if shipment.on > verified_through():
        said.append(Message("warning.after_verified", {"day": verified_through()}))
    for one in found:
        said += [*one.warnings, *_low_confidence(one, {warning.values.get("heading") for warning in one.warnings})]
        if one.best.hts:
            said += adcvd_warnings(one.best.hts, one.item.origin, law)
    said += entry_warnings(shipment, entry, law)
    return tuple(dict.fromkeys(said))


def _low_confidence(one: Assessment, warned: set[object]) -> Iterable[Message]:
    """Every figure that rests on a record of low confidence says so, where no other warning names its heading."""
    for line in one.best.lines:
        shown = line.status in {"applies", "exempt", "needs_fact"}
        if line.confidence == "low" and shown and line.heading not in warned:
            programme = Message(f"program.{line.program.replace(' ', '_')}")
            heading = line.heading if line.heading[0].isdigit() else line.citation
            yield Message("warning.low_confidence", {"programme": programme, "heading": heading})
