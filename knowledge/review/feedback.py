"""Thumbs up and down on answers: counted by article, and a thumbed-down question goes to the queue."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.review.questions import keep
from knowledge.review.store import opened


@dataclass(frozen=True, slots=True)
class Thumbs:
    """How often an article's answers were found helpful, and not."""

    up: int
    down: int


def record(
    conversation: str,
    turn: int,
    up: bool,
    question: str,
    lang: str,
    answered: str | None,
    *,
    folder: Path | None = None,
) -> None:
    """Count a thumb for one answer; the last one given counts. `question` is the redacted text that was answered.

    The conversation's id is kept as a hash only, so that a thumb counts once and leads back to nobody.
    """
    key = hashlib.sha256(f"{conversation}\0{turn}".encode()).hexdigest()
    with opened(folder) as db:
        given = next(iter(db.query("select up, question from thumb where turn = ?", [key])), None)
        if given is not None and bool(given["up"]) == up:
            return
        if given is not None and given["question"] is not None:
            db.execute("delete from question where id = ? and settled is null", [given["question"]])
    number = None if up else keep(question, lang, [answered] if answered else [], "thumbed_down", folder=folder)
    with opened(folder) as db:
        db.table("thumb").upsert(
            {
                "turn": key,
                "given_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "up": int(up),
                "lang": lang,
                "answered": answered,
                "question": number,
            },
            pk="turn",
        )


def thumbs(since: datetime | None = None, folder: Path | None = None) -> dict[str, Thumbs]:
    """The thumbs by article's slug."""
    with opened(folder) as db:
        rows = db.query(
            "select answered, sum(up) as up, sum(1 - up) as down from thumb "
            "where answered is not null and (:since is null or given_at >= :since) group by answered order by answered",
            {"since": since.astimezone(UTC).isoformat(timespec="seconds") if since else None},
        )
        return {row["answered"]: Thumbs(int(row["up"]), int(row["down"])) for row in rows}
