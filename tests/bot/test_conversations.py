"""Whole conversations, as data in `tests/cases/conversations/`."""

from __future__ import annotations

import re
import secrets
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.assistant import Assistant, Turn

CASES = Path(__file__).resolve().parents[1] / "cases" / "conversations"
TODAY = date(2026, 11, 24)
KNOWN = {"say", "topic", "intent", "intents", "says", "never", "card", "buttons", "slots"}

pytestmark = pytest.mark.asyncio(loop_scope="session")


def stories() -> list[Any]:
    return [
        pytest.param(story, id=f"{file.stem}: {story['story']}")
        for file in sorted(CASES.glob("*.yaml"))
        for story in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("story", stories())
async def test_story(assistant: Assistant, story: dict[str, Any]) -> None:
    name = secrets.token_urlsafe(16)
    try:
        for step in story["turns"]:
            assert set(step) <= KNOWN, f"unknown field in {step}"
            turn = await assistant.handle(name, step["say"], story.get("lang"), TODAY)
            check(step, turn, await assistant.slots(name))
    finally:
        await assistant.forget(name)


def check(step: dict[str, Any], turn: Turn, slots: dict[str, Any]) -> None:
    """One turn against what the story expects of it."""
    said = "\n".join(message["text"] for message in turn.messages)
    heard = f"{step['say']!r} -> {turn.intents} {turn.topics}: {said}"
    assert said, heard
    if "topic" in step:
        assert turn.topics[0] == step["topic"], heard
    if "intent" in step:
        assert step["intent"] in turn.intents, heard
    if "intents" in step:
        assert turn.intents == step["intents"], heard
    for pattern in step.get("says", ()):
        assert re.search(pattern, said), f"{pattern!r} is not in {heard}"
    for pattern in step.get("never", ()):
        assert not re.search(pattern, said), f"{pattern!r} is in {heard}"
    if "card" in step:
        assert step["card"] in [(message.get("card") or {}).get("type") for message in turn.messages], heard
    titles = [button["title"] for message in turn.messages for button in message.get("buttons", ())]
    for title in step.get("buttons", ()):
        assert title in titles, f"{title!r} is not among {titles}"
    for slot, value in step.get("slots", {}).items():
        assert slots.get(slot) == value, f"{slot} is {slots.get(slot)!r}: {heard}"


async def test_what_identifies_a_person_is_not_kept(assistant: Assistant) -> None:
    name = secrets.token_urlsafe(16)
    await assistant.handle(name, "I am at 12 Main Street, card 4111 1111 1111 1111, are gifts taxed?", "en", TODAY)
    kept = str(await assistant.transcript(name))
    assert "[card number]" in kept
    assert "4111" not in kept and "Main Street" not in kept
    await assistant.forget(name)
    assert await assistant.transcript(name) is None


async def test_a_button_is_shown_by_its_title(assistant: Assistant) -> None:
    name = secrets.token_urlsafe(16)
    turn = await assistant.handle(name, "hello", "en", TODAY)
    button = turn.messages[0]["buttons"][1]
    answer = await assistant.handle(name, button["payload"], "en", TODAY)
    assert answer.topics == ["de_minimis"]
    transcript = await assistant.transcript(name) or []
    assert button["title"] in [message["text"] for message in transcript if message["by"] == "person"]
    await assistant.forget(name)


async def test_conversations_do_not_mix(assistant: Assistant) -> None:
    one, other = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
    await assistant.handle(one, "a drone from China $300", "en", TODAY)
    await assistant.handle(other, "hello", "en", TODAY)
    assert (await assistant.slots(one))["item"] == "drone"
    assert not (await assistant.slots(other)).get("item")
    await assistant.forget(one)
    await assistant.forget(other)
