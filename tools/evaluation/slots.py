"""Whether what the assistant took from a message is what the message says, slot by slot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.nlu.entities import read
from bot.nlu.lexicon import key, place_names
from bot.nlu.tokenizer import lemmas
from tariff_data.classification import classify

_MODES = {"ocean": "ocean", "post": "post", "courier": "express", "air": "air", "carried by traveler": "traveler"}
_SHORTEST = 4  # letters of a word that may name goods
_NEAR = 8  # candidates whose headings are compared


def wrong_slots(expected: Mapping[str, Any], slots: Mapping[str, Any], lang: str) -> list[str]:
    """The slots that differ: missing, of another value, or filled though the message says nothing of them."""
    return list(_wrong(expected, slots, lang))


def _wrong(expected: Mapping[str, Any], slots: Mapping[str, Any], lang: str) -> Iterator[str]:
    for name, value in expected.items():
        if not _CHECKS[name](value, slots, lang):
            yield name
    for name in ("mode", "purpose", "date", "quantity"):
        if name not in expected and slots.get(name) not in (None, "1") and not _follows(name, expected, slots):
            yield f"{name} (unsaid)"


def _follows(name: str, expected: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    """What goes with something that was said: who carries goods home is a traveler."""
    return name == "purpose" and slots.get(name) == "traveler" and "traveler" in str(expected.get("mode"))


def same_thing(wanted: str, got: str | None, lang: str) -> bool:
    """Whether two descriptions mean the same goods: a word in common, or a tariff heading among the likely ones."""
    if not got:
        return False
    if _stems(wanted, lang) & _stems(got, lang):
        return True
    return bool(_headings(wanted, lang) & _headings(got, lang))


def _stems(text: str, lang: str) -> set[str]:
    """The words that may name goods, by their stems."""
    return {lemma for *_place, lemma in lemmas(read(text, lang)) if len(lemma) >= _SHORTEST and lemma[0] != "x"}


def _headings(text: str, lang: str) -> set[str]:
    return {candidate.hts[:4] for candidate in classify(text, lang, top=_NEAR).candidates}


def _value(wanted: Any, slots: Mapping[str, Any], lang: str) -> bool:
    try:
        got = Decimal(slots["value"])
        if slots.get("each") and slots.get("quantity"):
            got *= Decimal(slots["quantity"])
    except (KeyError, TypeError, InvalidOperation):
        return False
    return got == Decimal(str(wanted))


def _country(name: str) -> str | None:
    return place_names().get(key(name))


def _quantity(wanted: Any, slots: Mapping[str, Any], lang: str) -> bool:
    return slots.get("quantity") is not None and Decimal(slots["quantity"]) == Decimal(str(wanted))


_CHECKS: dict[str, Callable[[Any, Mapping[str, Any], str], bool]] = {
    "item": lambda wanted, slots, lang: same_thing(str(wanted), slots.get("item"), lang),
    "value": _value,
    "currency": lambda wanted, slots, lang: (slots.get("currency") or "USD") == wanted,
    "quantity": _quantity,
    "origin": lambda wanted, slots, lang: slots.get("origin") == _country(wanted),
    "ship_from": lambda wanted, slots, lang: _country(wanted) in (slots.get("ship_from"), slots.get("origin")),
    "mode": lambda wanted, slots, lang: slots.get("mode") == _MODES.get(wanted, wanted),
    "purpose": lambda wanted, slots, lang: slots.get("purpose") == wanted,
    "date": lambda wanted, slots, lang: str(slots.get("date") or "").startswith(str(wanted)),
}
