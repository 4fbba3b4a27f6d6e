"""Where conversations and their locks are kept: SQLite below the home folder, or PostgreSQL and Redis by setting.

`IMPORTDESK_TRACKER_URL` (postgresql://user:password@host/db) and `IMPORTDESK_LOCK_URL` (redis://host:6379/1) let
several nodes share conversations through Rasa's own stores.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from datetime import timedelta
from functools import cache
from typing import Any

from bot import rasa_compat

rasa_compat.install()

from rasa.core.lock_store import InMemoryLockStore, LockStore, RedisLockStore  # noqa: E402
from rasa.core.tracker_store import SQLTrackerStore  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import Event  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402
from sqlalchemy import func  # noqa: E402
from sqlalchemy.engine.url import make_url  # noqa: E402

from tariff_data.paths import home  # noqa: E402

_REMEMBERED = 64  # conversations
_AT_ONCE = 500  # conversations deleted by one statement

# Rasa walks all classes of events to find the class of each stored event: a sixth of all time; it never changes.
Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))


class ConversationStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store, which can also forget, and which remembers the conversations it saved last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._saved: OrderedDict[str, DialogueStateTracker] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep a conversation."""
        await super().save(tracker)
        self._saved[tracker.sender_id] = tracker
        self._saved.move_to_end(tracker.sender_id)
        while len(self._saved) > _REMEMBERED:
            self._saved.popitem(last=False)

    def just_saved(self, conversation: str) -> DialogueStateTracker | None:
        """The conversation as this process saved it last, if it was lately."""
        return self._saved.get(conversation)

    def forget(self, conversation: str) -> int:
        """Delete every event of a conversation; gives how many there were."""
        self._saved.pop(conversation, None)
        with self.session_scope() as session:
            deleted = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == conversation).delete()
            session.commit()
            return int(deleted)

    def forget_older(self, age: timedelta) -> int:
        """Delete the conversations whose last event is older; gives how many there were."""
        event, before = self.SQLEvent, time.time() - age.total_seconds()
        with self.session_scope() as session:
            last = session.query(event.sender_id).group_by(event.sender_id).having(func.max(event.timestamp) < before)
            old = [row[0] for row in last]
            for start in range(0, len(old), _AT_ONCE):
                chosen = event.sender_id.in_(old[start : start + _AT_ONCE])
                session.query(event).filter(chosen).delete(synchronize_session=False)
            session.commit()
        for conversation in old:
            self._saved.pop(conversation, None)
        return len(old)


def tracker_store(domain: Domain | None = None) -> ConversationStore:
    """The store of conversations."""
    url = os.environ.get("IMPORTDESK_TRACKER_URL")
    if url:
        parts = make_url(url)
        return ConversationStore(
            domain or Domain.empty(),
            dialect=parts.drivername,
            host=parts.host,
            port=parts.port,
            db=parts.database,
            username=parts.username,
            password=parts.password,
        )
    folder = home() / "conversations"
    folder.mkdir(parents=True, exist_ok=True)
    store = ConversationStore(domain or Domain.empty(), dialect="sqlite", db=str(folder / "conversations.db"))
    _settle(store)
    return store


def lock_store() -> LockStore:
    """Locks: within this process, or through Redis."""
    url = os.environ.get("IMPORTDESK_LOCK_URL")
    if not url:
        return InMemoryLockStore()
    parts = make_url(url)
    return RedisLockStore(
        host=parts.host or "localhost", port=parts.port or 6379, db=int(parts.database or 1), password=parts.password
    )


def _settle(store: Any) -> None:
    """Write-ahead log and no wait for the disk on each event: a turn writes twenty of them."""
    from sqlalchemy import event

    def settings(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("pragma journal_mode=wal")
        cursor.execute("pragma synchronous=normal")
        cursor.close()

    event.listen(store.engine, "connect", settings)
    store.engine.dispose()
