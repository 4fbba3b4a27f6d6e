"""Where things live on disk: built state below `home()`, optional source material below `shared()`."""

from __future__ import annotations

import os
from pathlib import Path

ROOM = Path(__file__).resolve().parents[1]
LAW = ROOM / "law"
SCHEDULE = ROOM / "schedule"


def home() -> Path:
    """The folder for everything that is built or kept (`IMPORTDESK_HOME`, default `./var`)."""
    return Path(os.environ.get("IMPORTDESK_HOME", "var")).resolve()


def shared() -> Path | None:
    """The folder with the full source material (`IMPORTDESK_SHARED`, default `../shared`), None where it is absent."""
    folder = Path(os.environ.get("IMPORTDESK_SHARED", ROOM.parent.parent / "shared"))
    return folder if folder.is_dir() else None
