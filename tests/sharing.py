"""How several workers share the tests (pytest-xdist)."""

from __future__ import annotations

import zlib
from typing import Any

from xdist.scheduler import LoadFileScheduling

# Files of many tests that share nothing but the assistant: in as many parts, so that no worker waits for the other.
PARTS = {"tests/bot/runtime/test_conversations.py": 4}


class FilesInOrder(LoadFileScheduling):
    """Hands out files in the order of collection, the long ones in parts.

    That order matters: browser tests are last, since Playwright's loop stays in the thread that others need.
    """

    def __init__(self, config: Any, log: Any = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # by number of tests, which says little about how long they take

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        parts = PARTS.get(file, 1)
        return f"{file} {zlib.crc32(nodeid.encode()) % parts}" if parts > 1 else file
