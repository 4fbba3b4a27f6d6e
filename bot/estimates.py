"""Estimates for the conversation: run them, put them in a card, sum them up in a sentence, choose the next question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.shipment import Slots, known, request
from knowledge.presentation import estimate_as_dict
from knowledge.words import say
from tariff_data.messages import Message

Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The question asked after an estimate: the slot it fills (`mode`, `fact.material`), its words and its options."""

    slot: str
    text: str
    options: tuple[tuple[str, str], ...]  # value, label

    def as_slot(self) -> dict[str, Any]:
        """What the conversation remembers of it, so that a typed answer is understood."""
        return {"slot": self.slot, "options": [list(option) for option in self.options]}


def card(slots: Slots, lang: str) -> Card:
    """The estimate of the shipment in the slots, as CONTRACT has it, with `type` for the chat."""
    from tariff_data.estimate import estimate

    asked = request(slots, lang)
    return {
        "type": "estimate",
        **estimate_as_dict(estimate(asked), lang),
        "request": asked.model_dump(mode="json", exclude_defaults=True),
    }


def summary(shown: Card, slots: Slots, lang: str) -> str:
    """The estimate in a few sentences: what is owed, what was assumed, how it comes in."""
    parts = [_owed(shown, lang)]
    if slots.get("origin_assumed"):
        parts.append(say(Message("bot.estimate.origin_assumed", {"country": slots["origin"]}), lang))
    if slots.get("each") and slots.get("quantity"):
        total = Decimal(slots["value"]) * Decimal(slots["quantity"])
        values = {
            "each": Decimal(slots["value"]),
            "count": Decimal(slots["quantity"]),
            "total": total,
            "currency": slots.get("currency") or "USD",
        }
        parts.append(say(Message("bot.estimate.priced_each", values), lang))
    if slots.get("currency") is None and slots.get("value"):
        parts.append(say(Message("bot.estimate.dollars_assumed"), lang))
    if slots.get("date"):
        from datetime import date

        parts.append(say(Message("bot.estimate.as_of", {"day": date.fromisoformat(shown["on"])}), lang))
    return " ".join(parts)


def _owed(shown: Card, lang: str) -> str:
    if shown["entry"]["type"] == "refused":
        return say(Message("bot.estimate.refused", {"why": shown["entry"]["why"]}), lang)
    government, what = shown["totals"]["government"], _named(shown, lang)
    if government["likely"] is None and government["low"] is None:
        return say(Message("bot.estimate.unknown", {"item": what}), lang)
    low, likely, high = (
        Decimal(government[name]) if government[name] is not None else None for name in ("low", "likely", "high")
    )
    if likely is None:
        return say(
            Message("bot.estimate.between", {"item": what, "low": low, "high": high if high is not None else low}), lang
        )
    if low is not None and high is not None and high - low > Decimal("0.01"):
        return say(Message("bot.estimate.likely", {"item": what, "likely": likely, "low": low, "high": high}), lang)
    return say(Message("bot.estimate.exact", {"item": what, "likely": likely}), lang)


def _named(shown: Card, lang: str) -> str:
    names = [item["description"] or item["chosen"] or "" for item in shown["items"]]
    return (
        names[0]
        if len(names) == 1
        else say(Message("bot.estimate.items", {"n": Decimal(len(names)), "first": names[0]}), lang)
    )


def next_question(shown: Card, slots: Slots, lang: str) -> NextQuestion | None:
    """How it is sent, where nobody said; else the engine's own question about the present item."""
    if slots.get("mode") is None and shown["entry"]["type"] != "refused":
        modes = ("post", "express", "traveler", "ocean", "unknown")
        options = tuple((mode, say(Message(f"bot.mode.{mode}"), lang)) for mode in modes)
        return NextQuestion("mode", say(Message("bot.ask.mode"), lang), options)
    facts: Mapping[str, Any] = slots.get("facts") or {}
    for asked in shown["items"][-1]["questions"]:
        if asked["id"] not in facts and asked["options"]:
            options = tuple((option["value"], option["label"]) for option in asked["options"])
            if not any(value == "unknown" for value, _label in options):
                options = (*options, ("unknown", say(Message("bot.button.dont_know"), lang)))
            return NextQuestion(f"fact.{asked['id']}", asked["text"], options)
    return None


def can_estimate(slots: Slots) -> bool:
    """Whether thing, value and origin are all known."""
    return known(slots, "value") and known(slots, "origin") and (known(slots, "item") or known(slots, "hts"))
