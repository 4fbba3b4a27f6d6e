"""The end of the form: the estimate, and the one question that would make it better."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import asked_now, button, heard, lang_of, reason, reply, subject, whom_to_ask, words
from bot.actions.bill_check import cannot_check, line_reasons, show_check
from bot.forms.shipment_slots import UNKNOWN, Changes, known, needs_rate
from bot.judging.asking import asks_reason
from bot.responses.cards import can_estimate, card, next_question, summary
from knowledge.wording.translate import has

_EXAMPLE_VALUE = "100"


class ActionEstimate(Action):
    """Shows the estimate for the shipment in the slots."""

    def name(self) -> str:
        return "action_estimate"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        whom_to_ask(dispatcher, tracker)
        slots, notes, changes = assumed(tracker)
        if tracker.get_slot("bill"):
            if not can_estimate(slots) or not known(tracker.slots, "value"):
                return cannot_check(dispatcher, tracker)
            return show_check(dispatcher, tracker, slots, notes)
        if not can_estimate(slots):
            return cannot_estimate(dispatcher, tracker, slots)
        return show(dispatcher, tracker, slots, notes, changes)


def cannot_estimate(dispatcher: CollectingDispatcher, tracker: Tracker, slots: dict[str, Any]) -> list[dict[str, Any]]:
    """What is missing for one number, and how to come by it."""
    if not known(slots, "item") and not known(slots, "hts"):
        reply(dispatcher, words(tracker, "estimate.cannot_item"), topic="estimate")
        return [SlotSet("pending", None), SlotSet("item", None)]
    compare = button(words(tracker, "button.compare"), "compare", place=["CN", "VN", "MX"])
    reply(dispatcher, words(tracker, "estimate.cannot"), buttons=[compare], topic="estimate")
    return [SlotSet("pending", None)]


def show(
    dispatcher: CollectingDispatcher, tracker: Tracker, slots: dict[str, Any], notes: list[str], changes: Changes
) -> list[dict[str, Any]]:
    """One message with the card, one with the next question where there is one."""
    lang = lang_of(tracker)
    try:
        shown = card(slots, lang)
    except (ValidationError, ValueError, KeyError) as error:
        reply(dispatcher, words(tracker, "estimate.failed", reason=reason(error)), topic="estimate")
        return [SlotSet("pending", None)]
    reply(
        dispatcher,
        " ".join([*notes, summary(shown, slots, lang), *_first_time(tracker, shown)]),
        card=shown,
        sources=sources(shown),
        topic="estimate",
        buttons=[
            button(words(tracker, "button.why"), "why"),
            button(words(tracker, "button.start_over"), "start_over"),
        ],
    )
    question = next_question(shown, slots, lang)
    if question:
        buttons = [button(label, "inform", slot=question.slot, value=value) for value, label in question.options]
        reply(dispatcher, question.text, buttons=buttons, topic="estimate")
    remembered = {**changes, "pending": question.as_slot() if question else None, "estimated": "yes"}
    remembered["topic"] = {"slug": None, "asked": words(tracker, "topic.duty")}
    return [SlotSet(name, value) for name, value in remembered.items()]


def _first_time(tracker: Tracker, shown: dict[str, Any]) -> list[str]:
    """What an estimate is, and what comes on top of it: said of the first one of a conversation only."""
    if tracker.get_slot("estimated") or shown["entry"]["type"] == "refused":
        return []
    carried = tracker.get_slot("mode") != "traveler"
    return [words(tracker, "estimate.first_carried" if carried else "estimate.first")]


def assumed(tracker: Tracker) -> tuple[dict[str, Any], list[str], Changes]:
    """The slots with what had to be assumed where the person does not know, and sentences that say so."""
    slots, notes = dict(tracker.slots), []
    if slots.get("value") == UNKNOWN:
        slots |= {"value": _EXAMPLE_VALUE, "currency": "USD", "each": None}
        notes.append(words(tracker, "estimate.example_value", amount=_EXAMPLE_VALUE))
    if slots.get("origin") == UNKNOWN:
        slots["origin"] = slots["ship_from"] if known(slots, "ship_from") else UNKNOWN
        if known(slots, "origin"):
            slots["origin_assumed"] = "yes"
    if slots.get("exchange_rate") == UNKNOWN or needs_rate(slots):
        slots["exchange_rate"] = None
        notes.append(words(tracker, "estimate.no_rate", currency=slots.get("currency")))
    return slots, notes, {}


def sources(shown: dict[str, Any]) -> list[str]:
    """The citations of the lines that count, each once."""
    cited = [
        line["citation"]
        for item in shown["items"]
        for line in item["lines"]
        if line["status"] in ("applies", "exempt", "prohibited")
    ]
    return list(
        dict.fromkeys(
            [*(text for text in cited if text), *([shown["entry"]["citation"]] if shown["entry"]["citation"] else [])]
        )
    )[:6]


class ActionWhy(Action):
    """Explains the lines of the estimate that was shown: formula and reason, line by line."""

    def name(self) -> str:
        return "action_why"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if asks_reason(heard(tracker).text, lang_of(tracker)) and (asked := asked_now(tracker)):
            reply(dispatcher, reason_of(tracker, asked), topic=subject(tracker))
            return []
        slots, _notes, _changes = assumed(tracker)
        if not can_estimate(slots) or not tracker.get_slot("estimated"):
            reply(dispatcher, words(tracker, "why.nothing"), topic="chitchat")
            return []
        shown = card(slots, lang_of(tracker))
        told = line_reasons(tracker, slots)
        told += [_explained(tracker, line) for line in _asked_lines(shown, heard(tracker).text)]
        told += [words(tracker, "why.entry", why=shown["entry"]["why"])]
        reply(dispatcher, "\n".join(told), sources=sources(shown), topic=subject(tracker))
        return []


def reason_of(tracker: Tracker, asked: str) -> str:
    """What the question that was asked last is for."""
    key = f"asked_why.{asked}"
    return words(tracker, key if has(f"bot.{key}", lang_of(tracker)) else "asked_why.fact")


def _asked_lines(shown: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """The lines the question names by their rate ("where does the 10% come from"), else every line that counts."""
    lines = [line for item in shown["items"] for line in item["lines"]]
    named = [line for line in lines if line["rate_pct"] and f"{line['rate_pct']}%" in text.replace(" ", "")]
    return named or [
        line for line in lines if line["status"] in ("applies", "needs_fact", "not_computable", "prohibited", "exempt")
    ]


def _explained(tracker: Tracker, line: dict[str, Any]) -> str:
    name = line.get("program_name") or line["program"]
    if line["amount"] is None:
        return words(tracker, "why.line_open", heading=line["heading"], name=name, why=line["why"])
    return words(
        tracker,
        "why.line",
        heading=line["heading"],
        name=name,
        formula=line["formula"] or line["rate"],
        amount=line["amount"],
        why=line["why"],
    )
