"""What can be said of the rates before there is an estimate, while the origin or the dollar value is asked for."""

from __future__ import annotations

from bot.forms.shipment_slots import Slots, known
from bot.nlu.known_goods import SURE
from bot.responses.cards import card
from knowledge.wording.rates import rate_words
from knowledge.wording.translate import say
from tariff_data.classification import classify
from tariff_data.core.messages import Message
from tariff_data.hts.database import open_schedule

_EXAMPLE = {"value": "100", "currency": "USD", "each": None, "exchange_rate": None, "items": None, "quantity": None}
# Their amounts read as dollars fall into the same value classes of the tariff nearly always ("valued over $600 each").
_NEAR_A_DOLLAR = frozenset({"EUR", "GBP", "CHF", "CAD", "AUD", "NZD"})


def rates_so_far(slots: Slots, lang: str) -> str:
    """The rates on the thing, with what its origin adds where that is known; else what the duty depends on."""
    try:
        parts = _with_origin(slots, lang) if known(slots, "origin") else _base(slots, lang)
    except (ValueError, KeyError):
        parts = None
    if parts is None:
        return say(Message("bot.rates.open"), lang)
    return say(Message("bot.rates.so_far", {"parts": parts}), lang)


def _with_origin(slots: Slots, lang: str) -> str | None:
    """Every duty line on an example of the thing with its rate."""
    near = slots.get("currency") in _NEAR_A_DOLLAR and known(slots, "value")
    example = _EXAMPLE | ({name: slots.get(name) for name in ("value", "each", "quantity")} if near else {})
    shown = card({**slots, **example}, lang)["items"][0]
    if not shown["chosen"] or (shown["candidates"] and shown["candidates"][0]["confidence"] not in SURE):
        return None
    lines = [line for line in shown["lines"] if line["status"] == "applies"]
    return "; ".join(f"{line['program_name']} {line['rate']}" for line in lines) or None


def _base(slots: Slots, lang: str) -> str | None:
    """The base duty of the likeliest line."""
    if not known(slots, "item"):
        return None
    found = classify(str(slots["item"]), lang, top=1, facts=slots.get("facts") or {}).candidates
    line = open_schedule().line(found[0].hts) if found and found[0].confidence in SURE else None
    if line is None:
        return None
    label = found[0].label_es if lang == "es" and found[0].label_es else found[0].label_en
    return say(Message("bot.rates.base", {"label": label, "rate": rate_words(line.general, lang)}), lang)
