"""How long conversations are kept: `IMPORTDESK_KEEP_DAYS`, counted from the last message."""

from __future__ import annotations

import os
from datetime import timedelta

SETTING = "IMPORTDESK_KEEP_DAYS"
USUAL = 90


def keep_for() -> timedelta:
    """The time after which a conversation nobody has gone on with is deleted. Raises ValueError for a bad setting."""
    given = os.environ.get(SETTING, "").strip()
    if not given:
        return timedelta(days=USUAL)
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        raise ValueError(f"{SETTING} is {given!r}: give a whole number of days, 1 or more")
    return timedelta(days=int(given))
