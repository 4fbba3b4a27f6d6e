"""Where questions for review and thumbs are kept: one SQLite file below the home folder. Texts come in redacted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from tariff_data.core.migrating import migrate, run
from tariff_data.core.paths import home

_FIRST = """
create table if not exists question (
    id integer primary key,
    asked_at text not null,            -- UTC
    lang text not null,
    text text not null,
    kind text not null,                -- unanswered | unsure | thumbed_down
    closest text not null,             -- slugs that were shown or offered, with spaces between
    settled text,                      -- what was made of it; null: waits for staff
    settled_by text,
    settled_at text,
    edition integer                    -- the edition that is to answer it
);
create index if not exists open_question on question (lang, id) where settled is null;
create table if not exists thumb (
    turn text primary key,             -- a hash: names no conversation
    given_at text not null,
    up integer not null,
    lang text not null,
    answered text,                     -- slug of the article that answered, where one did
    question integer                   -- its row for review, where the thumb was down
);
create index if not exists thumb_by_article on thumb (answered);
"""
_made: set[Path] = set()
MIGRATIONS = Migrations("review")


@MIGRATIONS()
def first(db: Database) -> None:
    """The tables of version 0.1.0, which made them without saying so."""
    run(db, _FIRST)


def file(folder: Path | None = None) -> Path:
    """The SQLite file."""
    return (folder or home()) / "review.db"


@contextmanager
def opened(folder: Path | None = None) -> Iterator[Database]:
    """A transaction in the file, made where it is missing."""
    place = file(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(place, timeout=20)
    try:
        if place not in _made or place.stat().st_size == 0:
            connection.execute("pragma journal_mode = wal")
            migrate(connection, MIGRATIONS)
            _made.add(place)
        # A question that is lost with the power is no loss; a turn that waits for the disk is.
        connection.execute("pragma synchronous = off")
        connection.execute("pragma secure_delete = on")
        connection.execute("begin immediate")
        yield Database(connection)
        connection.commit()
    finally:
        connection.close()
