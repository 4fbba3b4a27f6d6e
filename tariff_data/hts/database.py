"""tariff.db: built from the committed facts (and the edition in use), replaced as a whole, opened read-only."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database

from tariff_data.core.paths import home
from tariff_data.hts import tables
from tariff_data.hts.lookup import Line
from tariff_data.hts.schedule import Schedule
from tariff_data.hts.tables import Step

__all__ = ["Line", "Schedule", "build", "is_current", "open_schedule"]

Progress = Callable[[str, int, int], None]
"""Called with the step's name, its number from 1, and how many there are."""

_open: dict[Path, tuple[tuple[int, int], Schedule]] = {}
_lock = threading.Lock()
_checked: set[Path] = set()


def default_path() -> Path:
    return home() / "tariff.db"


def steps() -> tuple[Step, ...]:
    """The tables to build, in order."""
    return tables.STEPS


def inputs_digest() -> str:
    """A hash of every input's name and content and of the code that fills the tables."""
    digest = hashlib.sha256(b"tariff.db 1")
    sources = {Path(step.create.__code__.co_filename) for step in steps()}
    for path in sorted(sources | {path for step in steps() for path in step.inputs()}):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def build(target: Path | None = None, progress: Progress | None = None) -> Path:
    """Build the database beside the target and put it in its place in one move. The old one stays until then."""
    target = target or default_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        _fill(draft, progress)
        draft.replace(target)
    finally:
        for leftover in (draft, draft.with_name(f"{draft.name}-journal")):
            with suppress(FileNotFoundError):
                leftover.unlink()
    return target


def _fill(draft: Path, progress: Progress | None) -> None:
    digest = inputs_digest()
    todo = steps()
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        db = Database(connection)
        db.table("about").create({"name": str, "value": str}, pk="name")
        for number, step in enumerate(todo, 1):
            if progress:
                progress(step.name, number, len(todo))
            connection.execute("begin")
            step.create(db)
            if connection.in_transaction:
                connection.execute("commit")
        db.table("about").insert({"name": "digest", "value": digest})
        connection.execute("analyze")
        connection.execute("vacuum")


def is_current(path: Path | None = None) -> bool:
    """Whether the database exists and was built from the inputs as they are now."""
    path = path or default_path()
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            row = connection.execute("select value from about where name = 'digest'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return row is not None and row[0] == inputs_digest()


def open_schedule(path: Path | None = None, progress: Progress | None = None) -> Schedule:
    """The schedule, one handle per file and process. Builds first what is missing or stale (looked at once).

    A database that was replaced meanwhile (another edition) is opened anew; handles that are still held keep reading
    the old file.
    """
    path = path or default_path()
    with _lock:
        if path not in _checked:
            if not is_current(path):
                build(path, progress)
            _checked.add(path)
        stat = path.stat()
        identity = (stat.st_ino, stat.st_mtime_ns)
        known = _open.get(path)
        if known is None or known[0] != identity:
            known = (identity, Schedule(path))
            _open[path] = known
        return known[1]
