"""What was done: every action with who, what, when and why. Nothing in it can be changed or removed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.editorial.store import Editorial, record
from knowledge.wording.localized_errors import Sentence, taken_up

__all__ = ["Action", "actions", "note"]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that somebody did."""

    id: int
    at: datetime
    who: str
    what: str
    document: str | None
    edition: int | None
    release: int | None
    why: Sentence
    details: Mapping[str, Any]


def actions(store: Editorial, *, document: str | None = None, limit: int = 200) -> list[Action]:
    """The last actions (on a document, or all), the newest first."""
    with store.reading() as db:
        rows = db.query(
            "select * from action where :document is null or document = :document order by id desc limit :limit",
            {"document": document, "limit": limit},
        )
        return [
            Action(
                **{
                    **row,
                    "at": datetime.fromisoformat(row["at"]),
                    "why": taken_up(row["why"]),
                    "details": json.loads(row["details"]),
                }
            )
            for row in rows
        ]


def note(store: Editorial, who: str, what: str, *, document: str | None = None, why: str = "", **details: Any) -> None:
    """Record something that was done outside this room (a sign-in, a confirmation that a law record was checked)."""
    with store.writing() as db:
        record(db, who, what, document=document, why=why, details=details)
