"""What if, and side by side: the same shipment with something changed, beside the shipment as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import Button, button, heard, lang_of, reply, words
from bot.actions.estimate import assumed, sources
from bot.dialogue.user_message import Heard
from bot.forms.shipment_slots import details
from bot.responses.cards import Card, can_estimate, card
from knowledge.wording.translate import country_name, say
from tariff_data.core.messages import Message

_MOST = 4


class ActionWhatIf(Action):
    """The estimate with what the person changes, beside the present one; the shipment itself stays as it was."""

    def name(self) -> str:
        return "action_what_if"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        slots, _notes, _changes = assumed(tracker)
        if not can_estimate(slots):
            reply(dispatcher, words(tracker, "why.nothing"), topic="chitchat")
            return []
        changed = _changed(heard(tracker), slots)
        if not changed:
            reply(dispatcher, words(tracker, "what_if.what"), topic="estimate")
            return []
        lang = lang_of(tracker)
        variants = [(words(tracker, "compare.as_is"), slots), (_named(changed, lang), slots | changed)]
        gifts = [button(words(tracker, "button.gifts"), "show_article", article="gifts")]
        side_by_side(dispatcher, tracker, variants, gifts if changed.get("purpose") == "gift" else ())
        return []


class ActionCompare(Action):
    """Several countries, or several ways to send it, side by side."""

    def name(self) -> str:
        return "action_compare"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        slots, _notes, _changes = assumed(tracker)
        said, lang = heard(tracker), lang_of(tracker)
        countries = list(dict.fromkeys(str(entity["value"]) for entity in said.of("place")))
        modes = list(dict.fromkeys(str(entity["value"]) for entity in said.of("mode")))
        changes = [{"origin": code, "ship_from": code, "origin_assumed": None} for code in countries] or [
            {"mode": mode} for mode in modes or ("post", "express")
        ]
        if not can_estimate(slots | changes[0]):
            reply(dispatcher, words(tracker, "why.nothing"), topic="chitchat")
            return []
        alone = len(changes) == 1 and can_estimate(slots)
        variants = [(words(tracker, "compare.as_is"), slots)] if alone else []
        variants += [(_named(change, lang), slots | change) for change in changes[:_MOST]]
        side_by_side(dispatcher, tracker, variants)
        return []


def _changed(said: Heard, slots: dict[str, Any]) -> dict[str, Any]:
    changed = details(said, slots)
    if changed.get("mode") == "traveler":
        changed["purpose"] = "traveler"
    if changed.get("purpose") == "gift":
        changed["sender"] = "person"
    if "quantity" in changed and "value" not in changed and not slots.get("quantity"):
        changed["each"] = "yes"  # the price was told for one; so many cost so many times as much
    if "value" in changed and changed.get("currency") is None:
        changed["currency"] = slots.get("currency")
    return {name: value for name, value in changed.items() if value != slots.get(name)}


def _named(changed: dict[str, Any], lang: str) -> str:
    """What is different, in a word or two."""
    if changed.get("origin"):
        return country_name(changed["origin"], lang)
    if changed.get("purpose") in ("gift", "sample"):
        return say(Message(f"bot.purpose.{changed['purpose']}"), lang)
    if changed.get("mode"):
        return say(Message(f"bot.mode.{changed['mode']}"), lang)
    if changed.get("date"):
        return say(Message("bot.compare.on", {"day": changed["date"]}), lang)
    return say(Message("bot.compare.changed"), lang)


def side_by_side(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    variants: list[tuple[str, dict[str, Any]]],
    buttons: Sequence[Button] = (),
) -> None:
    """One message: a sentence per variant, and a card that holds every estimate."""
    lang = lang_of(tracker)
    try:
        cards = [(name, card(slots, lang)) for name, slots in variants]
    except (ValueError, KeyError) as error:
        reply(dispatcher, words(tracker, "estimate.failed", reason=str(error)), topic="estimate")
        return
    told = [words(tracker, "compare.line", name=name, total=_total(shown, lang)) for name, shown in cards]
    last = cards[-1][1]
    told.append(words(tracker, "why.entry", why=last["entry"]["why"]))
    shown = {
        "type": "comparison",
        "notice": last["notice"],
        "variants": [{"name": name, "estimate": estimate} for name, estimate in cards],
    }
    reply(dispatcher, "\n".join(told), card=shown, sources=sources(last), topic="estimate", buttons=buttons)


def _total(shown: Card, lang: str) -> str:
    """What one variant owes, in a few words."""
    if shown["entry"]["type"] == "refused":
        return say(Message("bot.compare.refused"), lang)
    government, duty = shown["totals"]["government"], shown["totals"]["duty"]
    if government["likely"] is not None:
        return say(Message("bot.compare.total", {"amount": government["likely"]}), lang)
    if duty["likely"] is not None:
        return say(Message("bot.compare.duty", {"amount": duty["likely"]}), lang)
    if government["low"] is not None and government["high"] is not None:
        return say(Message("bot.compare.range", {"low": government["low"], "high": government["high"]}), lang)
    if duty["low"] is not None and duty["low"] != "0.00":
        return say(Message("bot.compare.at_least", {"low": duty["low"]}), lang)
    return say(Message("bot.compare.unknown"), lang)
