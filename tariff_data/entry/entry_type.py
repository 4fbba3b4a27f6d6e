"""Which customs entry a shipment needs, and why: the rules of `law/entry.yaml`, tried in order."""

from __future__ import annotations

from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.declaration.shipment import Goods, Shipment
from tariff_data.law_records.provisions import EntryRule, Threshold
from tariff_data.law_records.snapshot import NotInForce, Snapshot
from tariff_data.results import Entry

__all__ = ["Goods", "Shipment", "entry_for", "entry_rule", "entry_warnings"]


def entry_for(shipment: Shipment, snap: Snapshot) -> Entry:
    """The entry that the law of the day asks for; `why.values` holds the value and the limit that decided."""
    rule = entry_rule(shipment, snap)
    limit = _limit(rule, shipment, snap)
    values = {"value": shipment.value, "limit": limit.amount if limit else None}
    if limit is None and rule.type == "formal":
        values["limit"] = snap.threshold("informal_limit").amount
    confidence = limit.confidence if limit and limit.confidence == "low" else rule.confidence
    return Entry(rule.type, Message(f"entry.{rule.id}", values), rule.source.citation, rule.source.url, confidence)


def entry_rule(shipment: Shipment, snap: Snapshot) -> EntryRule:
    """The first rule of the day that takes the shipment."""
    for rule in snap.of(EntryRule):
        if _takes(rule, shipment, snap):
            return rule
    raise NotInForce(f"no way in is known from {snap.since}")  # before the first covered day


def _takes(rule: EntryRule, shipment: Shipment, snap: Snapshot) -> bool:
    purpose = "traveler" if shipment.comes_with_traveler else shipment.purpose
    sender = shipment.sender or "unknown"
    needs = shipment.needs
    return (
        (not rule.modes or shipment.mode in rule.modes)
        and (not rule.purposes or purpose in rule.purposes)
        and (not rule.senders or sender in rule.senders)
        and (not rule.origins or shipment.origins <= set(rule.origins))
        and (rule.ship_from is None or _comes_from(shipment, snap.members(rule.ship_from)))
        and needs.issuperset(rule.requires)
        and needs.isdisjoint(rule.refuses)
        and all(item.needs.issuperset(rule.every) for item in shipment.goods if rule.every)
        and not any(item.stands_in(rule.not_for_hts) for item in shipment.goods if rule.not_for_hts)
        and _within_limit(rule, shipment, snap)
    )


def _comes_from(shipment: Shipment, members: frozenset[str]) -> bool:
    return bool(shipment.goods) and all(item.ship_from in members for item in shipment.goods)


def _limit(rule: EntryRule, shipment: Shipment, snap: Snapshot) -> Threshold | None:
    """The rule's limit, the tightest one where origins differ (an exemption is for the whole shipment)."""
    if not rule.up_to:
        return None
    limits = [snap.threshold(rule.up_to, origin) for origin in shipment.origins] or [snap.threshold(rule.up_to)]
    return min(limits, key=lambda limit: (limit.status == "available", limit.amount))


def _within_limit(rule: EntryRule, shipment: Shipment, snap: Snapshot) -> bool:
    limit = _limit(rule, shipment, snap)
    return limit is None or (limit.status == "available" and shipment.value <= limit.amount)


def entry_warnings(shipment: Shipment, entry: Entry, snap: Snapshot) -> tuple[Message, ...]:
    """What is doubtful about the entry, or easily got wrong."""
    found: list[Message] = []
    by_filer = entry.type in {"informal", "mail"} and entry_rule(shipment, snap).filed_by == "importer_or_broker"
    if by_filer and "chapter99" in shipment.needs:
        limit = snap.threshold("informal_chapter99_limit")
        if shipment.value > limit.amount:
            found.append(Message("warning.entry.chapter99_informal", {"limit": limit.amount}))
    if shipment.purpose == "gift" and entry.type not in {"gift", "traveler", "refused"}:
        found.append(_why_no_gift(shipment, snap))
    if entry.type == "gift" and shipment.sender is None:
        found.append(Message("warning.entry.gift_sender"))
    if entry.why.key == "entry.mail_type_13" and "claim" in shipment.needs:
        found.append(Message("warning.entry.mail_claim"))
    foreign = snap.event("foreign_importer_informal")
    if foreign and entry.type == "informal" and shipment.sender == "business":
        found.append(Message("warning.entry.foreign_importer", {"day": foreign.from_}))
    if entry.confidence == "low" and entry.citation:
        found.append(Message("warning.entry.low_confidence", {"citation": entry.citation}))
    return tuple(found)


def _why_no_gift(shipment: Shipment, snap: Snapshot) -> Message:
    limit: Decimal = snap.threshold("gift").amount
    if shipment.sender == "business":
        return Message("warning.entry.gift_from_business")
    if shipment.value > limit:
        return Message("warning.entry.gift_over_limit", {"limit": limit, "value": shipment.value})
    return Message("warning.entry.gift_excluded_goods")
