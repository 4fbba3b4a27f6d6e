"""Several things with their prices in one message: "2 shirts, $20 each, and a wool hat for $15 from Italy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from bot.dialogue.user_message import Heard
from bot.forms.shipment_slots import Changes, as_item, details
from bot.nlu.entities import read
from bot.nlu.known_goods import known_goods
from bot.nlu.normalize import plain
from bot.nlu.tokenizer import entities
from tariff_data.classification import classify

_JOINTS = {
    "en": (r"[,;]?\s(?:and|plus|also)\s|\s?\+\s?", r"[,;]\s"),
    "es": (r"[,;]?\s(?:y|mas|ademas|tambien)\s|\s?\+\s?", r"[,;]\s"),
}
_LONGEST = 6  # words of a thing that stands among others
_SHARED = ("origin", "origin_assumed", "ship_from")


def parts(said: Heard, lang: str) -> list[Heard]:
    """The message cut into its things, each with a price; nothing where it does not plainly hold several."""
    prices = [e for e in said.of("money") if e.get("role") != "freight"]
    if len(prices) < 2:
        return []
    cuts = list(_cuts(plain(said.text), prices, lang))
    if len(cuts) != len(prices) - 1:
        return []
    places = [0, *cuts, len(said.text)]
    texts = [said.text[a:b] for a, b in pairwise(places)]
    found = [replace(said, text=text, entities=tuple(entities(read(text, lang, said.today)))) for text in texts]
    return found if all(part.price and _is_thing(part.value("item"), lang) for part in found) else []


def _is_thing(text: str | None, lang: str) -> bool:
    """Whether the tariff may have such goods, so that "I paid" is none; one word alone must be known for sure."""
    words = (text or "").split()
    if not words or len(words) > _LONGEST:
        return False
    if len(words) == 1:
        return known_goods(words[0], lang)
    return bool(classify(" ".join(words), lang, top=1).candidates)


def _cuts(text: str, prices: list[Mapping[str, Any]], lang: str) -> Iterator[int]:
    """Where one thing ends and the next begins: at "and" between two prices, else at the first comma."""
    for one, other in pairwise(prices):
        between = text[one["end"] : other["start"]]
        for joint in _JOINTS.get(lang, _JOINTS["en"]):
            if match := re.search(joint, between):
                yield one["end"] + match.start()
                break


def changes_of(found: list[Heard], slots: Mapping[str, Any]) -> Changes:
    """The things as changes of slots: the last one is the present item, the others stand before it.

    They share what only one of them says: where they were made or sent from, how, and when.
    """
    read_parts: list[Changes] = [details(part, {}) | {"item": part.value("item")} for part in found]
    told = next((part for part in read_parts if part.get("origin")), {})
    for part in read_parts:
        if not part.get("origin"):
            part |= {name: told.get(name) for name in _SHARED}
    whole: Changes = {}
    for part in read_parts:
        whole |= {name: value for name, value in part.items() if value is not None}
    before = [as_item(part) for part in read_parts[:-1]]
    last = {"hts": None, "each": None, "quantity": None, "quantity_unit": None, "weight": None, "facts": None}
    shared: Changes = {name: whole[name] for name in ("mode", "purpose", "sender", "date", "freight") if name in whole}
    return {**last, **shared, **read_parts[-1], "items": [*(slots.get("items") or ()), *before]}
