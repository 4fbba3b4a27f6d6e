"""Sessions: a random token in a cookie, its hash and the token of the forms here. Made at sign-in, never taken over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from web.staff.accounts.members import Member, key_of, member_of
from web.staff.accounts.store import StaffStore, digest, now

IDLE, LONGEST = timedelta(hours=8), timedelta(hours=24)
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Session:
    """A member who is signed in. `csrf` must come back with every form."""

    member: Member
    csrf: str


class Sessions:
    """Everybody who is signed in."""

    def __init__(self, store: StaffStore) -> None:
        self._store = store

    def begin(self, member: Member) -> str:
        """A new session; gives the token for the cookie."""
        token, at = secrets.token_urlsafe(32), now().isoformat()
        with self._store.opened() as db:
            db.execute(
                "delete from session where seen_at < ? or made_at < ?",
                [(now() - IDLE).isoformat(), (now() - LONGEST).isoformat()],
            )
            db.table("session").insert(
                {
                    "digest": digest(token),
                    "member": key_of(member.name),
                    "csrf": secrets.token_urlsafe(32),
                    "made_at": at,
                    "seen_at": at,
                }
            )
        return token

    def find(self, token: str) -> Session | None:
        """The session of a cookie, where it has not ended."""
        with self._store.opened() as db:
            rows = db.query(
                "select member.*, csrf, seen_at from session join member on member.key = session.member "
                "where digest = ? and seen_at >= ? and session.made_at >= ? and state = 'active'",
                [digest(token), (now() - IDLE).isoformat(), (now() - LONGEST).isoformat()],
            )
            row = next(iter(rows), None)
            if row is None:
                return None
            if now() - datetime.fromisoformat(row["seen_at"]) >= _NOTED_EVERY:
                db.execute("update session set seen_at = ? where digest = ?", [now().isoformat(), digest(token)])
            return Session(member_of(row), row["csrf"])

    def end(self, token: str) -> None:
        """Sign out."""
        with self._store.opened() as db:
            db.execute("delete from session where digest = ?", [digest(token)])
