"""Passwords: kept only as an Argon2id hash with its own salt (docs/decisions/argon2-for-passwords.md)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200  # characters
HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)  # 32 MB; one sign-in at a time
DECOY = (  # of no password: what a name that nobody has is held against, so that it takes as long
    "$argon2id$v=19$m=32768,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)
_COMMON = ("password", "contraseña", "importdesk", "123456", "qwerty")


class WeakPassword(ValueError):
    """A password that would be guessed; `key` says why (short, long, name, common)."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def check(password: str, name: str) -> None:
    """Raises WeakPassword."""
    plain = password.casefold()
    if len(password) < SHORTEST:
        raise WeakPassword("short")
    if len(password) > LONGEST:
        raise WeakPassword("long")
    if name.casefold() in plain:
        raise WeakPassword("name")
    if len(set(plain)) < 5 or any(plain.strip("0123456789!?. ") == word for word in _COMMON):
        raise WeakPassword("common")


def hashed(password: str) -> str:
    """What is kept of a password; it names the algorithm and its costs."""
    return HASHER.hash(password[:LONGEST])


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept."""
    try:
        return HASHER.verify(kept, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
