"""Six-digit codes of an authenticator app (RFC 6238: HMAC-SHA1, 30 seconds)."""

from __future__ import annotations

import hmac
import secrets
import struct
import time
from base64 import b32decode, b32encode
from urllib.parse import quote

_STEP = 30  # seconds
_AROUND = (-1, 0, 1)  # steps that a clock may be off


def new_secret() -> str:
    """A secret to share with the app, in base 32 as apps want it."""
    return b32encode(secrets.token_bytes(20)).decode()


def code(secret: str, step: int) -> str:
    """The code of a time step."""
    digest = hmac.digest(b32decode(secret), struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 1_000_000:06}"


def step_of(secret: str, given: str, after: int = 0, now: float | None = None) -> int | None:
    """The time step that a code is of, None for a wrong one; those up to `after` have been used."""
    digits = "".join(given.split())
    present = int((time.time() if now is None else now) // _STEP)
    for step in (present + around for around in _AROUND):
        if step > after and hmac.compare_digest(code(secret, step).encode(), digits.encode()):
            return step
    return None


def address(secret: str, name: str) -> str:
    """What an app reads the secret from."""
    return f"otpauth://totp/Import%20Desk:{quote(name)}?secret={secret}&issuer=Import%20Desk"
