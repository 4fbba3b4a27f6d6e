"""Where editions, releases and the record of what was done are kept: one SQLite file below the home folder."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from knowledge.editorial.documents import Files, document_below
from knowledge.library.active_release import ROOM, current_release
from knowledge.wording.localized_errors import Sentence, kept
from tariff_data.core.migrating import migrate, run
from tariff_data.core.paths import home

_FIRST = """
create table if not exists edition (
    id integer primary key,
    document text not null,
    state text not null,
    revision integer not null,         -- counts the saves
    files text not null,               -- JSON: file name -> text
    base text not null,                -- fingerprint of the text it was made from
    base_files text not null,
    authors text not null,             -- JSON: who wrote in it, the first first
    approver text,
    publish_at text,                   -- UTC; null: with the next publication
    release integer,                   -- that it was published in
    questions text not null,           -- JSON: numbers of the review questions it is meant to answer
    why text not null,
    created_at text not null,
    changed_at text not null,
    changed_by text not null
);
create index if not exists edition_by_document on edition (document, state);
create unique index if not exists one_open_edition on edition (document)
    where state in ('draft', 'review') or (state = 'approved' and publish_at is null);
create table if not exists lock (
    document text primary key,
    who text not null,
    until text not null
);
create table if not exists release (
    number integer primary key,
    at text not null,
    who text not null,
    why text not null,
    kind text not null,                -- files | publish | withdraw | restore | rollback
    back_to integer,                   -- the release whose texts a rollback brought back
    overlay text not null,             -- JSON: document -> edition in use
    models text not null,              -- JSON: language -> name of the model
    measured text not null             -- JSON: what the gate found
);
create table if not exists action (
    id integer primary key,
    at text not null,
    who text not null,
    what text not null,
    document text,
    edition integer,
    release integer,
    why text not null,
    details text not null              -- JSON
);
create index if not exists action_by_document on action (document);
create trigger if not exists action_stays before update on action begin
    select raise(abort, 'what was recorded cannot be changed');
end;
create trigger if not exists action_remains before delete on action begin
    select raise(abort, 'what was recorded cannot be removed');
end;
"""

MIGRATIONS = Migrations("editorial")


@MIGRATIONS()
def first(db: Database) -> None:
    """The tables of version 0.1.0, which made them without saying so."""
    run(db, _FIRST)


def now() -> datetime:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Editorial:
    """The store. `room` is the folder of the knowledge files that releases are made over."""

    def __init__(self, folder: Path | None = None, room: Path = ROOM) -> None:
        self.folder = folder or home()
        self.room = room
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.reading() as db:
            migrate(db.conn, MIGRATIONS)

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return self.folder / "editorial.db"

    @property
    def releases(self) -> Path:
        """The folder of the releases' files."""
        return self.folder / "releases"

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """A connection of one's own, so that any thread may call."""
        connection = sqlite3.connect(self.file, timeout=20)
        try:
            yield Database(connection)
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A transaction that no other writer can come between: all of it is kept, or nothing."""
        with self.reading() as db:
            db.conn.execute("begin immediate")
            try:
                yield db
            except BaseException:
                db.conn.rollback()
                raise
            db.conn.commit()

    def base(self) -> Path:
        """The folder of the texts in use: the current release's, or the room's own files."""
        number = current_release(self.releases)
        return self.room if number is None else self.releases / str(number)

    def in_use(self, document: str) -> Files:
        """A document's files as people read them now; none where there is no such document."""
        return document_below(self.base(), document)

    def standing(self, document: str) -> Files:
        """A document's files as the next release takes them up: the published edition, else the room's own files.

        Differs from `in_use` only where the room's files have changed since the release in use was made.
        """
        with self.reading() as db:
            overlay = overlay_in_use(db)
            if document in overlay:
                row = next(db.query("select files from edition where id = ?", [overlay[document]]))
                return dict(json.loads(row["files"]))
        return document_below(self.room, document)


def overlay_in_use(db: Database) -> dict[str, int]:
    """The editions in use by document: those of the last release, which is always the current one."""
    rows = list(db.query("select overlay from release order by number desc limit 1"))
    return dict(json.loads(rows[0]["overlay"])) if rows else {}


def record(
    db: Database,
    who: str,
    what: str,
    *,
    document: str | None = None,
    edition: int | None = None,
    release: int | None = None,
    why: Sentence = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write down, within a transaction, that somebody did something."""
    db.table("action").insert(
        {
            "at": now().isoformat(),
            "who": who,
            "what": what,
            "document": document,
            "edition": edition,
            "release": release,
            "why": kept(why),
            "details": json.dumps(details or {}, ensure_ascii=False, sort_keys=True),
        }
    )
