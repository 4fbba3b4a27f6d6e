"""One message as the assistant heard it: the intent, the entities by kind, and easy questions about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.nlu.entities.money import settle_currency
from bot.nlu.normalize import plain

_NOW = re.compile(r"\b(?:now|nowadays|currently|these days|right now|ahora|hoy en dia|actualmente|ahorita)\b")
KNOWN_SINCE = date(2016, 1, 1)  # a year before is about the goods (a car of 2001), not about their entry


@dataclass(frozen=True, slots=True)
class Heard:
    """What Rasa understood of the latest message."""

    text: str
    intent: str
    entities: tuple[Mapping[str, Any], ...]
    judgement: Mapping[str, Any]
    message_id: str = ""
    metadata: Mapping[str, Any] | None = None

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Heard:
        """From Rasa's `latest_message`."""
        return cls(
            message.get("text") or "",
            (message.get("intent") or {}).get("name") or "",
            tuple(message.get("entities") or ()),
            message.get("judgement") or {},
            message.get("message_id") or "",
            message.get("metadata") or {},
        )

    def of(self, kind: str) -> list[Mapping[str, Any]]:
        """The entities of one kind, in order."""
        return [entity for entity in self.entities if entity["entity"] == kind]

    def value(self, kind: str) -> Any:
        """The first value of a kind, or None."""
        return next((entity["value"] for entity in self.of(kind)), None)

    def place(self, *roles: str | None) -> str | None:
        """The first country with one of these roles."""
        for role in roles:
            for entity in self.of("place"):
                if entity.get("role") == role:
                    return str(entity["value"])
        return None

    @property
    def read(self) -> bool:
        """Whether rules read anything in it: a price, a place, a date."""
        return any(entity["entity"] != "item" for entity in self.entities)

    @property
    def chosen(self) -> tuple[str, Any] | None:
        """The slot and value that a button carries."""
        slot = self.value("slot")
        return (str(slot), self.value("value")) if slot else None

    @property
    def price(self) -> Mapping[str, Any] | None:
        """The price of the goods: the first amount that is not for shipping."""
        return next((entity for entity in self.of("money") if entity.get("role") != "freight"), None)

    @property
    def freight(self) -> str | None:
        """What is paid for shipping."""
        return next((entity["value"]["amount"] for entity in self.of("money") if entity.get("role") == "freight"), None)

    @property
    def entry_date(self) -> date | None:
        """The date that was read, where goods can have been entered on it by the law that is known."""
        found = self.value("date")
        if found and found["precision"] != "day" and _NOW.search(plain(self.text)):
            return None  # "how is mail taxed now, I read it changed in July" asks about now
        when = date.fromisoformat(found["date"]) if found else None
        return when if when and when >= KNOWN_SINCE else None

    @property
    def bare_number(self) -> str | None:
        """A number without a currency that may be the price: one that is said to be the value, else the last."""
        numbers = self.of("number")
        valued = [entity for entity in numbers if entity.get("role") == "value"]
        found = valued or numbers
        return str(found[-1]["value"]) if found else None

    @property
    def today(self) -> date:
        """The day the conversation counts from."""
        on = (self.metadata or {}).get("on")
        return date.fromisoformat(on) if on else date.today()

    def currency(self, country: str | None) -> str | None:
        """The currency of the price, with the country that tells pesos and yuan apart."""
        price = self.price
        return settle_currency(dict(price["value"]), country) if price and price["value"].get("currency") else None
