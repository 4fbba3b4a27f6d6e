"""What every action needs to speak: language, sentences of the catalogue, buttons, one message with all its parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.user_message import Heard
from knowledge.wording.translate import has, say
from tariff_data.core.messages import Message

Button = dict[str, str]


def lang_of(tracker: Tracker) -> str:
    """The language the conversation is in."""
    return str(tracker.get_slot("lang") or "en")


def heard(tracker: Tracker) -> Heard:
    """The latest message."""
    return Heard.from_message(tracker.latest_message or {})


def today(tracker: Tracker) -> date:
    """The day the conversation counts from."""
    return date.fromisoformat(tracker.get_slot("today") or date.today().isoformat())


def asked_now(tracker: Tracker) -> str | None:
    """The slot or fact that was asked for last."""
    form = tracker.get_slot("requested_slot") if tracker.active_loop_name else None
    return form or (tracker.get_slot("pending") or {}).get("slot")


def subject(tracker: Tracker) -> str:
    """The topic of what is said about the shipment: an estimate, or the check of a carrier's bill."""
    return "bill_check" if tracker.get_slot("bill") else "estimate"


def words(tracker: Tracker, key: str, **values: object) -> str:
    """A sentence of the bot's catalogue in the conversation's language."""
    return say(Message(f"bot.{key}", values), lang_of(tracker))


def payload(intent: str, **values: Any) -> str:
    """What a button sends: an intent with its values, in the form Rasa reads without a classifier."""
    return f"/{intent}" + (json.dumps(values, ensure_ascii=False) if values else "")


def button(title: str, intent: str, **values: Any) -> Button:
    """A button."""
    return {"title": title, "payload": payload(intent, **values)}


def reason(error: Exception) -> str:
    """Why a request was not taken, in one line."""
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
    return str(error).strip("'\"")


def reply(
    dispatcher: CollectingDispatcher,
    text: str,
    *,
    buttons: Iterable[Button] = (),
    card: Mapping[str, Any] | None = None,
    sources: Iterable[str] = (),
    topic: str | None = None,
) -> None:
    """One message with everything that belongs to it; `topic` says what answered."""
    extras: dict[str, Any] = {"topic": topic} if topic else {}
    if card:
        extras["card"] = dict(card)
    if sources := list(sources):
        extras["sources"] = sources
    dispatcher.utter_message(text=text, buttons=list(buttons) or None, json_message=extras or None)


def whom_to_ask(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Where the person has just said that a detail cannot be found out: who knows it, and what to have at hand."""
    unfound = tracker.get_slot("unfound")
    if not unfound or unfound in (tracker.get_slot("bill_skipped") or ()):
        return  # nothing was asked, or what was asked may stay open
    slot = "fact" if unfound.startswith("fact.") else unfound
    for key in (f"unfound.{unfound}", f"unfound.{slot}"):
        if has(f"bot.{key}", lang_of(tracker)):
            reply(dispatcher, words(tracker, key), topic=subject(tracker))
            return
