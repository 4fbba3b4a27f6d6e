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

from bot.assistant import Assistant, Turn

TODAY = date(2026, 11, 24)  # the stories' own day, so that they hold on any other
_KNOWN = {"say", "topic", "intent", "intents", "says", "never", "card", "buttons", "slots"}


@dataclass(frozen=True, slots=True)
class Story:
    """One conversation. `turns`: what is said, and what must be true of the answer."""

    id: str
    lang: str | None
    turns: tuple[Mapping[str, Any], ...]


def folder() -> Path:
    """Where the stories are (`IMPORTDESK_STORIES`): beside the tests, which an installed package does not carry."""
    own = Path(__file__).resolve().parents[1] / "tests" / "cases" / "conversations"
    return Path(os.environ.get("IMPORTDESK_STORIES", own))


def stories(place: Path | None = None) -> tuple[Story, ...]:
    """Every story; none where there is no such folder."""
    return tuple(
        Story(f"{file.stem}: {row['story']}", row.get("lang"), tuple(row["turns"]))
        for file in sorted((place or folder()).glob("*.yaml"))
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))
    )


async def fault(assistant: Assistant, story: Story) -> str | None:
    """The first thing that does not hold in a story, or None."""
    name = secrets.token_urlsafe(16)
    try:
        for step in story.turns:
            turn = await assistant.handle(name, step["say"], story.lang, TODAY)
            for found in faults(step, turn, await assistant.slots(name)):
                said = "\n".join(message["text"] for message in turn.messages)
                return f"{found}: {step['say']!r} -> {turn.intents} {turn.topics}: {said}"
    finally:
        await assistant.forget(name)
    return None


def faults(step: Mapping[str, Any], turn: Turn, slots: Mapping[str, Any]) -> Iterator[str]:
    """What does not hold of one turn."""
    if unknown := set(step) - _KNOWN:
        yield f"unknown field {', '.join(sorted(unknown))}"
    said = "\n".join(message["text"] for message in turn.messages)
    if not said:
        yield "no answer"
    if "topic" in step and (turn.topics or [None])[0] != step["topic"]:
        yield f"the topic is not {step['topic']}"
    if "intent" in step and step["intent"] not in turn.intents:
        yield f"the intent is not {step['intent']}"
    if "intents" in step and turn.intents != step["intents"]:
        yield f"the intents are not {step['intents']}"
    yield from (f"{pattern!r} is not said" for pattern in step.get("says", ()) if not re.search(pattern, said))
    yield from (f"{pattern!r} is said" for pattern in step.get("never", ()) if re.search(pattern, said))
    if "card" in step and step["card"] not in [(message.get("card") or {}).get("type") for message in turn.messages]:
        yield f"no {step['card']} card"
    titles = [button["title"] for message in turn.messages for button in message.get("buttons", ())]
    yield from (f"{title!r} is not among {titles}" for title in step.get("buttons", ()) if title not in titles)
    yield from (
        f"{slot} is {slots.get(slot)!r}, not {value!r}"
        for slot, value in step.get("slots", {}).items()
        if slots.get(slot) != value
    )
