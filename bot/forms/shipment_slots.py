"""The shipment a conversation is about: what a message changes in its slots, and the estimate request they make."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.dialogue.user_message import Heard
from tariff_data.declaration.exchange_rates import rate_on
from tariff_data.declaration.request import EstimateRequest, Item

UNKNOWN = "unknown"
ITEM_SLOTS = (
    "item",
    "hts",
    "value",
    "each",
    "currency",
    "quantity",
    "quantity_unit",
    "weight",
    "origin",
    "origin_assumed",
    "ship_from",
    "facts",
)
SHIPMENT_SLOTS = (
    *ITEM_SLOTS,
    "items",
    "mode",
    "purpose",
    "sender",
    "date",
    "freight",
    "exchange_rate",
    "pending",
    "estimated",
    "bill",
    "bill_lines",
    "bill_carrier",
    "bill_currency",
    "bill_paid",
    "bill_skipped",
)
# A count this much larger than the price means that the price is for one piece ("120 candles, 3 EUR").
_CHEAPEST_PIECE = Decimal("0.10")

Slots = Mapping[str, Any]
Changes = dict[str, Any]


def cleared() -> Changes:
    """The changes that empty the shipment."""
    return dict.fromkeys(SHIPMENT_SLOTS)


def details(heard: Heard, slots: Slots, asked: str | None = None) -> Changes:
    """What a message says about the shipment, as changes of slots. `asked` is the slot that was asked for."""
    changes: Changes = {}
    _read_places(heard, asked, changes)
    _read_price(heard, slots, asked, changes)
    for kind in ("mode", "purpose", "sender", "hts", "weight"):
        if heard.value(kind) is not None:
            changes[kind] = heard.value(kind)
    if heard.entry_date:
        changes["date"] = heard.entry_date.isoformat()
    if heard.freight:
        changes["freight"] = heard.freight
    if changes.get("purpose") == "household":
        changes.pop("purpose")
    return changes


def _read_places(heard: Heard, asked: str | None, changes: Changes) -> None:
    made, sent = heard.place("origin", "adjective"), heard.place("ship_from")
    named = heard.place("from", None)
    if asked == "origin" and not made:
        made = named or sent or heard.place("to")
    if made:
        changes |= {"origin": made, "origin_assumed": None}
    if sent or (named and asked != "origin"):
        changes["ship_from"] = sent or named
    if not made and changes.get("ship_from"):
        changes |= {"origin": changes["ship_from"], "origin_assumed": "yes"}


def _read_price(heard: Heard, slots: Slots, asked: str | None, changes: Changes) -> None:
    price, quantity = heard.price, heard.value("quantity")
    if quantity:
        changes |= {"quantity": quantity["quantity"], "quantity_unit": quantity["unit"]}
    country = changes.get("origin") or changes.get("ship_from") or slots.get("origin")
    if price:
        changes |= {
            "value": price["value"]["amount"],
            "currency": heard.currency(country),
            "each": "yes" if price.get("role") == "each" else None,
        }
    elif heard.bare_number and (asked in ("value", None) or heard.of("item")) and asked != "exchange_rate":
        changes |= {"value": heard.bare_number, "each": None}
    elif heard.value("form") and not slots.get("tries"):
        pass  # the number of a customs form; typed once more, it is the price after all
    elif asked == "value" and (number := _as_number(heard.text)):
        changes |= {"value": number, "each": None}
    count, value = changes.get("quantity"), changes.get("value")
    if count and value and not changes.get("each") and Decimal(value) / Decimal(count) < _CHEAPEST_PIECE:
        changes["each"] = "yes"


def _as_number(text: str) -> str | None:
    try:
        amount = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return format(amount, "f") if amount.is_finite() and amount >= 0 else None


def known(slots: Slots, name: str) -> bool:
    """Whether a slot has a value that is not "unknown"."""
    return slots.get(name) not in (None, UNKNOWN)


def as_item(slots: Slots) -> Changes:
    """The present item's slots, to keep among the earlier ones."""
    return {name: slots.get(name) for name in ITEM_SLOTS if slots.get(name) is not None}


def entry_date(slots: Slots) -> date:
    """The entry date the person gave, else the day of the conversation."""
    return date.fromisoformat(slots.get("date") or slots.get("today") or date.today().isoformat())


def other_currency(slots: Slots) -> str | None:
    """The currency of the shipment's earlier items, where the present one is priced in another; else None.

    A shipment is declared in one currency, and one rate cannot convert two.
    """
    earlier = next((part["currency"] for part in slots.get("items") or () if part.get("currency")), None)
    mine = slots.get("currency")
    return str(earlier) if earlier and mine and earlier != mine and known(slots, "value") else None


def needs_rate(slots: Slots) -> str | None:
    """The foreign currency whose rate nobody has given, or None."""
    currency = slots.get("currency")
    if not currency or currency == "USD" or slots.get("exchange_rate"):
        return None
    return None if rate_on(currency, entry_date(slots)) else str(currency)


def request(slots: Slots, lang: str) -> EstimateRequest:
    """The estimate request that the slots make. Raises pydantic's ValidationError where a value is out of bounds."""
    if other := other_currency(slots):
        raise ValueError(f"prices in {other} and {slots['currency']} in one shipment")
    parts = [*(slots.get("items") or ()), as_item(slots)]
    currency = next((part["currency"] for part in parts if part.get("currency")), "USD")
    mode = slots.get("mode") if known(slots, "mode") else None
    rate = slots.get("exchange_rate")
    return EstimateRequest(
        on=entry_date(slots),
        mode=mode,
        lang=lang,
        currency=currency,
        purpose=slots.get("purpose") or ("traveler" if mode == "traveler" else "purchase"),
        sender=slots.get("sender"),
        freight=Decimal(slots.get("freight") or 0),
        exchange_rate=Decimal(rate) if rate and rate != UNKNOWN else None,
        items=tuple(_item(part) for part in parts if part.get("item") or part.get("hts")),
    )


def _item(part: Changes) -> Item:
    count = Decimal(part.get("quantity") or 1)
    value = Decimal(part["value"]) * (count if part.get("each") else 1)
    hts = part.get("hts")
    return Item(
        description=part.get("item") or "",
        hts=hts if hts and len(hts) in (8, 10) else None,
        value=value,
        quantity=count if part.get("quantity") else None,
        quantity_unit=part.get("quantity_unit") if part.get("quantity") else None,
        weight_kg=Decimal(part["weight"]) if part.get("weight") else None,
        origin=part["origin"],
        ship_from=part.get("ship_from"),
        facts=part.get("facts") or {},
    )
