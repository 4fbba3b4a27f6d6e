"""Questions the assistant could not answer, kept (redacted) for the people who write the articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from tariff_data.paths import home

_COLUMNS = {"id": int, "asked_at": str, "lang": str, "text": str, "closest": str, "kind": str}


def file() -> Path:
    """Where they are kept."""
    return home() / "unanswered.db"


def keep(text: str, lang: str, closest: Sequence[str], kind: str) -> None:
    """Keep a question (redacted before it reached the assistant); `kind`: unanswered, or unsure of the answer given."""
    file().parent.mkdir(parents=True, exist_ok=True)
    with sqlite_utils.Database(file()) as db:
        db["question"].create(_COLUMNS, pk="id", if_not_exists=True, transform=True)
        db["question"].insert(
            {
                "asked_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "lang": lang,
                "text": text,
                "closest": " ".join(closest),
                "kind": kind,
            }
        )


def kept() -> list[dict[str, Any]]:
    """Every kept question, the newest first."""
    if not file().exists():
        return []
    with sqlite_utils.Database(file()) as db:
        return list(db.query("select * from question order by id desc"))
