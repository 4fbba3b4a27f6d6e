"""The steps from one shape of a kept database to the next."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from tariff_data.core.migrating import migrate, run

FIRST = """create table if not exists thing (
    name text primary key  -- of it; and more
);
create trigger if not exists stays before update on thing begin
    select raise(abort, 'it cannot be changed');
end;
"""


def steps(*, fails: bool = False) -> Migrations:
    made = Migrations("things")

    @made()
    def first(db: Database) -> None:
        run(db, FIRST)

    @made()
    def second(db: Database) -> None:
        run(db, "alter table thing add column colour text not null default 'grey';")
        if fails:
            raise RuntimeError

    return made


def columns(connection: sqlite3.Connection) -> list[str]:
    return [row[1] for row in connection.execute("pragma table_info(thing)")]


def test_a_file_from_before_there_were_steps_keeps_its_rows_and_gets_the_new_column(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "old.db")
    connection.executescript(FIRST)
    connection.execute("insert into thing values ('teapot')")
    connection.commit()
    migrate(connection, steps())
    assert connection.execute("select name, colour from thing").fetchall() == [("teapot", "grey")]
    with pytest.raises(sqlite3.IntegrityError, match="cannot be changed"):
        connection.execute("update thing set colour = 'red'")


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "new.db")
    with pytest.raises(RuntimeError):
        migrate(connection, steps(fails=True))
    assert columns(connection) == [] and not connection.in_transaction
    migrate(connection, steps())
    assert columns(connection) == ["name", "colour"]


def test_many_that_open_a_file_at_once_take_each_step_once(tmp_path: Path) -> None:
    def opened(_number: int) -> list[str]:
        connection = sqlite3.connect(tmp_path / "new.db", timeout=20)
        migrate(connection, steps())
        return columns(connection)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(opened, range(16))) == [["name", "colour"]] * 16
