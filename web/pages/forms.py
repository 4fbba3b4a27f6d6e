"""The estimator's form: what a person typed, as a request of the contract, and the faults back at their fields.

An address holds a whole form: names of an item's fields repeat and are matched by place, so a result page is its own
permanent link and works without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from multidict import MultiMapping

from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from web.http.validation import Faults

ITEM = ("what", "price", "made", "ship", "qty", "unit", "weight", "hts", "claim")
SHIPMENT = ("by", "on", "for", "sender", "currency", "rate", "freight", "insurance")
MOST_ITEMS = 20
_FACT = re.compile(r"fact\.(\d{1,2})\.([\w:.]{1,80})")
_PLACES = {  # where the contract puts a field
    "description": "what", "value": "price", "origin": "made", "ship_from": "ship", "quantity": "qty",
    "quantity_unit": "unit", "weight_kg": "weight", "hts": "hts", "claims": "claim", "mode": "by", "on": "on",
    "purpose": "for", "sender": "sender", "currency": "currency", "exchange_rate": "rate", "freight": "freight",
    "insurance": "insurance",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field as a template draws it."""

    name: str
    id: str
    value: str
    error: str | None


@dataclass
class Form:
    """What was typed, per item and for the shipment; `facts` are answers to questions, by item and name."""

    lang: str
    items: list[dict[str, str]] = field(default_factory=lambda: [{}])
    shipment: dict[str, str] = field(default_factory=dict)
    facts: dict[int, dict[str, str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, sent: MultiMapping[Any], lang: str) -> Form:
        """A form from a query or a posted body; what it does not know it leaves out."""
        columns = {name: [str(value).strip() for value in sent.getall(name, [])] for name in ITEM}
        count = min(max((len(values) for values in columns.values()), default=1) or 1, MOST_ITEMS)
        items = [
            {name: values[place] for name, values in columns.items() if place < len(values) and values[place]}
            for place in range(count)
        ]
        items = [item for item in items if set(item) - {"unit", "qty"}] or [{}]
        shipment = {name: str(sent[name]).strip() for name in SHIPMENT if sent.get(name, "")}
        form = cls(lang, items, shipment)
        for name, value in sent.items():
            if (match := _FACT.fullmatch(name)) and str(value):
                form.facts.setdefault(int(match[1]), {})[match[2]] = str(value)
        return form

    @classmethod
    def of(cls, request: Mapping[str, Any], lang: str) -> Form:
        """The form that would send a request of the contract."""
        items = [_typed(item) for item in request["items"]]
        facts = {
            place: {name: _said(value) for name, value in item["facts"].items()}
            for place, item in enumerate(request["items"])
            if item.get("facts")
        }
        return cls(lang, items, {own: value for own, value in _typed(request).items() if own in SHIPMENT}, facts)

    def field(self, name: str, place: int = 0) -> Field:
        """A field of an item (by place) or of the shipment."""
        return self._field(name, self.items[place] if name in ITEM else self.shipment, place if name in ITEM else 0)

    def _field(self, name: str, values: Mapping[str, str], place: int) -> Field:
        identity = named(name, place)
        return Field(name, identity, values.get(name, ""), self.errors.get(identity))

    def request(self) -> dict[str, Any]:
        """The request of the contract."""
        request: dict[str, Any] = {
            "lang": self.lang,
            "on": self.shipment.get("on") or None,
            "mode": self.shipment.get("by") or None,
            "sender": self.shipment.get("sender") or None,
            "items": [self._item(place, item) for place, item in enumerate(self.items)],
        }
        request |= {
            name: self.shipment[own]
            for name, own in (("purpose", "for"), ("currency", "currency"))
            if self.shipment.get(own)
        }
        request |= {
            name: number(self.shipment[own], money=own != "rate")
            for name, own in (("exchange_rate", "rate"), ("freight", "freight"), ("insurance", "insurance"))
            if self.shipment.get(own)
        }
        return request

    def _item(self, place: int, item: Mapping[str, str]) -> dict[str, Any]:
        return {
            "description": item.get("what", ""),
            "hts": item.get("hts") or None,
            "value": number(item.get("price", ""), money=True),
            "quantity": number(item["qty"], money=False) if item.get("qty") else None,
            "quantity_unit": (item.get("unit") or None) if item.get("qty") else None,
            "weight_kg": number(item["weight"], money=False) if item.get("weight") else None,
            "origin": item.get("made", ""),
            "ship_from": item.get("ship") or None,
            "claims": [item["claim"]] if item.get("claim") else [],
            "facts": {name: _fact(value) for name, value in self.facts.get(place, {}).items()},
        }

    def take(self, faults: Faults) -> None:
        """Put the faults of a request at the fields they belong to, in the person's language."""
        for fault in faults.errors:
            identity, key = self._place(fault["at"])
            self.errors.setdefault(identity, words.say(Message(key), self.lang))
        for place, item in enumerate(self.items):  # other faults keep the request from being looked at as a whole
            if not item.get("what") and not item.get("hts"):
                self.errors.setdefault(named("what", place), words.say(Message("site.form.error.what"), self.lang))

    def _place(self, at: str) -> tuple[str, str]:
        parts = at.split(".")
        if parts[0] != "items" or len(parts) == 1:
            own = _PLACES.get(parts[0], "what")
            return own, f"site.form.error.{own}"
        place = int(parts[1]) if parts[1].isdigit() else 0
        own = _PLACES.get(parts[2], "what") if len(parts) > 2 else "what"
        return named(own, place), f"site.form.error.{own}"

    def pairs(self, *, without: tuple[int, str] | None = None) -> list[tuple[str, str]]:
        """The form as names and values, for an address or for hidden fields; `without`: all but one fact."""
        several = len(self.items) > 1
        pairs = [(name, item.get(name, "")) for item in self.items for name in ITEM if item.get(name) or several]
        pairs += [(name, self.shipment[name]) for name in SHIPMENT if self.shipment.get(name)]
        pairs += [
            (f"fact.{place}.{name}", value)
            for place, facts in sorted(self.facts.items())
            for name, value in sorted(facts.items())
            if (place, name) != without
        ]
        return pairs

    def query(self, **changes: str) -> str:
        """The form as the query of an address."""
        kept = [(name, value) for name, value in self.pairs() if name not in changes]
        return urlencode(kept + [(name, value) for name, value in changes.items() if value])

    def fact_pairs(self, *, without: tuple[int, str] | None = None) -> list[tuple[str, str]]:
        """Only the answers to questions."""
        return [pair for pair in self.pairs(without=without) if pair[0].startswith("fact.")]

    def has_more(self, place: int) -> bool:
        """Whether any of an item's rarer fields is filled or faulty."""
        rarer = set(ITEM) - {"what", "price", "made", "qty"}
        return any(self.items[place].get(name) or self.field(name, place).error for name in rarer)

    def errors_in_order(self) -> Iterable[tuple[str, str]]:
        """Field and fault, as the fields stand in the form."""
        return sorted(self.errors.items(), key=lambda error: self._order(error[0]))

    def _order(self, identity: str) -> tuple[int, int]:
        """Where a field stands: items by number, then the shipment."""
        name, _, number = identity.partition("-")
        if name in ITEM:
            return int(number or 1), ITEM.index(name)
        return MOST_ITEMS + 1, SHIPMENT.index(name)


def named(name: str, place: int) -> str:
    """The id of a field that repeats: the first has the bare name."""
    return name if place == 0 else f"{name}-{place + 1}"


def _typed(part: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a request or of an item by the form's names."""
    claims = {"claims": part["claims"][0]} if part.get("claims") else {"claims": ""}
    given = {**part, **claims}
    return {own: str(given[name]) for name, own in _PLACES.items() if given.get(name) not in (None, "")}


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fact(value: str) -> object:
    return {"true": True, "false": False}.get(value, value)


def number(text: str, *, money: bool) -> str:
    """A number as people type it ("$1,234.50", "1.234,50", "450 USD") as a decimal string; else the text as it is.

    The last of two kinds of mark is the decimal one. One mark before three digits groups thousands in money with a
    comma and is the decimal mark in a quantity with a dot; the other way round nobody can tell, so it is spoiled
    to be refused.
    """
    bare = re.sub(r"(?i)^(us)?\$|(usd|us\$|\$|dollars?|dólares)$|[\s\u00a0\u202f']", "", text.strip())
    if not re.fullmatch(r"\d[\d.,]*", bare):
        return text
    comma, dot = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and dot >= 0:
        group, decimal = (",", ".") if dot > comma else (".", ",")
        return bare.replace(group, "").replace(decimal, ".")
    mark = "," if comma >= 0 else "."
    if bare.count(mark) > 1:
        return bare.replace(mark, "") if re.fullmatch(rf"\d{{1,3}}(\{mark}\d{{3}})+", bare) else text
    if re.fullmatch(rf"\d{{1,3}}\{mark}\d{{3}}", bare) and (mark == ",") != money:
        return text.replace(mark, "?")
    return bare.replace(",", "" if re.fullmatch(r"\d{1,3},\d{3}", bare) else ".")
