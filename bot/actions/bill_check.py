"""The bill checker: the questions for the bill's lines and the carrier, and the answer with its card."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import Button, button, lang_of, reason, reply, whom_to_ask, words
from bot.forms.bill_form import CARRIER, has_lines
from bot.forms.shipment_slots import UNKNOWN
from bot.responses.bill_card import bill_card, next_bill_question, verdict

_CARRIERS = ("UPS", "FedEx", "DHL Express", "USPS")
_TOPIC = "bill_check"
_CITED = 6


class AskBillLines(Action):
    """What the carrier charged."""

    def name(self) -> str:
        return "action_ask_estimate_form_bill_lines"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        whom_to_ask(dispatcher, tracker)
        reply(dispatcher, words(tracker, "ask.bill_lines"), topic=_TOPIC)
        return []


class AskBillCarrier(Action):
    """Who sent the bill."""

    def name(self) -> str:
        return "action_ask_estimate_form_bill_carrier"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        whom_to_ask(dispatcher, tracker)
        buttons = [button(name, "inform", slot=CARRIER, value=name) for name in _CARRIERS]
        buttons.append(button(words(tracker, "button.other_carrier"), "inform", slot=CARRIER, value=UNKNOWN))
        reply(dispatcher, words(tracker, "ask.bill_carrier"), buttons=buttons, topic=_TOPIC)
        return []


def show_check(
    dispatcher: CollectingDispatcher, tracker: Tracker, slots: dict[str, Any], notes: list[str]
) -> list[dict[str, Any]]:
    """One message with the verdict and the card, one with the next question where there is one."""
    lang = lang_of(tracker)
    if not has_lines(slots):
        return cannot_check(dispatcher, tracker)
    try:
        card = bill_card(slots, lang)
    except (ValueError, KeyError) as error:
        reply(dispatcher, words(tracker, "estimate.failed", reason=reason(error)), topic=_TOPIC)
        return [SlotSet("pending", None)]
    cited = [line["citation"] for line in (*card["lines"], *card["steps"]) if line["citation"]]
    reply(
        dispatcher,
        "\n".join([*notes, verdict(card, slots, lang)]),
        card=card,
        sources=list(dict.fromkeys(cited))[:_CITED],
        topic=_TOPIC,
        buttons=_after(tracker),
    )
    question = next_bill_question(card, slots, lang)
    if question:
        buttons = [button(label, "inform", slot=question.slot, value=value) for value, label in question.options]
        reply(dispatcher, question.text, buttons=buttons, topic=_TOPIC)
    pending = question.as_slot() if question else None
    return [SlotSet("pending", pending), SlotSet("estimated", "yes"), SlotSet("topic", None)]


def cannot_check(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Without the amount, the price or the origin nothing can be held against the bill: who can tell them."""
    reply(dispatcher, words(tracker, "bill.cannot"), buttons=_after(tracker)[1:], topic=_TOPIC)
    return [SlotSet("pending", None)]


def line_reasons(tracker: Tracker, slots: dict[str, Any]) -> list[str]:
    """Why each line of the bill is judged as it is; nothing where no bill is checked."""
    if not slots.get("bill") or not has_lines(slots):
        return []
    lines = bill_card(slots, lang_of(tracker))["lines"]
    return [
        words(
            tracker,
            "bill.line",
            name=line["name"],
            amount=line["amount"],
            verdict=line["verdict_label"],
            reason=line["reason"],
        )
        for line in lines
    ]


def _after(tracker: Tracker) -> list[Button]:
    return [
        button(words(tracker, "button.why"), "why"),
        button(words(tracker, "button.bill_article"), "show_article", article="is-my-bill-right"),
        button(words(tracker, "button.start_over"), "start_over"),
    ]
