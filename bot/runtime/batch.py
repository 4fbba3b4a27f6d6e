"""Conversations from data: what `importdesk chat --jsonl` does with one line, and what the evaluation is built on."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any

from bot.runtime.assistant import Assistant
from knowledge.review.questions import unrecorded


@dataclass(slots=True)
class Conversation:
    """What was answered, one entry per turn; `slots` are those of the shipment at the end."""

    replies: list[list[dict[str, Any]]] = field(default_factory=list)
    topics: list[str | None] = field(default_factory=list)
    intents: list[str | None] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)

    def as_contract(self, identity: object) -> dict[str, Any]:
        """The output line of `chat --jsonl`."""
        return {"id": identity, "replies": self.replies, "topics": self.topics, "intents": self.intents}


async def converse(
    assistant: Assistant, turns: Sequence[str], lang: str | None = None, on: date | None = None
) -> Conversation:
    """Hold a conversation from its beginning and forget it; nobody asked, so no question of it is kept for review."""
    name, held = secrets.token_urlsafe(24), Conversation()
    try:
        for text in turns:
            started = perf_counter()
            with unrecorded():
                turn = await assistant.handle(name, text, lang, on)
            held.seconds.append(perf_counter() - started)
            held.replies.append(turn.messages)
            held.topics.append(turn.topics[0] if turn.topics else None)
            held.intents.append(turn.intents[0] if turn.intents else None)
        held.slots = await assistant.slots(name)
    finally:
        await assistant.forget(name)
    return held
