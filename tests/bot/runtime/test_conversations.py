"""Whole conversations, as data in `tests/cases/conversations/`."""

from __future__ import annotations

import secrets

import pytest

from bot.evaluation.stories import TODAY, Story, fault, faults, stories
from bot.runtime.assistant import Assistant
from knowledge.wording.translate import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("story", [pytest.param(story, id=story.id) for story in stories()])
async def test_story(assistant: Assistant, story: Story) -> None:
    broken = await fault(assistant, story)
    assert broken is None, say(broken)


async def test_a_story_that_does_not_hold_is_told(assistant: Assistant) -> None:
    turn = await assistant.handle(name := secrets.token_urlsafe(16), "hello", "en", TODAY)
    await assistant.forget(name)
    step = {"topic": "gifts", "intent": "deny", "intents": [], "says": ["zebra"], "never": ["."], "card": "estimate"}
    found = list(faults({**step, "buttons": ["Zebra"], "slots": {"item": "zebra"}, "sais": 1}, turn, {}))
    assert len(found) == 9


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
