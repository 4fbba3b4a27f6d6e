"""Where imported editions are kept: `IMPORTDESK_HOME/editions/<id>/` with rows and manifest, and which one is in use.

`in_use.json` names the edition in use and the one before it; writing that one small file is the switch.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tariff_data.core.paths import home

COLUMNS = ("hts_number", "indent", "description", "units", "general", "special", "other", "footnotes", "quota_quantity",
           "additional_duties")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """An imported edition. `checksum` is the SHA-256 of the file it came from; `from_date` ISO or empty if unknown."""

    id: str
    name: str
    from_date: str
    source: str
    checksum: str
    imported: str
    rows: int
    has_footnotes: bool = True


def folder() -> Path:
    return home() / "editions"


def _rows_file(edition_id: str) -> Path:
    return folder() / edition_id / "rows.csv.gz"


def _manifest(edition_id: str) -> Path:
    return folder() / edition_id / "edition.json"


def save(edition: Edition, rows: Iterable[dict[str, str]]) -> None:
    """Keep an edition's rows; it is not in use yet."""
    target = _rows_file(edition.id)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    with gzip.open(draft, "wt", encoding="utf-8", newline="", compresslevel=6) as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    draft.replace(target)
    _write(_manifest(edition.id), asdict(edition))


def rows(edition: Edition) -> Iterator[dict[str, str]]:
    """The rows of an edition in schedule order, with the columns of `COLUMNS`."""
    with gzip.open(_rows_file(edition.id), "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def in_use() -> Edition | None:
    """The imported edition in use; None: the facts that are built in."""
    return _named("edition")


def previous() -> Edition | None:
    """The imported edition that was in use before; None: the facts that are built in."""
    return _named("previous")


def use(edition: Edition | None, before: Edition | None) -> None:
    """Switch to an imported edition, or to what is built in (None); `before` is the one to be able to go back to."""
    names = {"edition": edition.id if edition else None, "previous": before.id if before else None}
    _write(folder() / "in_use.json", names)


def forget_others() -> None:
    """Remove the rows of editions that are neither in use nor the one before."""
    kept = {edition.id for edition in (in_use(), previous()) if edition}
    for other in folder().iterdir():
        if other.is_dir() and other.name not in kept:
            shutil.rmtree(other)


def files_in_use() -> tuple[Path, ...]:
    """The files that the edition in use is read from; none when it is the built-in one."""
    edition = in_use()
    return (_rows_file(edition.id), _manifest(edition.id)) if edition else ()


def _named(role: str) -> Edition | None:
    switch = folder() / "in_use.json"
    if not switch.is_file():
        return None
    edition_id = json.loads(switch.read_text(encoding="utf-8")).get(role)
    if not edition_id or not _manifest(edition_id).is_file():
        return None
    return Edition(**json.loads(_manifest(edition_id).read_text(encoding="utf-8")))


def _write(target: Path, content: object) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(content, indent=1), encoding="utf-8")
    draft.replace(target)
