"""Where conversations and their locks are kept: SQLite below the home folder, or PostgreSQL and Redis by setting.

`IMPORTDESK_TRACKER_URL` (postgresql://user:password@host/db) and `IMPORTDESK_LOCK_URL` (redis://host:6379/1) let
several nodes share conversations through Rasa's own stores.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import islice
from typing import Any

from bot import rasa_shims as rasa_compat

rasa_compat.install()

from rasa.core.lock_store import InMemoryLockStore, LockStore, RedisLockStore  # noqa: E402
from rasa.core.tracker_store import SQLTrackerStore  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import Event, SessionStarted  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402
from sqlalchemy import bindparam, create_engine, event, func, select  # noqa: E402
from sqlalchemy.engine.url import make_url  # noqa: E402
from sqlalchemy.pool import QueuePool  # noqa: E402

from tariff_data.core.paths import home  # noqa: E402

_REMEMBERED = 64  # conversations
_AT_ONCE = 500  # conversations deleted by one statement

# Rasa walks all classes of events to find the class of each stored event: a sixth of all time; it never changes.
Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))

_EVENTS = SQLTrackerStore.SQLEvent.__table__.c
_OF = _EVENTS.sender_id == bindparam("of")
_LAST = select(_EVENTS.timestamp).where(_OF).order_by(_EVENTS.id.desc()).limit(1)
_START = select(func.max(_EVENTS.timestamp)).where(_OF, _EVENTS.type_name == SessionStarted.type_name)
_COUNT = select(func.count()).where(_OF, _EVENTS.timestamp >= func.coalesce(_START.scalar_subquery(), 0))


class ConversationStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store, which can also forget, and which remembers the conversations it saved last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._saved: OrderedDict[str, DialogueStateTracker] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep a conversation."""
        await super().save(tracker)
        self._remember(tracker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, to go on with: it is remembered no longer, until it is saved as it is then."""
        known = self._known(sender_id)
        self._saved.pop(sender_id, None)
        return known or await super().retrieve(sender_id)

    async def look(self, conversation: str) -> DialogueStateTracker | None:
        """The conversation, only to be read."""
        tracker = self._known(conversation)
        if tracker is None and (tracker := await super().retrieve(conversation)):
            self._remember(tracker)
        return tracker

    def just_saved(self, conversation: str) -> DialogueStateTracker | None:
        """The conversation as this process saved it last, if it was lately."""
        return self._saved.get(conversation)

    def _remember(self, tracker: DialogueStateTracker) -> None:
        """Keep the object itself, in the shape in which Rasa reads it back: from the start of its session on."""
        starts = [place for place, event in enumerate(tracker.events) if isinstance(event, SessionStarted)]
        for _ in range(starts[-1] if starts else 0):
            tracker.events.popleft()
        self._saved[tracker.sender_id] = tracker
        self._saved.move_to_end(tracker.sender_id)
        while len(self._saved) > _REMEMBERED:
            self._saved.popitem(last=False)

    def _known(self, conversation: str) -> DialogueStateTracker | None:
        """The remembered conversation, unless another process has gone on with it or deleted it since."""
        tracker = self._saved.get(conversation)
        if not (tracker and tracker.events):
            return None
        with self.engine.connect() as connection:
            return tracker if connection.scalar(_LAST, {"of": conversation}) == tracker.events[-1].timestamp else None

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        """The events that are not stored yet, as Rasa finds them, but by a statement that is made only once."""
        return islice(tracker.events, session.scalar(_COUNT, {"of": tracker.sender_id}), None)

    def forget(self, conversation: str) -> int:
        """Delete every event of a conversation; gives how many there were."""
        self._saved.pop(conversation, None)
        with self.session_scope() as session:
            deleted = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == conversation).delete()
            session.commit()
            return int(deleted)

    def forget_older(self, age: timedelta) -> int:
        """Delete the conversations whose last event is older; gives how many there were."""
        stored, before = self.SQLEvent, time.time() - age.total_seconds()
        with self.session_scope() as session:
            last = (
                session.query(stored.sender_id).group_by(stored.sender_id).having(func.max(stored.timestamp) < before)
            )
            old = [row[0] for row in last]
            for start in range(0, len(old), _AT_ONCE):
                chosen = stored.sender_id.in_(old[start : start + _AT_ONCE])
                session.query(stored).filter(chosen).delete(synchronize_session=False)
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


def _settle(store: ConversationStore) -> None:
    """Write-ahead log and no wait for the disk on each turn; connections stay open.

    SQLAlchemy would open one for each look into the file, and to close the last one writes the whole log back.
    """
    store.engine.dispose()
    store.engine = create_engine(store.engine.url, poolclass=QueuePool, connect_args={"check_same_thread": False})
    store.sessionmaker.configure(bind=store.engine)

    def settings(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("pragma journal_mode=wal")
        cursor.execute("pragma synchronous=normal")
        cursor.close()

    event.listen(store.engine, "connect", settings)
