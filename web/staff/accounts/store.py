"""Where members, sessions and failed attempts are kept: one SQLite file below the home folder. Secrets only as hashes.

(The shared secret of an authenticator app cannot be a hash; the file is readable by its owner alone.)
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from tariff_data.core.migrating import migrate, run

_FIRST = """
create table if not exists member (
    key text primary key,              -- the name, however it is written
    name text not null,
    role text not null,
    state text not null,               -- invited | active | closed
    lang text,
    password text,                     -- Argon2id
    app_secret text,                   -- of an authenticator app, null: none
    app_step integer not null default 0,
    made_at text not null
);
create table if not exists invitation (
    digest text primary key,           -- of the link's token
    member text not null,
    until text not null
);
create table if not exists session (
    digest text primary key,           -- of the cookie's token
    member text not null,
    csrf text not null,
    made_at text not null,
    seen_at text not null
);
create table if not exists attempt (
    digest text primary key,           -- of the name or address that failed
    failures integer not null,
    last_at text not null
);
create table if not exists law_check (
    id integer primary key,
    subject text not null,             -- a programme or file of the law data
    fingerprint text not null,         -- of the records that were looked at
    who text not null,
    at text not null,
    why text not null
);
create table if not exists source_check (
    url text primary key,
    state text not null,               -- opens | gone | unsure
    said text not null,
    at text not null
);
"""

MIGRATIONS = Migrations("staff")


@MIGRATIONS()
def first(db: Database) -> None:
    """The tables of version 0.1.0, which made them without saying so."""
    run(db, _FIRST)


def now() -> datetime:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def digest(text: str) -> str:
    """A hash of a token of high entropy, or of a name that need not be known again."""
    return hashlib.sha256(text.encode()).hexdigest()


class StaffStore:
    """The file. Calls take milliseconds and may come from any thread."""

    def __init__(self, file: Path) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(file, timeout=20)
        try:
            connection.execute("pragma journal_mode = wal")
            migrate(connection, MIGRATIONS)
        finally:
            connection.close()

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """A transaction: all of it is kept, or nothing."""
        connection = sqlite3.connect(self.file, timeout=20)
        try:
            connection.execute("begin immediate")
            yield Database(connection)
            connection.commit()
        finally:
            connection.close()
