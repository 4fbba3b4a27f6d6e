"""The estimate form: which details are still needed, and the questions that ask for them."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import button, heard, lang_of, reply, subject, whom_to_ask, words
from bot.forms.shipment_slots import UNKNOWN, known, needs_rate, other_currency
from bot.judging.asking import asks_amount
from bot.responses.rate_preview import rates_so_far
from knowledge.library.articles import find_article
from knowledge.wording.translate import country_name

# Countries offered as buttons: where most small shipments are from, after the one it is sent from.
_TRIES = 2
_OF_BILL = ("bill_lines", "bill_carrier")  # asked first where a bill is to be checked
_NOTHING_WITHOUT = ("bill_lines", "item")  # where one of them is not known, nothing else needs to be asked
_OFFERED = ("CN", "JP", "GB", "IT", "MX", "VN")


class ValidateEstimateForm(FormValidationAction):
    """Asks for the thing, its price, where it was made, and the exchange rate where nobody knows it.

    Where a bill is checked it asks for the bill's lines and the carrier before.
    """

    def name(self) -> str:
        return "validate_estimate_form"

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        needed = [*(_OF_BILL if tracker.get_slot("bill") else ()), *domain_slots]
        if len(str(tracker.get_slot("hts") or "")) in (8, 10):
            needed.remove("item")
        for slot in _NOTHING_WITHOUT:
            if slot in needed and tracker.get_slot(slot) == UNKNOWN:
                return needed[: needed.index(slot) + 1]
        if needs_rate(tracker.slots) and known(tracker.slots, "value"):
            needed.append("exchange_rate")
        return needed

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return []  # action_read has filled the slots

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return []

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any] | None:
        needed = await self.required_slots(self.domain_slots(domain), dispatcher, tracker, domain)
        missing = next((slot for slot in needed if tracker.get_slot(slot) is None), None)
        if other_currency(tracker.slots):
            missing = "value"
        return {"event": "slot", "name": "requested_slot", "value": missing, "timestamp": None}


class ActionGoOn(Action):
    """An answer that was none: the form asks again, with the reason where it took a number for that of a paper, and the
    second time goes on without the detail."""

    def name(self) -> str:
        return "action_go_on"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        asked, misses = tracker.get_slot("requested_slot"), int(tracker.get_slot("tries") or 0) + 1
        form = heard(tracker).value("form")
        if asked == "value" and form and misses < _TRIES:
            reply(dispatcher, words(tracker, "ask.not_a_form", form=form), topic=subject(tracker))
        if asked is None or misses < _TRIES:
            return [SlotSet("tries", misses)]
        reply(dispatcher, words(tracker, "ask.without"), topic=subject(tracker))
        return [SlotSet("tries", None), SlotSet(asked, UNKNOWN)]


def _asks(tracker: Tracker, question: str) -> str:
    """A question; where a bill was brought up just now, with what it has to do with that."""
    begun = tracker.get_slot("bill") and heard(tracker).intent == "bill_check"
    return f"{words(tracker, 'bill.first')} {question}" if begun else question


def _instead(tracker: Tracker, slot: str) -> list[dict[str, str]]:
    """What can be chosen instead of an answer: that one does not know it, or a guide."""
    return [button(words(tracker, "button.dont_know"), "inform", slot=slot, value=UNKNOWN), *_guides(tracker)]


def _guides(tracker: Tracker) -> list[dict[str, str]]:
    """The guide that may be meant instead where the form begins with a question for the duty on such goods."""
    said = heard(tracker)
    slugs = said.judgement.get("articles") or () if said.intent == "estimate" else ()
    articles = [article for slug in slugs if (article := find_article(str(slug)))]
    return [button(one.in_language(lang_of(tracker)).title, "show_article", article=one.slug) for one in articles]


def _asks_rate(tracker: Tracker) -> bool:
    """Whether the duty on a thing of known origin was asked just now, which its rates answer at once."""
    both = known(tracker.slots, "item") and known(tracker.slots, "origin")
    return both and asks_amount(heard(tracker).text, lang_of(tracker))


def _after_rates(tracker: Tracker, question: str) -> str:
    """A question with what can be said already before it; not again where nobody asks for it."""
    if tracker.get_slot("bill"):
        return _asks(tracker, question)
    rates = rates_so_far(tracker.slots, lang_of(tracker))
    said = any(rates in (event.get("text") or "") for event in tracker.events if event["event"] == "bot")
    return question if said and not _asks_rate(tracker) else f"{rates} {question}"


class AskItem(Action):
    def name(self) -> str:
        return "action_ask_estimate_form_item"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        whom_to_ask(dispatcher, tracker)
        reply(dispatcher, _asks(tracker, words(tracker, "ask.item")), topic=subject(tracker))
        return []


class AskValue(Action):
    def name(self) -> str:
        return "action_ask_estimate_form_value"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        whom_to_ask(dispatcher, tracker)
        what = tracker.get_slot("item")
        if other := other_currency(tracker.slots):
            text = words(tracker, "ask.value_in", item=what, currency=tracker.get_slot("currency"), other=other)
            reply(dispatcher, text, topic=subject(tracker))
            return []
        text = (
            words(tracker, "ask.value_of", item=what) if known(tracker.slots, "item") else words(tracker, "ask.value")
        )
        reply(
            dispatcher,
            _after_rates(tracker, text) if _asks_rate(tracker) else _asks(tracker, text),
            buttons=_instead(tracker, "value"),
            topic=subject(tracker),
        )
        return []


class AskOrigin(Action):
    def name(self) -> str:
        return "action_ask_estimate_form_origin"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        whom_to_ask(dispatcher, tracker)
        lang = lang_of(tracker)
        buttons = [button(country_name(code, lang), "inform", slot="origin", value=code) for code in _OFFERED]
        buttons += _instead(tracker, "origin")
        text = _after_rates(tracker, words(tracker, "ask.origin"))
        reply(dispatcher, text, buttons=buttons, topic=subject(tracker))
        return []


class AskExchangeRate(Action):
    def name(self) -> str:
        return "action_ask_estimate_form_exchange_rate"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        whom_to_ask(dispatcher, tracker)
        text = words(
            tracker, "ask.exchange_rate", currency=tracker.get_slot("currency"), amount=tracker.get_slot("value")
        )
        reply(
            dispatcher,
            _after_rates(tracker, text),
            buttons=[button(words(tracker, "button.dont_know"), "inform", slot="exchange_rate", value=UNKNOWN)],
            topic=subject(tracker),
        )
        return []
