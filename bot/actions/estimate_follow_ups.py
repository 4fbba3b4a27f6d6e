"""About the figures just shown: whether what is paid comes back, for how many pieces they are, what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import button, heard, lang_of, reply, subject, words
from bot.actions.estimate import assumed
from bot.forms.shipment_slots import Slots, as_item
from bot.judging.figures import names_tax
from bot.responses.cards import can_estimate, card
from knowledge.library.articles import find_article

# The guides on duty that comes back, by the button that names each.
_BACK = {"send_back": "returning-goods", "drawback": "drawback", "bill_wrong": "is-my-bill-right"}
_STRUCK_DOWN, _REFUNDED = "ieepa", "ieepa-refunds"
_PIECES = {None: "no", "": "no", "no": "no", "prs": "prs", "doz": "doz"}  # units of which there is a figure for one


class ActionGetBack(Action):
    """When duty comes back: the goods go back, or the figure was wrong; with the guide to each."""

    def name(self) -> str:
        return "action_get_back"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        shown = _shown(tracker)
        duty = shown["totals"]["duty"]["likely"] if shown else None
        owed = duty is not None and Decimal(duty) > 0
        told = [words(tracker, "back.of", duty=duty) if owed else words(tracker, "back.of_any"), words(tracker, "back")]
        guides = dict(_BACK)
        if shown and any(_refunded(line) for item in shown["items"] for line in item["lines"]):
            told.append(words(tracker, "back.refunded"))
            guides = {"refunded": _REFUNDED, **guides}
        buttons = [
            button(words(tracker, f"button.{name}"), "show_article", article=slug)
            for name, slug in guides.items()
            if find_article(slug)
        ]
        reply(dispatcher, " ".join([*told, words(tracker, "back.which")]), buttons=buttons, topic=subject(tracker))
        return []


class ActionPerPiece(Action):
    """That the figures are for all the pieces together, and what that is for one; while the price is asked for, which
    of the two to tell."""

    def name(self) -> str:
        return "action_per_piece"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        shown = _shown(tracker)
        if not shown:
            reply(dispatcher, words(tracker, "piece.either"), topic=subject(tracker))
            return []
        slots, _notes, _changes = assumed(tracker)
        parts = [*(slots.get("items") or ()), as_item(slots)]
        told = [_of_pieces(tracker, part, item) for part, item in zip(parts, shown["items"], strict=False)]
        if len(told) > 1:
            told = [words(tracker, "piece.shipment"), *told]
        reply(dispatcher, "\n".join(told), topic=subject(tracker))
        return []


class ActionIncluded(Action):
    """What the figures hold and what they do not; of a sales tax or VAT, that there is none at the border."""

    def name(self) -> str:
        return "action_included"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        told = [words(tracker, "included.tax")] if names_tax(heard(tracker).text, lang_of(tracker)) else []
        carried = tracker.get_slot("mode") != "traveler"
        told.append(words(tracker, "included.carried" if carried else "included.own"))
        why = button(words(tracker, "button.why"), "why")
        reply(dispatcher, " ".join(told), buttons=[why], topic=subject(tracker))
        return []


def _shown(tracker: Tracker) -> Mapping[str, Any] | None:
    """The estimate that was shown last, or None."""
    slots, _notes, _changes = assumed(tracker)
    return card(slots, lang_of(tracker)) if tracker.get_slot("estimated") and can_estimate(slots) else None


def _refunded(line: Mapping[str, Any]) -> bool:
    """Whether it is a duty that was struck down and is paid back to those who paid it."""
    return bool(line["program"].startswith(_STRUCK_DOWN)) and line["status"] == "applies"


def _of_pieces(tracker: Tracker, part: Slots, item: Mapping[str, Any]) -> str:
    """For how many pieces the figures of one thing are, and the duty on one of them."""
    count, unit = Decimal(part.get("quantity") or 1), _PIECES.get(part.get("quantity_unit"))
    values = {"item": item["description"] or item["chosen"], "n": count, "value": item["value_usd"]}
    duty: Sequence[str | None] = (item["duty"]["likely"], item["value_usd"])
    if count <= 1 or unit is None or None in duty:
        return words(tracker, "piece.one" if count <= 1 and unit else "piece.all", **values)
    each = Decimal(str(item["duty"]["likely"])) / count
    return words(tracker, f"piece.of.{unit}", **values, duty=item["duty"]["likely"], each=each)
