"""The questions that wait for staff: not answered, answered without being sure, or answered and thumbed down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from knowledge.review.store import file, opened
from knowledge.wording.refusals import Unknown

KINDS = ("unanswered", "unsure", "thumbed_down")
_LONGEST = 500  # characters
_MOST = 50_000  # questions kept
KEPT = timedelta(days=400)


_tidied: dict[Path, date] = {}
_silent: ContextVar[bool] = ContextVar("silent", default=False)


@contextmanager
def unrecorded() -> Iterator[None]:
    """Within the block this task keeps no question: the desk is tested or measured, nobody asks."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it was asked (redacted). `settled`: what was made of it, None while it waits."""

    id: int
    asked_at: datetime
    lang: str
    text: str
    kind: str
    closest: tuple[str, ...]
    settled: str | None
    settled_by: str | None
    edition: int | None

    @property
    def week(self) -> str:
        """The ISO week it was asked in, such as 2026-W48."""
        year, week, _day = self.asked_at.isocalendar()
        return f"{year}-W{week:02}"


def keep(
    text: str, lang: str, closest: Sequence[str], kind: str, *, at: datetime | None = None, folder: Path | None = None
) -> int | None:
    """Keep a question; the text has been redacted before. Gives its number, None for what is no question."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
    text = " ".join(text.split())[:_LONGEST]
    if not text or text.startswith("/") or _silent.get():
        return None
    asked = at or datetime.now(UTC)
    with opened(folder) as db:
        number = (
            db.table("question")
            .insert(
                {
                    "asked_at": asked.isoformat(timespec="seconds"),
                    "lang": lang,
                    "text": text,
                    "kind": kind,
                    "closest": " ".join(closest),
                }
            )
            .last_pk
        )
        assert isinstance(number, int)
    tidy(folder)
    return number


def tidy(folder: Path | None = None) -> None:
    """Delete the questions that were kept long enough, once a day."""
    today = datetime.now(UTC)
    if _tidied.get(file(folder)) == today.date():
        return
    with opened(folder) as db:
        db.execute(
            "delete from question where asked_at < ? or id <= (select max(id) from question) - ?",
            [(today - KEPT).isoformat(timespec="seconds"), _MOST],
        )
    _tidied[file(folder)] = today.date()


def questions(
    *,
    lang: str | None = None,
    kind: str | None = None,
    since: datetime | None = None,
    settled: bool | None = False,
    folder: Path | None = None,
) -> list[Question]:
    """The questions that wait (`settled` False), those that were settled (True) or all (None), the oldest first."""
    tidy(folder)
    with opened(folder) as db:
        rows = db.query(
            "select * from question where (:lang is null or lang = :lang) and (:kind is null or kind = :kind) "
            "and (:since is null or asked_at >= :since) "
            "and (:settled is null or (settled is not null) = :settled) order by id",
            {
                "lang": lang,
                "kind": kind,
                "since": since.astimezone(UTC).isoformat(timespec="seconds") if since else None,
                "settled": settled,
            },
        )
        return [_question(row) for row in rows]


def settle(numbers: Iterable[int], who: str, what: str, edition: int | None = None, folder: Path | None = None) -> None:
    """Take questions off the queue: `what` was made of them."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with opened(folder) as db:
        for number in numbers:
            db.table("question").update(
                number, {"settled": what, "settled_by": who, "settled_at": at, "edition": edition}
            )


def reopen(edition: int, folder: Path | None = None) -> None:
    """Put the questions that an edition was to answer back on the queue: it was given up."""
    with opened(folder) as db:
        db.execute("update question set settled = null, edition = null where edition = ?", [edition])


def texts(numbers: Iterable[int], folder: Path | None = None) -> list[Question]:
    """The questions of these numbers; those that are kept no longer are left out."""
    with opened(folder) as db:
        found = (next(iter(db.query("select * from question where id = ?", [number])), None) for number in numbers)
        return [_question(row) for row in found if row is not None]


def question(number: int, folder: Path | None = None) -> Question:
    """The question of that number. Raises Unknown."""
    for one in texts([number], folder):
        return one
    raise Unknown("editorial.refused.no_question", n=number)


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        id=row["id"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        lang=row["lang"],
        text=row["text"],
        kind=row["kind"],
        closest=tuple(row["closest"].split()),
        settled=row["settled"],
        settled_by=row["settled_by"],
        edition=row["edition"],
    )
