"""Failed sign-ins: after a few in a row, each further one has to wait, longer every time."""

from __future__ import annotations

from datetime import datetime, timedelta

from web.staff.accounts.store import StaffStore, digest, now

FREE = 5  # failures in a row before anybody waits
_FIRST, _LONGEST = timedelta(seconds=30), timedelta(minutes=15)
_FORGOTTEN = timedelta(days=1)


class Attempts:
    """Counted by name, whether or not there is such a member, so that the count tells nobody who there is."""

    def __init__(self, store: StaffStore) -> None:
        self._store = store

    def wait(self, name: str) -> int:
        """Seconds until the next attempt is looked at; 0: at once."""
        with self._store.opened() as db:
            row = next(iter(db.query("select * from attempt where digest = ?", [digest(name)])), None)
        if row is None or row["failures"] < FREE:
            return 0
        delay = min(_FIRST * 2 ** min(row["failures"] - FREE, 10), _LONGEST)
        left = datetime.fromisoformat(row["last_at"]) + delay - now()
        return max(0, int(left.total_seconds()))

    def failed(self, name: str) -> None:
        """Count a failure."""
        with self._store.opened() as db:
            db.execute("delete from attempt where last_at < ?", [(now() - _FORGOTTEN).isoformat()])
            db.execute(
                "insert into attempt values (?, 1, ?) "
                "on conflict (digest) do update set failures = failures + 1, last_at = excluded.last_at",
                [digest(name), now().isoformat()],
            )

    def succeeded(self, name: str) -> None:
        """Begin anew."""
        with self._store.opened() as db:
            db.execute("delete from attempt where digest = ?", [digest(name)])
