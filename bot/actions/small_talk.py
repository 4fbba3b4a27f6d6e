"""Small talk, help, starting over and giving up: one sentence each."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import button, heard, reply, words
from bot.actions.estimate import ActionEstimate
from bot.forms.shipment_slots import cleared

_SAID = frozenset({"greet", "thanks", "goodbye", "help", "chitchat", "affirm", "deny"})


class ActionSay(Action):
    """Says the sentence that belongs to the intent."""

    def name(self) -> str:
        return "action_say"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        intent = heard(tracker).intent
        buttons = openings(tracker) if intent in ("greet", "help", "chitchat") else ()
        reply(
            dispatcher,
            words(tracker, f"say.{intent if intent in _SAID else 'help'}"),
            buttons=buttons,
            topic="chitchat",
        )
        return []


def openings(tracker: Tracker) -> list[dict[str, str]]:
    """Buttons for the things people most often come for."""
    articles = (("de_minimis", "de-minimis-ended"), ("carrier_fees", "carrier-fees"), ("gifts", "gifts"))
    return [
        button(words(tracker, "button.estimate"), "estimate"),
        *(button(words(tracker, f"button.{key}"), "show_article", article=slug) for key, slug in articles),
    ]


class ActionStartOver(Action):
    """Forgets the shipment."""

    def name(self) -> str:
        return "action_start_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        reply(dispatcher, words(tracker, "say.start_over"), topic="chitchat")
        emptied = [SlotSet(name, value) for name, value in {**cleared(), "topic": None, "requested_slot": None}.items()]
        return [*emptied, ActiveLoop(None)]


class ActionStop(Action):
    """Leaves the form; what was said is kept, so that the person can come back to it."""

    def name(self) -> str:
        return "action_stop"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        reply(dispatcher, words(tracker, "say.stop"), topic="chitchat")
        return [SlotSet("requested_slot", None), SlotSet("pending", None), ActiveLoop(None)]


class ActionOutOfScope(Action):
    """Says what the desk is not for, and who is."""

    def name(self) -> str:
        return "action_out_of_scope"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        reply(dispatcher, words(tracker, "say.out_of_scope"), buttons=openings(tracker), topic="out_of_scope")
        return []


class ActionDontKnow(Action):
    """ "I don't know": beside an estimate it goes on without; else whom to ask, and with what at hand."""

    def name(self) -> str:
        return "action_dont_know"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if tracker.get_slot("unfound") and tracker.get_slot("estimated"):
            return list(await ActionEstimate().run(dispatcher, tracker, domain))
        reply(dispatcher, words(tracker, "say.whom_to_ask"), topic="chitchat")
        return []
