"""Signing in: name, password and, where the member uses an app, its code; one attempt after the other."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from web.staff.accounts import one_time, passwords
from web.staff.accounts.attempts import Attempts
from web.staff.accounts.law_checks import LawChecks
from web.staff.accounts.members import Member, Members, key_of, member_of
from web.staff.accounts.sessions import Sessions
from web.staff.accounts.store import StaffStore


class Refused(Exception):
    """Nobody is let in. `wait`: seconds until the next attempt is looked at. `member`: whose name was given."""

    def __init__(self, wait: int = 0, member: Member | None = None) -> None:
        super().__init__("name, password or code is wrong")
        self.wait, self.member = wait, member


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who came in, and the token for the cookie."""

    member: Member
    token: str


class Staff:
    """Everything about who may work in the console."""

    def __init__(self, store: StaffStore) -> None:
        self.store = store
        self.members, self.sessions, self.attempts = Members(store), Sessions(store), Attempts(store)
        self.law_checks = LawChecks(store)
        self._turn = asyncio.Lock()  # so that many guesses at once are counted one by one, and cost 32 MB once

    async def sign_in(self, name: str, password: str, code: str = "") -> SignedIn:
        """Begin a session. Raises Refused, which takes as long for a name that nobody has."""
        async with self._turn:
            return await asyncio.to_thread(self._sign_in, key_of(name), password, code)

    async def knows(self, name: str, password: str) -> bool:
        """Whether somebody who is signed in knows the password. Raises Refused after too many wrong ones."""
        async with self._turn:
            return await asyncio.to_thread(self._knows, key_of(name), password)

    def _knows(self, name: str, password: str) -> bool:
        if wait := self.attempts.wait(name):
            raise Refused(wait)
        row = self.members.row(name)
        right = row is not None and row["password"] is not None and passwords.matches(password, row["password"])
        (self.attempts.succeeded if right else self.attempts.failed)(name)
        return right

    def _sign_in(self, name: str, password: str, code: str) -> SignedIn:
        row = self.members.row(name)
        member = member_of(row) if row else None
        if wait := self.attempts.wait(name):
            raise Refused(wait, member)
        kept = row["password"] if row and row["state"] == "active" else None
        right = passwords.matches(password, kept or passwords.DECOY) and kept is not None
        if not (right and row and member and self._code_fits(row["app_secret"], row["app_step"], name, code)):
            self.attempts.failed(name)
            raise Refused(self.attempts.wait(name), member)
        self.attempts.succeeded(name)
        return SignedIn(member, self.sessions.begin(member))

    def _code_fits(self, secret: str | None, used: int, name: str, code: str) -> bool:
        if secret is None:
            return True
        step = one_time.step_of(secret, code, used)
        return step is not None and self.members.used_step(name, step)
