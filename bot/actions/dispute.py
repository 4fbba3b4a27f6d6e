"""What to do about a charge: how it is disputed, what happens when nobody pays, and how sure our figure is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import button, lang_of, reply, today, words
from bot.actions.estimate import assumed
from bot.forms.bill_form import CARRIER, has_lines
from bot.forms.shipment_slots import Slots, entry_date, known
from bot.responses.bill_card import bill_card
from bot.responses.cards import can_estimate, card
from knowledge.library.articles import find_article
from knowledge.wording.translate import say
from tariff_data.carrier_bills import Step, contest, left_unpaid
from tariff_data.carrier_bills.names import carrier_named
from tariff_data.law_records.coverage import verified_through
from tariff_data.law_records.paperwork import Carrier
from tariff_data.results import EntryType

_HOW = "is-my-bill-right"
_UNPAID = "courier-asks-for-money-or-data"
_UNPAID_MAIL = "paying-duty-on-mail"
_WHO_WE_ARE = "what-import-desk-is"


class ActionDispute(Action):
    """The dispute route of the carrier that sent the bill, with its deadlines, and whom to call."""

    def name(self) -> str:
        return "action_dispute"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        lang, (slots, _notes, _changes) = lang_of(tracker), assumed(tracker)
        carrier = _carrier(slots)
        mode = _mode(slots, carrier)
        entry: EntryType = card(slots, lang)["entry"]["type"] if can_estimate(slots) else "informal"
        steps = contest(carrier, mode, entry_date(slots), today(tracker), entry)
        told = [_so_far(tracker, slots, lang)]
        told += [f"{number}. {text}" for number, text in enumerate(_said(steps, lang), 1)]
        told.append(words(tracker, "dispute.call.post" if mode == "post" else "dispute.call"))
        reply(
            dispatcher,
            "\n".join(told),
            buttons=[button(words(tracker, "button.bill_article"), "show_article", article=_HOW)],
            sources=list(dict.fromkeys(step.citation for step in steps if step.citation)),
            topic="bill_check",
        )
        return []


class ActionUnpaid(Action):
    """What becomes of a charge that nobody pays, and what to do instead."""

    def name(self) -> str:
        return "action_unpaid"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        lang, slots = lang_of(tracker), dict(tracker.slots)
        spoken = (tracker.get_slot("topic") or {}).get("asked") or ""
        mode = _mode(slots, _carrier(slots) or carrier_named(spoken))
        steps = left_unpaid(mode, today(tracker))
        told = [words(tracker, "unpaid.post" if mode == "post" else "unpaid.courier")]
        told += [f"- {text}" for text in _said(steps, lang)]
        article = find_article(_UNPAID_MAIL if mode == "post" else _UNPAID)
        edition = article.in_language(lang) if article else None
        sources = [source.citation for source in edition.facts.sources] if edition else []
        buttons = [button(edition.title, "show_article", article=edition.facts.slug)] if edition else []
        reply(dispatcher, "\n".join(told), buttons=buttons, sources=sources, topic=article.topic if article else None)
        return []


class ActionSure(Action):
    """How far what was said can be relied on, and who decides."""

    def name(self) -> str:
        return "action_sure"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        article = find_article(_WHO_WE_ARE)
        buttons = [button(words(tracker, "button.why"), "why")] if tracker.get_slot("estimated") else []
        if article:
            buttons.append(button(article.in_language(lang_of(tracker)).title, "show_article", article=article.slug))
        text = words(tracker, "sure", day=verified_through())
        reply(dispatcher, text, buttons=buttons, topic=article.topic if article else None)
        return []


def _so_far(tracker: Tracker, slots: dict[str, Any], lang: str) -> str:
    """What the check came to, where it was made."""
    if not (has_lines(slots) and can_estimate(slots) and tracker.get_slot("estimated")):
        return words(tracker, "dispute.how")
    found = bill_card(slots, lang)
    key = "dispute.how" if found["verdict"] == "too_high" else "dispute.all_the_same"
    return words(tracker, key, verdict=found["verdict_label"])


def _said(steps: Iterable[Step], lang: str) -> list[str]:
    """Each step, and until when; a deadline that several steps share is said once."""
    told, deadlines = [], set()
    for step in steps:
        deadline = say(step.deadline, lang) if step.deadline else ""
        told.append(" ".join(part for part in (say(step.text, lang), deadline) if part and part not in deadlines))
        deadlines.add(deadline)
    return told


def _carrier(slots: Slots) -> Carrier | None:
    return carrier_named(str(slots[CARRIER])) if known(slots, CARRIER) else None


def _mode(slots: Slots, carrier: Carrier | None) -> str | None:
    """How it came: as was said, else as the carrier carries."""
    if known(slots, "mode"):
        return str(slots["mode"])
    return carrier.mode if carrier else None
