"""Conversations between turns: the remembered ones are as the stored ones, and give way to what others stored."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.runtime.assistant import Assistant
from bot.runtime.tracker_store import ConversationStore, tracker_store

_DAY = date(2026, 11, 24)
_SAID = ("is there still an $800 limit?", "leather handbag from Italy, $450", "by mail", "why?")


@pytest_asyncio.fixture(loop_scope="session")
async def conversation(assistant: Assistant) -> AsyncIterator[str]:
    name = secrets.token_urlsafe(16)
    for text in _SAID:
        await assistant.handle(name, text, "en", _DAY)
    yield name
    await assistant.forget(name)


def _store(assistant: Assistant) -> ConversationStore:
    """Another process's view of the same conversations."""
    other = tracker_store()
    other.domain = assistant._now.store.domain
    return other


def _state(tracker: DialogueStateTracker) -> Any:
    return json.loads(json.dumps(tracker.current_state(EventVerbosity.ALL)))


@pytest.mark.asyncio(loop_scope="session")
async def test_a_remembered_conversation_is_as_the_stored_one(assistant: Assistant, conversation: str) -> None:
    remembered = await assistant._now.store.look(conversation)
    stored = await _store(assistant).look(conversation)
    assert remembered is not None and stored is not None
    assert remembered is assistant._now.store.just_saved(conversation)
    assert _state(remembered) == _state(stored)


@pytest.mark.asyncio(loop_scope="session")
async def test_what_another_process_added_is_read(assistant: Assistant, conversation: str) -> None:
    other = _store(assistant)
    continued = await other.retrieve(conversation)
    assert continued is not None
    continued.update(continued.events[-1].__class__("action_listen"))
    await other.save(continued)
    found = await assistant._now.store.look(conversation)
    assert found is not None and len(found.events) == len(continued.events)
    await assistant.handle(conversation, "thanks", "en", _DAY)
    whole = await _store(assistant).look(conversation)
    assert whole is not None
    stamps = [event.timestamp for event in whole.events]
    assert stamps == sorted(set(stamps)) and len(stamps) > len(continued.events)


@pytest.mark.asyncio(loop_scope="session")
async def test_a_conversation_that_another_process_deleted_is_gone(assistant: Assistant, conversation: str) -> None:
    assert _store(assistant).forget(conversation)
    assert await assistant.transcript(conversation) is None


async def test_only_the_latest_conversations_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays what it is however many people talk; what is forgotten here is still on disk."""
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path))
    store = tracker_store()
    names = [f"conversation {number}" for number in range(70)]
    for name in names:
        await store.save(DialogueStateTracker(name, []))
    assert [name for name in names if store.just_saved(name)] == names[-64:]


@pytest.mark.asyncio(loop_scope="session")
async def test_a_turn_that_failed_leaves_nothing(assistant: Assistant, conversation: str) -> None:
    taken = await assistant._now.store.retrieve(conversation)
    assert taken is not None
    before = len(taken.events)
    taken.update(taken.events[-1].__class__("action_listen"))
    found = await assistant._now.store.look(conversation)
    assert found is not None and len(found.events) == before
