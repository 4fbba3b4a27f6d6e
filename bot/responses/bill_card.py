"""The check itself: the bill of the slots as a request, its result as a card, and the answer in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from bot.forms.bill_form import CARRIER, LINES, is_total_only
from bot.forms.shipment_slots import UNKNOWN, Slots, known, request
from bot.responses.cards import NextQuestion, next_question, owed
from knowledge.presentation.bill import bill_as_dict
from knowledge.wording.translate import say
from tariff_data.carrier_bills import BillLine, BillRequest, check_bill
from tariff_data.core.messages import Message

Card = dict[str, Any]
_EXPLAINED, _STEPS = 3, 4  # how many are said; the card has them all


def bill_request(slots: Slots, lang: str) -> BillRequest:
    """The bill and the shipment in the slots. Raises pydantic's ValidationError where a value is out of bounds."""
    goods = request(slots, lang)
    total = say(Message("bot.bill.total"), lang)
    fields = {name: getattr(goods, name) for name in type(goods).model_fields}
    return BillRequest(
        **fields,
        lines=tuple(BillLine(name=line["name"] or total, amount=Decimal(line["amount"])) for line in slots[LINES]),
        carrier=slots[CARRIER] if known(slots, CARRIER) else "",
        bill_currency=slots.get("bill_currency") or "USD",
        paid_at_checkout=Decimal(slots["bill_paid"]) if slots.get("bill_paid") else None,
        asked_on=date.fromisoformat(slots.get("today") or date.today().isoformat()),
    )


def bill_card(slots: Slots, lang: str) -> Card:
    """The checked bill as a card of type "bill"."""
    return bill_as_dict(check_bill(bill_request(slots, lang)), lang)


def verdict(card: Card, slots: Slots, lang: str) -> str:
    """The answer: the verdict, each line that is not right with its reason, what leads to the amount, what to do."""
    told = [say(Message("bot.bill.verdict", {"verdict": card["verdict_label"], "summary": card["summary"]}), lang)]
    told += [_line(line, lang) for line in card["lines"] if line["verdict"] != "right"]
    told += [f"- {text}" for text in _causes(card)]
    if card["verdict"] == "cannot_tell":
        told.append(owed(card["estimate"], lang))
    if steps := _first_steps(card):
        told.append(say(Message("bot.bill.to_do"), lang))
        told += [f"{number}. {_step(step)}" for number, step in enumerate(steps, 1)]
    told += _assumed(slots, card, lang)
    return "\n".join(told)


def _line(line: Card, lang: str) -> str:
    values = {name: line[name] for name in ("name", "amount", "reason")} | {"verdict": line["verdict_label"]}
    return say(Message("bot.bill.line", values), lang)


def _causes(card: Card) -> Iterator[str]:
    """What explains the amounts, the likeliest first."""
    yield from (explanation["text"] for explanation in card["explanations"][:_EXPLAINED])


def _first_steps(card: Card) -> list[Card]:
    """The papers to ask for and the routes that have a deadline; where there are few, what else can be done."""
    urgent = [step for place, step in enumerate(card["steps"]) if place == 0 or step["deadline"]]
    return (urgent if len(urgent) > 1 else card["steps"])[:_STEPS]


def _step(step: Card) -> str:
    """What to do, and until when where the day is known (else the text itself tells)."""
    return " ".join(part for part in (step["text"], step["deadline"] if step["due"] else None) if part)


def _assumed(slots: Slots, card: Card, lang: str) -> Iterator[str]:
    if slots.get("origin_assumed"):
        yield say(Message("bot.estimate.origin_assumed", {"country": slots["origin"]}), lang)
    if not slots.get("date") and not _asks_date(slots):
        yield say(Message("bot.bill.date_assumed", {"day": date.fromisoformat(card["on"])}), lang)


def _asks_lines(slots: Slots) -> bool:
    return is_total_only(slots) and LINES not in (slots.get("bill_skipped") or ())


def _asks_date(slots: Slots) -> bool:
    return not slots.get("date") and "date" not in (slots.get("bill_skipped") or ()) and not _asks_lines(slots)


def next_bill_question(card: Card, slots: Slots, lang: str) -> NextQuestion | None:
    """What would make the answer surer: the bill's lines, the day of entry, then what the estimate would ask."""
    if _asks_lines(slots):
        options = (("unknown", say(Message("bot.button.no_lines"), lang)),)
        return NextQuestion(LINES, say(Message("bot.ask.bill_parts"), lang), options)
    if _asks_date(slots):
        options, on = (("unknown", say(Message("bot.button.lately"), lang)),), date.fromisoformat(card["on"])
        return NextQuestion("date", say(Message("bot.ask.entry_date", {"day": on}), lang), options)
    settled = {**slots, "mode": slots.get("mode") or UNKNOWN}
    return next_question(card["estimate"], settled, lang)
