"""Members of staff: making one, inviting, changing role, closing the account."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from web.staff.accounts import passwords
from web.staff.accounts.roles import Role
from web.staff.accounts.store import StaffStore, digest, now

INVITED_FOR = timedelta(days=3)
_LONGEST_NAME = 60


class BadMember(ValueError):
    """What cannot be done with a member; `key` says why (taken, unknown, name, last, invitation)."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Member:
    """One person. `state`: invited (has no password yet), active or closed. `app`: signs in with a code as well."""

    name: str
    role: Role
    state: str
    lang: str | None
    app: bool
    made_at: datetime


def key_of(name: str) -> str:
    """A name, however it is written."""
    return " ".join(name.split()).casefold()


class Members:
    """Everybody who may sign in."""

    def __init__(self, store: StaffStore) -> None:
        self._store = store

    def all(self) -> list[Member]:
        """Everybody, by name."""
        with self._store.opened() as db:
            return [member_of(row) for row in db.query("select * from member order by key")]

    def find(self, name: str) -> Member | None:
        """The member of that name, whatever the state."""
        row = self.row(name)
        return member_of(row) if row else None

    def row(self, name: str) -> Mapping[str, Any] | None:
        """Everything that is kept of a member."""
        with self._store.opened() as db:
            return next(iter(db.query("select * from member where key = ?", [key_of(name)])), None)

    def add(self, name: str, role: Role, password: str | None = None) -> Member:
        """A new member, active with a password, else to be invited. Raises BadMember, WeakPassword."""
        shown = " ".join(name.split())
        if not shown or len(shown) > _LONGEST_NAME or not shown.isprintable():
            raise BadMember("name")
        if password is not None:
            passwords.check(password, shown)
        with self._store.opened() as db:
            if next(iter(db.query("select 1 from member where key = ?", [key_of(name)])), None):
                raise BadMember("taken")
            db.table("member").insert(
                {
                    "key": key_of(name),
                    "name": shown,
                    "role": role.value,
                    "state": "invited" if password is None else "active",
                    "lang": None,
                    "password": None if password is None else passwords.hashed(password),
                    "app_secret": None,
                    "app_step": 0,
                    "made_at": now().isoformat(),
                }
            )
        found = self.find(name)
        assert found is not None
        return found

    def invite(self, name: str) -> str:
        """The token of a link with which a member sets a password, once. Earlier links stop working."""
        token = secrets.token_urlsafe(32)
        with self._store.opened() as db:
            self._expect(db, name)
            db.execute("delete from invitation where member = ?", [key_of(name)])
            until = (now() + INVITED_FOR).isoformat()
            db.table("invitation").insert({"digest": digest(token), "member": key_of(name), "until": until})
        return token

    def invited(self, token: str) -> Member | None:
        """Whom a link is for."""
        with self._store.opened() as db:
            rows = db.query(
                "select member.* from invitation join member on member.key = invitation.member "
                "where digest = ? and until > ? and state != 'closed'",
                [digest(token), now().isoformat()],
            )
            row = next(iter(rows), None)
            return member_of(row) if row else None

    def welcome(self, token: str, password: str) -> Member:
        """Set the password that a link asks for. Raises BadMember for a spent link, WeakPassword."""
        member = self.invited(token)
        if member is None:
            raise BadMember("invitation")
        self.set_password(member.name, password)
        with self._store.opened() as db:
            db.execute("delete from invitation where member = ?", [key_of(member.name)])
            db.execute("update member set app_secret = null, app_step = 0 where key = ?", [key_of(member.name)])
        return member

    def set_password(self, name: str, password: str) -> None:
        """Another password; ends every session of the member. Raises WeakPassword, BadMember."""
        passwords.check(password, " ".join(name.split()))
        kept = passwords.hashed(password)
        with self._store.opened() as db:
            self._expect(db, name)
            db.execute("update member set password = ?, state = 'active' where key = ?", [kept, key_of(name)])
            db.execute("delete from session where member = ?", [key_of(name)])

    def set_role(self, name: str, role: Role) -> None:
        """Another role, from the next page on. Raises BadMember where no administrator would be left."""
        with self._store.opened() as db:
            self._expect(db, name)
            db.execute("update member set role = ? where key = ?", [role.value, key_of(name)])
            self._expect_administrator(db)

    def close(self, name: str) -> None:
        """Let a member in no more. The name stays with what was done. Raises BadMember."""
        with self._store.opened() as db:
            self._expect(db, name)
            db.execute("update member set state = 'closed', password = null where key = ?", [key_of(name)])
            db.execute("delete from session where member = ?", [key_of(name)])
            db.execute("delete from invitation where member = ?", [key_of(name)])
            self._expect_administrator(db)

    def set_language(self, name: str, lang: str | None) -> None:
        """The language of the console for a member."""
        with self._store.opened() as db:
            db.execute("update member set lang = ? where key = ?", [lang, key_of(name)])

    def set_app(self, name: str, secret: str | None) -> None:
        """The secret shared with an authenticator app, None: no app."""
        with self._store.opened() as db:
            db.execute("update member set app_secret = ?, app_step = 0 where key = ?", [secret, key_of(name)])

    def used_step(self, name: str, step: int) -> bool:
        """Note a code as used; False where it has been used before."""
        with self._store.opened() as db:
            done = db.execute(
                "update member set app_step = ? where key = ? and app_step < ?", [step, key_of(name), step]
            )
            return bool(done.rowcount)

    @staticmethod
    def _expect(db: Any, name: str) -> None:
        if not next(iter(db.query("select 1 from member where key = ?", [key_of(name)])), None):
            raise BadMember("unknown")

    @staticmethod
    def _expect_administrator(db: Any) -> None:
        left = db.query("select 1 from member where role = 'administrator' and state = 'active'")
        if not next(iter(left), None):
            raise BadMember("last")


def member_of(row: Mapping[str, Any]) -> Member:
    """A member from its row."""
    return Member(
        name=row["name"],
        role=Role(row["role"]),
        state=row["state"],
        lang=row["lang"],
        app=bool(row["app_secret"]),
        made_at=datetime.fromisoformat(row["made_at"]),
    )
