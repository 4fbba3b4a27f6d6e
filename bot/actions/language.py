"""The language of the conversation: what was said last is said again in the new one."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.answer import tell
from bot.actions.base import reply, today, words
from bot.actions.estimate import ActionEstimate
from knowledge.library.articles import find_article

_ESTIMATES = ("estimate", "bill_check")


class ActionSwitchLanguage(Action):
    """Confirms the language, which the assistant has already changed, and goes on where the conversation was."""

    def name(self) -> str:
        return "action_switch_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        last = _last_topic(tracker)
        article = find_article(str((tracker.get_slot("topic") or {}).get("slug")))
        if last in _ESTIMATES and tracker.get_slot("estimated"):
            reply(dispatcher, words(tracker, "say.language_now"), topic="chitchat")
            return list(await ActionEstimate().run(dispatcher, tracker, domain))
        if article and last == article.topic:
            reply(dispatcher, words(tracker, "say.language_now"), topic="chitchat")
            tell(dispatcher, tracker, article, today(tracker))
            return []
        reply(dispatcher, words(tracker, "say.language"), topic="chitchat")
        return []


def _last_topic(tracker: Tracker) -> str | None:
    """What the desk last spoke about."""
    said = (event for event in reversed(tracker.events) if event.get("event") == "bot")
    topics = (((event.get("data") or {}).get("custom") or {}).get("topic") for event in said)
    return next((str(topic) for topic in topics if topic), None)
