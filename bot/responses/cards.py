"""Estimates for the conversation: run them, put them in a card, sum them up in a sentence, choose the next question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from bot.forms.shipment_slots import Slots, known, request
from knowledge.presentation.estimate import estimate_as_dict
from knowledge.wording.translate import say
from tariff_data.core.messages import Message
from tariff_data.declaration.exchange_rates import ExchangeRate, rate_on
from tariff_data.declaration.request import EstimateRequest

Card = dict[str, Any]
_PARTS = 6  # more lines than this are left to the card
_LISTED = 3  # more things than this are counted, not named


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
    asked = request(slots, lang)
    imported = rate_on(asked.currency, asked.exported_on or asked.on)
    return dict(_card(asked.model_dump_json(), lang, imported))


@lru_cache(maxsize=64)
def _card(asked: str, lang: str, imported: ExchangeRate | None) -> Card:
    """An estimate by its request and the imported rate: "why" and "what if" come back to the one just shown."""
    from tariff_data.estimate.estimate import estimate

    wanted = EstimateRequest.model_validate_json(asked)
    shown = estimate_as_dict(estimate(wanted), lang)
    return {"type": "estimate", **shown, "request": wanted.model_dump(mode="json", exclude_defaults=True)}


def summary(shown: Card, slots: Slots, lang: str) -> str:
    """The estimate in a few sentences: what is owed, what was assumed, how it comes in."""
    parts = [owed(shown, lang), made_of(shown, lang)]
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
    if shown["entry"]["type"] == "formal":
        parts.append(shown["entry"]["why"])
    if slots.get("date"):
        from datetime import date

        parts.append(say(Message("bot.estimate.as_of", {"day": date.fromisoformat(shown["on"])}), lang))
    return " ".join(part for part in parts if part)


def owed(shown: Card, lang: str) -> str:
    """What is owed, in one sentence, as exactly as it is known and no more."""
    item = _named(shown, lang)
    if shown["entry"]["type"] == "refused":
        return say(Message("bot.estimate.refused", {"why": shown["entry"]["why"]}), lang)
    known_part, span = ("government", shown["totals"]["government"]), shown["totals"]["government"]
    if span["likely"] is None and shown["totals"]["duty"]["likely"] is not None:
        known_part, span = ("duty", shown["totals"]["duty"]), shown["totals"]["duty"]
    values: dict[str, object] = {"item": item, **span}
    if span["likely"] is not None:
        spread = span["low"] is not None and span["high"] is not None and span["low"] != span["high"]
        return say(Message(f"bot.estimate.{known_part[0]}_{'spread' if spread else 'exact'}", values), lang)
    if span["low"] is not None and span["high"] is not None and span["low"] != span["high"]:
        return say(Message("bot.estimate.between", values), lang)
    if span["low"] is not None and Decimal(span["low"]) > 0:
        return say(Message("bot.estimate.at_least", values), lang)
    return say(Message("bot.estimate.unknown", values), lang)


def made_of(shown: Card, lang: str) -> str | None:
    """The lines and fees that make up the amount, in one sentence: each line with its rate, of several things each."""
    parts = _sums(shown, lang) if len(shown["items"]) > 1 else _lines(shown, lang)
    fees = [fee for fee in shown["fees"] if fee["status"] == "applies" and fee["amount"] not in (None, "0.00")]
    parts += [say(Message(f"bot.fee.{fee['kind']}", {"amount": fee["amount"]}), lang) for fee in fees]
    if not parts or len(parts) > _PARTS:
        return None
    return say(Message("bot.estimate.made_of", {"parts": "; ".join(parts)}), lang)


def _sums(shown: Card, lang: str) -> list[str]:
    """What each thing owes, where it is known."""
    return [
        say(Message("bot.estimate.sum", {"name": name, "amount": item["duty"]["likely"]}), lang)
        for name, item in zip(_names(shown), shown["items"], strict=True)
        if item["duty"]["likely"] is not None
    ]


def _lines(shown: Card, lang: str) -> list[str]:
    return [
        say(
            Message(
                "bot.estimate.part", {"name": line["program_name"], "rate": line["rate"], "amount": line["amount"]}
            ),
            lang,
        )
        for item in shown["items"]
        for line in item["lines"]
        if line["status"] == "applies" and line["amount"] not in (None, "0.00")
    ]


def _names(shown: Card) -> list[str]:
    return [item["description"] or item["chosen"] or "" for item in shown["items"]]


def _named(shown: Card, lang: str) -> str:
    """The things by name; of many the first, and how many there are."""
    names = _names(shown)
    if len(names) <= _LISTED:
        return say(Message("bot.estimate.named", {"names": names}), lang)
    return say(Message("bot.estimate.items", {"n": Decimal(len(names)), "first": names[0]}), lang)


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
            return NextQuestion(f"fact.{asked['id']}", _asked_of(shown, asked["text"], lang), options)
    return None


def _asked_of(shown: Card, question: str, lang: str) -> str:
    """The question; where there are several things, with the one that it is about."""
    if len(shown["items"]) == 1:
        return question
    return say(Message("bot.ask.of_item", {"item": _names(shown)[-1], "question": question}), lang)


def can_estimate(slots: Slots) -> bool:
    """Whether thing, value and origin are all known."""
    return known(slots, "value") and known(slots, "origin") and (known(slots, "item") or known(slots, "hts"))
