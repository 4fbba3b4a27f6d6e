"""Thumbs on the assistant's answers: what was asked and what answered is read from the conversation itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

from bot.nlu.language_id import detect
from knowledge.review.feedback import record
from knowledge.wording.languages import DEFAULT


class Transcribing(Protocol):
    """The assistant."""

    async def transcript(self, conversation: str) -> list[dict[str, Any]] | None: ...


async def thumb(assistant: Transcribing, conversation: str, message: int, up: bool, lang: str | None = None) -> bool:
    """Count a thumb for one of the desk's messages; False where the conversation has no such message.

    `message`: its place in the transcript, from 0. Thumbed down, the question goes to the review queue, as redacted as
    the conversation is. Nothing that the browser says about question or answer is taken.
    """
    said = await assistant.transcript(conversation) or []
    if not 0 <= message < len(said) or said[message]["by"] != "desk":
        return False
    question = _question(said, message)
    if question is None:
        return False
    language = detect(question, lang or DEFAULT) or lang or DEFAULT
    answered = (said[message].get("card") or {}).get("slug")
    await asyncio.to_thread(record, conversation, message, up, question, language, answered)
    return True


def _question(said: Sequence[dict[str, Any]], message: int) -> str | None:
    """What the person wrote last before a message."""
    return next((str(one["text"]) for one in reversed(said[:message]) if one["by"] == "person"), None)
