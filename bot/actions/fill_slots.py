"""Reads each message into the slots before the assistant decides what to do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import asked_now, heard
from bot.dialogue.user_message import Heard
from bot.forms import multi_item as several
from bot.forms.bill_form import CARRIER, LINES, hear
from bot.forms.shipment_slots import UNKNOWN, as_item, cleared, details, other_currency
from bot.judging.qualities import described

_NO_RATE = Decimal(5)  # dollars: no currency is worth more, so this is the price itself
_SHIPMENT_INTENTS = frozenset({"estimate", "inform", "correct", "add_item", "bill_check"})
_BEGINNING = frozenset({"estimate", "bill_check"})
_NAMING = frozenset({"estimate", "inform", "add_item"})
_ANSWERABLE = frozenset(
    {LINES, CARRIER, "item", "value", "mode", "exchange_rate", "hts", "purpose", "ship_from", "quantity", "date"}
)
_BILL_QUESTIONS = (LINES, CARRIER)
_OF_LINE = ("line", "material")  # answers that no longer hold when more is said of the goods
_SKIPPED = (LINES, "date")  # questions after a check that may stay open


class ActionRead(Action):
    """Fills every slot. Rasa may run it twice for a message (when a form begins); the second run changes nothing."""

    def name(self) -> str:
        return "action_read"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        said = heard(tracker)
        if said.message_id and tracker.get_slot("seen") == said.message_id:
            return []
        metadata = said.metadata or {}
        changes: dict[str, Any] = {
            "seen": said.message_id,
            "lang": metadata.get("lang") or tracker.get_slot("lang") or "en",
        }
        if metadata.get("on"):
            changes["today"] = metadata["on"]
        changes |= slot_changes(
            said,
            {**tracker.slots, "lang": changes["lang"]},
            tracker.get_slot("requested_slot") if tracker.active_loop_name else None,
        )
        changes["unfound"] = unfound(said, tracker)
        if said.intent != "offer":
            changes["misses"] = None
        return [SlotSet(name, value) for name, value in changes.items() if tracker.get_slot(name) != value]


def unfound(said: Heard, tracker: Tracker) -> str | None:
    """The slot or fact that the person cannot find out, where that is what the message says."""
    slot, value = said.chosen or (None, None)
    if said.intent == "dont_know" or said.judgement.get("option") == UNKNOWN:
        slot, value = asked_now(tracker), UNKNOWN
    return str(slot) if slot and value == UNKNOWN else None


def slot_changes(said: Heard, slots: dict[str, Any], asked: str | None) -> dict[str, Any]:
    """What the message changes in the shipment, given what was asked."""
    pending = slots.get("pending") or {}
    asked = asked or pending.get("slot")
    if said.chosen:
        return _answered(*said.chosen, slots)  # a button was pressed
    if said.intent == "dont_know" and asked:
        return _answered(asked, UNKNOWN, slots)
    if said.intent not in _SHIPMENT_INTENTS:
        return {}
    option = said.judgement.get("option")
    if option is not None and asked:
        return _answered(asked, option, slots)
    if asked == "exchange_rate" and (rate := _rate(said)):
        return rate
    if said.intent == "bill_check" or slots.get("bill"):
        return _of_bill(said, slots, asked)
    return _of_shipment(said, slots, asked)


def _of_bill(said: Heard, slots: dict[str, Any], asked: str | None) -> dict[str, Any]:
    """What a message changes while a bill is checked: the bill's lines, and the goods in what is left of it."""
    goods, of_bill = hear(said, slots, asked, slots.get("lang") or "en")
    thing = goods.value("item")
    stated = bool(goods.price or goods.bare_number or goods.of("place"))
    if said.intent == "bill_check" and thing and stated and slots.get("estimated"):
        _, of_bill = hear(said, {}, asked, slots.get("lang") or "en")
        return cleared() | details(goods, {}) | of_bill | {"item": thing}
    if thing and not stated and (said.intent == "bill_check" or asked in _BILL_QUESTIONS):
        goods = replace(goods, entities=tuple(e for e in goods.entities if e["entity"] != "item"))
    if said.intent == "estimate" and slots.get("estimated") and thing:
        return _of_shipment(said, slots, asked)
    return _of_shipment(goods, slots, asked) | of_bill


def _of_shipment(said: Heard, slots: dict[str, Any], asked: str | None) -> dict[str, Any]:
    if said.intent in _NAMING and (found := several.parts(said, slots.get("lang") or "en")):
        return _several(found, said, slots)
    changes = details(said, slots, asked)
    if quality := said.judgement.get("quality"):
        facts = {name: value for name, value in (slots.get("facts") or {}).items() if name not in _OF_LINE} or None
        item = described(slots.get("item") or "", str(quality), slots.get("lang") or "en")
        return changes | {"item": item, "facts": facts}
    if asked == "value" and "value" in changes and not changes.get("currency") and (other := other_currency(slots)):
        changes["currency"] = other
    thing = said.value("item")
    if said.intent == "add_item" and (thing or "value" in changes):
        changes = _next_item(slots, changes)
        return changes | ({"item": thing} if thing else {})
    if said.intent == "estimate" and thing and slots.get("estimated"):
        return cleared() | changes | {"item": thing}
    if thing and (said.intent in _BEGINNING or asked == "item" or not slots.get("item") or said.judgement.get("thing")):
        changes |= {"item": thing, "hts": changes.get("hts"), "facts": None}
    if asked and asked.startswith("fact.") and not changes:
        return {}
    return changes


def _several(found: list[Heard], said: Heard, slots: dict[str, Any]) -> dict[str, Any]:
    """Several things at once: a shipment of their own, or more of the present one."""
    if said.intent != "add_item" and slots.get("estimated"):
        return cleared() | several.changes_of(found, {})
    earlier = _next_item(slots, {}) if said.intent == "add_item" else {}
    return earlier | several.changes_of(found, earlier)


def _rate(said: Heard) -> dict[str, Any] | None:
    """The answer to what a foreign amount is in dollars: an amount in dollars, or the rate."""
    price = said.price
    if price and price["value"]["currency"] == "USD":
        amount = Decimal(price["value"]["amount"])
        if amount >= _NO_RATE or not said.bare_number:
            return {"value": price["value"]["amount"], "currency": "USD", "each": None}
    number = said.bare_number
    return {"exchange_rate": number} if number and Decimal(number) > 0 else None


def _next_item(slots: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The present item joins the earlier ones; the new one comes from the same place unless it says otherwise."""
    if not slots.get("item") and not slots.get("hts"):
        return changes
    fresh = {
        "hts": None,
        "value": None,
        "each": None,
        "quantity": None,
        "quantity_unit": None,
        "weight": None,
        "facts": None,
        "item": None,
    }
    return {**fresh, **changes, "items": [*(slots.get("items") or []), as_item(slots)], "pending": None}


def _answered(slot: str, value: Any, slots: dict[str, Any]) -> dict[str, Any]:
    """An answer to the question about a slot or a fact."""
    settled: dict[str, Any] = {"pending": None}
    if value == UNKNOWN and slots.get("estimated") and slot in _SKIPPED:
        return settled | {"bill_skipped": [*(slots.get("bill_skipped") or ()), slot]}
    if slot.startswith("fact."):
        return settled | {"facts": {**(slots.get("facts") or {}), slot.removeprefix("fact."): value}}
    if slot == "origin":
        return settled | {"origin": value, "origin_assumed": None}
    if slot in _ANSWERABLE:
        return settled | {slot: value}
    return {}
