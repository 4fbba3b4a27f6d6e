"""What a message says of a bill, as changes of slots, and the message without it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.user_message import Heard
from bot.forms.shipment_slots import UNKNOWN, Changes, Slots
from bot.nlu.entities import read
from bot.nlu.entities.bill_charge import Charge, aside, charges, prepaid
from bot.nlu.tokenizer import entities
from tariff_data.carrier_bills.names import carrier_named, read_name

LINES, CARRIER = "bill_lines", "bill_carrier"
_NAMED = 60  # characters of a carrier's name
_LETTERS = re.compile(r"\b(?:e-?)?mail(?:ed)?\b|\bpost\b|\bcorreo electronico\b", re.I)


def hear(said: Heard, slots: Slots, asked: str | None, lang: str) -> tuple[Heard, Changes]:
    """The message without what it says of the bill, and that as changes of slots."""
    today = said.today
    on_bill = charges(said.text, lang, today, listing=asked == LINES)
    changes: Changes = {} if slots.get("bill") else {"bill": "yes"}
    if on_bill:
        changes[LINES] = merged(slots.get(LINES) or (), on_bill)
        if currency := _currency(on_bill):
            changes["bill_currency"] = currency
    if paid := prepaid(said.text, lang, today):
        changes["bill_paid"] = paid
    if carrier := _carrier(said.text, asked):
        changes[CARRIER] = carrier
    known = [*(charge.as_span() for charge in on_bill), *aside(said.text, lang)]
    rest = entities(read(said.text, lang, today, known))
    kept = tuple(entity for entity in rest if entity["entity"] not in ("charge", "aside"))
    return replace(said, entities=kept), changes


def merged(before: Sequence[Mapping[str, Any]], heard: Sequence[Charge]) -> list[dict[str, Any]]:
    """The bill's lines with what was heard now: a line of the same name is corrected, another one joins them.

    One total alone is replaced by another one; lines that follow it stand before it.
    """
    fresh = [{"name": charge.name, "amount": charge.amount} for charge in heard]
    names = [key(line) for line in fresh]
    kept = [dict(line) for line in before if key(line) not in names]
    lines = [line for line in kept if key(line) != TOTAL] + [line for line in fresh if key(line) != TOTAL]
    return lines + [line for line in (*kept, *fresh) if key(line) == TOTAL]


TOTAL = "total"


def key(line: Mapping[str, Any]) -> str:
    """What tells lines apart: the charge a name stands for, or the name; everything that is a total is one."""
    term = read_name(str(line["name"])).term if line["name"] else None
    if not line["name"] or (term is not None and term.checks == TOTAL):
        return TOTAL
    return str(line["name"]).casefold()


def _carrier(text: str, asked: str | None) -> str | None:
    """Who sent the bill: a carrier that is named, or whoever was named when asked. "A mail from UPS" names UPS."""
    found = carrier_named(_LETTERS.sub(" ", text)) or carrier_named(text)
    if found:
        return str(found.id)
    return text.strip()[:_NAMED] if asked == CARRIER and text.strip() else None


def _currency(heard: Sequence[Charge]) -> str | None:
    """The currency that is written beside the charges, where it is one."""
    written = {charge.currency for charge in heard if charge.currency}
    return written.pop() if len(written) == 1 else None


def is_total_only(slots: Slots) -> bool:
    """Whether nothing but a total is known of the bill."""
    lines = slots.get(LINES)
    return isinstance(lines, list) and [key(line) for line in lines] == [TOTAL]


def has_lines(slots: Slots) -> bool:
    """Whether any line is known."""
    return bool(slots.get(LINES)) and slots.get(LINES) != UNKNOWN
