"""Every database that is kept, as version 0.1.0 left it (`tests/cases/databases/`), opened by the present code."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database, Migrations

from knowledge.editorial import store as editorial
from knowledge.review import store as review
from tariff_data.declaration import exchange_rates
from tests import CASES
from web.staff.accounts import store as staff
from web.widget import keys as sites


def open_review(folder: Path) -> None:
    review._made.discard(folder / "review.db")  # as in another process
    with review.opened(folder):
        pass


def open_exchange(folder: Path) -> None:
    vars(exchange_rates._handles).clear()  # as in another process
    exchange_rates.rate_on("EUR", date(2026, 11, 24), folder)


KEPT: dict[str, tuple[Migrations, Callable[[Path], Any]]] = {
    "editorial": (editorial.MIGRATIONS, editorial.Editorial),
    "exchange": (exchange_rates.MIGRATIONS, open_exchange),
    "review": (review.MIGRATIONS, open_review),
    "sites": (sites.MIGRATIONS, lambda folder: sites.SiteKeys(folder / "sites.db")),
    "staff": (staff.MIGRATIONS, lambda folder: staff.StaffStore(folder / "staff.db")),
}


def rows(file: Path) -> dict[str, list[dict[str, Any]]]:
    """Every table's rows, but what is noted of the steps."""
    with closing(sqlite3.connect(file)) as db:
        db.row_factory = sqlite3.Row
        names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        kept = [name for name in names if not name.startswith(("sqlite_", "_sqlite_"))]
        return {name: [dict(row) for row in db.execute(f"select * from {name}")] for name in kept}


@pytest.fixture(params=KEPT)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database that version 0.1.0 made, with a row in each table."""
    file = tmp_path / f"{request.param}.db"
    with closing(sqlite3.connect(file)) as db:
        db.executescript((CASES / "databases" / f"{request.param}.sql").read_text(encoding="utf-8"))
    assert all(rows(file).values())
    return file


def test_it_keeps_its_rows(old: Path) -> None:
    before, (_, opened) = rows(old), KEPT[old.stem]
    opened(old.parent)
    after = rows(old)
    for table, found in before.items():
        assert [{name: row[name] for name in found[0]} for row in after[table]] == found


def test_a_new_one_has_the_same_tables_and_columns(old: Path, tmp_path: Path) -> None:
    _, opened = KEPT[old.stem]
    opened(old.parent)
    with closing(sqlite3.connect(tmp_path / "new.db")) as new, closing(sqlite3.connect(old)) as db:
        KEPT[old.stem][0].apply(Database(new))
        assert _shape(new) == _shape(db)


def test_a_new_column_arrives(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps, opened = KEPT[old.stem]
    monkeypatch.setattr(steps, "_migrations", list(steps._migrations))
    table = next(iter(rows(old)))

    @steps(name="another column")
    def _(db: Any) -> None:
        db.conn.execute(f"alter table {table} add column colour text not null default 'grey'")

    opened(old.parent)
    assert {row["colour"] for row in rows(old)[table]} == {"grey"}
    opened(old.parent)  # and not a second time


def _shape(db: sqlite3.Connection) -> dict[str, set[str]]:
    names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
    return {name: {row[1] for row in db.execute(f"pragma table_info({name})")} for name in names}
