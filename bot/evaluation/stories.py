"""Conversations with what must hold at each turn, as data that staff can read; held with any assistant."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.runtime.assistant import Assistant, Turn
from tariff_data.core.messages import Message

TODAY = date(2026, 11, 24)  # the stories' own day, so that they hold on any other
_KNOWN = {"say", "topic", "intent", "intents", "says", "never", "card", "buttons", "slots"}


@dataclass(frozen=True, slots=True)
class Story:
    """One conversation. `turns`: what is said, and what must be true of the answer."""

    id: str
    lang: str | None
    turns: tuple[Mapping[str, Any], ...]


def folder() -> Path:
    """Where the stories are (`IMPORTDESK_STORIES`, default the package's own)."""
    own = Path(__file__).resolve().parent / "conversations"
    return Path(os.environ.get("IMPORTDESK_STORIES", own))


def stories(place: Path | None = None) -> tuple[Story, ...]:
    """Every story; none where there is no such folder."""
    return tuple(
        Story(f"{file.stem}: {row['story']}", row.get("lang"), tuple(row["turns"]))
        for file in sorted((place or folder()).glob("*.yaml"))
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))
    )


async def fault(assistant: Assistant, story: Story) -> Message | None:
    """The first thing that does not hold in a story, or None."""
    name = secrets.token_urlsafe(16)
    try:
        for step in story.turns:
            turn = await assistant.handle(name, step["say"], story.lang, TODAY)
            for found in faults(step, turn, await assistant.slots(name)):
                said = "\n".join(message["text"] for message in turn.messages)
                seen = {"intents": str(turn.intents), "topics": str(turn.topics), "answer": said}
                return Message("editorial.story.fault", {"fault": found, "said": step["say"], **seen})
    finally:
        await assistant.forget(name)
    return None


def faults(step: Mapping[str, Any], turn: Turn, slots: Mapping[str, Any]) -> Iterator[Message]:
    """What does not hold of one turn."""
    said = "\n".join(message["text"] for message in turn.messages)
    cards = [(message.get("card") or {}).get("type") for message in turn.messages]
    titles = [button["title"] for message in turn.messages for button in message.get("buttons", ())]
    if unknown := set(step) - _KNOWN:
        yield _fault("field", value=", ".join(sorted(unknown)))
    if not said:
        yield _fault("silent")
    if "topic" in step and (turn.topics or [None])[0] != step["topic"]:
        yield _fault("topic", value=str(step["topic"]))
    if "intent" in step and step["intent"] not in turn.intents:
        yield _fault("intent", value=step["intent"])
    if "intents" in step and turn.intents != step["intents"]:
        yield _fault("intents", value=", ".join(step["intents"]))
    yield from (_fault("unsaid", value=pattern) for pattern in step.get("says", ()) if not re.search(pattern, said))
    yield from (_fault("said", value=pattern) for pattern in step.get("never", ()) if re.search(pattern, said))
    if "card" in step and step["card"] not in cards:
        yield _fault("card", value=step["card"])
    for title in step.get("buttons", ()):
        if title not in titles:
            yield _fault("button", value=title, titles=", ".join(titles))
    for slot, value in step.get("slots", {}).items():
        if slots.get(slot) != value:
            yield _fault("slot", slot=slot, found=str(slots.get(slot)), value=str(value))


def _fault(kind: str, **values: str) -> Message:
    return Message(f"editorial.story.{kind}", values)
