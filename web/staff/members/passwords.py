"""Passwords: kept only as a scrypt hash with its own salt (docs/decisions/scrypt-for-passwords.md)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

SHORTEST, LONGEST = 12, 200  # characters
_COST, _BLOCK, _PARALLEL = 2**15, 8, 3  # 32 MB, about a third of a second
_MOST_MEMORY = 64 * 1024 * 1024
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
    """What is kept of a password."""
    salt = secrets.token_bytes(16)
    key = _derived(password, salt, _COST, _BLOCK, _PARALLEL)
    return f"scrypt${_COST}${_BLOCK}${_PARALLEL}${b64encode(salt).decode()}${b64encode(key).decode()}"


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept."""
    _, cost, block, parallel, salt, key = kept.split("$")
    derived = _derived(password, b64decode(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(derived, b64decode(key))


def _derived(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(
        password[:LONGEST].encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=_MOST_MEMORY, dklen=32
    )
