"""Databases that are kept from version to version: each says the steps from nothing to its present shape.

A step that was released is never changed; another shape is another step (`docs/decisions/kept-databases.md`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database, Migrations


def migrate(connection: sqlite3.Connection, steps: Migrations) -> None:
    """Take the steps a file has not taken yet, all or none, while no other process does.

    The first step of each file makes what is missing, so that a file from before there were steps passes it unharmed.
    """
    database = Database(connection)
    if not steps.pending(database):
        return
    connection.execute("begin immediate")  # a process that waited here finds them taken
    try:
        steps.apply(database)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def run(database: Database, script: str) -> None:
    """The statements of a script within the transaction that is open; `executescript` would end it."""
    for statement in _statements(script):
        database.conn.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """One statement at a time: a trigger has semicolons within."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
