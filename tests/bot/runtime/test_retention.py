"""How long conversations are kept."""

from __future__ import annotations

import secrets
import time
from datetime import date, timedelta

import pytest

from bot.runtime.assistant import Assistant
from bot.runtime.retention import SETTING, USUAL, keep_for
from bot.runtime.tracker_store import tracker_store


def test_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert keep_for() == timedelta(days=USUAL)
    monkeypatch.setenv(SETTING, "7")
    assert keep_for() == timedelta(days=7)


@pytest.mark.parametrize("given", ["0", "-3", "soon", "1.5", "٣"])
def test_a_bad_setting_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(SETTING, given)
    with pytest.raises(ValueError, match=SETTING):
        keep_for()


@pytest.mark.asyncio(loop_scope="session")
async def test_only_conversations_that_nobody_goes_on_with_are_deleted(assistant: Assistant) -> None:
    old, new = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
    for name in (old, new):
        await assistant.handle(name, "hello", "en", date(2026, 11, 24))
    store = tracker_store()
    with store.session_scope() as session:
        events = session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == old)
        events.update({"timestamp": time.time() - timedelta(days=8).total_seconds()})
        session.commit()
    try:
        assert store.forget_older(timedelta(days=9)) == 0
        assert store.forget_older(timedelta(days=7)) == 1
        assert await store.retrieve(old) is None
        assert await store.retrieve(new) is not None
    finally:
        await assistant.forget(old)
        await assistant.forget(new)
        store.engine.dispose()
