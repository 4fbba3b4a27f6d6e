"""`importdesk tariff sync`: take in an official export, say what it changes, switch to it, or leave all as it was."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tariff_data.core.messages import Message
from tariff_data.core.paths import SCHEDULE
from tariff_data.hts import database, tables
from tariff_data.hts.editions import store
from tariff_data.hts.editions.comparing import Changes, compare
from tariff_data.hts.editions.download import download
from tariff_data.hts.editions.duty_lines import ADDED_DUTIES_CHAPTER, SPECIAL_CHAPTER, DutyLine, collect
from tariff_data.hts.editions.formats import Row, read_export
from tariff_data.hts.editions.refused import refuse
from tariff_data.hts.editions.soundness import Measure, check_lines, check_rows

Progress = Callable[[str, int, int | None], None]
"""Called with the stage (`download`, `read`, `compare`, or a table's name), how far, and of how much if known."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import found and whether it is in force now."""

    edition: store.Edition
    against: str
    changes: Changes
    warnings: tuple[Message, ...]
    switched: bool


def address_in_settings() -> str:
    """Where the official export is fetched from (`IMPORTDESK_TARIFF_EXPORT`)."""
    return os.environ.get("IMPORTDESK_TARIFF_EXPORT") or str(_built_in()["export"])


def sync(
    from_file: Path | None = None,
    *,
    address: str | None = None,
    name: str | None = None,
    checksum: str | None = None,
    timeout: float = 60.0,
    attempts: int = 3,
    dry_run: bool = False,
    confirm: Callable[[Report], bool] | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> Report:
    """Import an export from a file, or download it; switch unless `dry_run`, or `confirm` says no to the report.

    `name` is the edition's name (`2026 rev 11`), else it is read off the file name. `checksum` is the expected
    SHA-256. Raises Refused with a message when the file is not a whole and sound schedule; nothing has changed then.
    """
    source = str(from_file) if from_file else (address or address_in_settings())
    content = _content(from_file, source, checksum, timeout, attempts, progress)
    _tell(progress, "read")
    export = read_export(content)
    before = _lines_in_use()
    measure = _measure(before)
    check_rows(export.rows, measure)
    lines = collect(export.rows)
    warnings = (*export.warnings, *check_lines(lines, measure))
    _tell(progress, "compare")
    digest = hashlib.sha256(content).hexdigest()
    edition = store.Edition(
        id=f"{_slug(name or _name_in(source))}-{digest[:12]}",
        name=name or _name_in(source),
        from_date="",
        source=source if from_file is None else from_file.name,
        checksum=digest,
        imported=(today or date.today()).isoformat(),
        rows=len(export.rows),
        has_footnotes=export.has_footnotes,
    )
    if store.in_use() is None:  # what is built in has only some lines of chapter 98
        lines = {hts8: line for hts8, line in lines.items() if hts8 in before or hts8 < SPECIAL_CHAPTER}
    changes = compare(before, lines)
    report = Report(edition, _name_in_use(), changes, warnings, switched=False)
    if dry_run or (confirm is not None and not confirm(report)):
        return report
    _switch(edition, export.rows, progress)
    return Report(edition, report.against, changes, warnings, switched=True)


def go_back(progress: Progress | None = None) -> str:
    """Switch to the edition before (or what is built in); returns its name."""
    before, current = store.previous(), store.in_use()
    _use(before, current, progress)
    return _name_in_use()


def _switch(edition: store.Edition, rows: tuple[Row, ...], progress: Progress | None) -> None:
    """Keep the rows, name them as in use, build the database; a failure leaves the old edition in use."""
    current, older = store.in_use(), store.previous()
    store.save(edition, rows)
    _use(edition, older if current == edition else current, progress)
    store.forget_others()


def _use(edition: store.Edition | None, before: store.Edition | None, progress: Progress | None) -> None:
    was = store.in_use(), store.previous()
    store.use(edition, before)
    try:
        database.build(progress=progress)
    except BaseException:
        store.use(*was)
        raise


def _content(
    from_file: Path | None, address: str, checksum: str | None, timeout: float, attempts: int, progress: Progress | None
) -> bytes:
    if from_file is None:
        told = (lambda done, of: progress("download", done, of)) if progress else None
        return download(address, checksum=checksum, timeout=timeout, attempts=attempts, progress=told)
    try:
        content = from_file.read_bytes()
    except OSError as error:
        raise refuse("file", file=str(from_file), why=error.strerror or str(error)) from error
    if checksum is not None and hashlib.sha256(content).hexdigest() != checksum.lower():
        raise refuse("checksum", address=str(from_file))
    return content


def _lines_in_use() -> dict[str, DutyLine]:
    return {
        hts8: DutyLine(general, special, column2, units, suffixes)
        for hts8, units, general, special, column2, suffixes in tables.duty_lines()
    }


def _measure(lines: dict[str, DutyLine]) -> Measure:
    chapters = Counter(hts8[:2] for hts8 in lines if hts8 < "98")
    edition, built_in = store.in_use(), _built_in()
    if edition is None:
        last = str(built_in["last_number"])[:4]
        return Measure(int(built_in["rows"]), int(built_in["chapter_99_rows"]), last, chapters)
    numbers = [row["hts_number"] for row in store.rows(edition) if row["hts_number"].startswith(ADDED_DUTIES_CHAPTER)]
    return Measure(edition.rows, len(numbers), max(numbers)[:4], chapters)


def _name_in_use() -> str:
    edition = store.in_use()
    return edition.name if edition else str(_built_in()["edition"])


def _built_in() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((SCHEDULE / "edition.yaml").read_text(encoding="utf-8"))
    return content


def _name_in(source: str) -> str:
    """`hts_2026_revision_11_json.json` -> 2026 rev 11; otherwise the file's own name."""
    stem = Path(source.partition("?")[0]).name
    year = re.search(r"(20\d\d)", stem)
    revision = re.search(r"rev(?:ision)?[ _-]*(\d+)", stem, re.IGNORECASE)
    if year and (revision or "basic" in stem.lower()):
        return f"{year[1]} rev {int(revision[1])}" if revision else f"{year[1]} basic"
    return stem or "export"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "export"


def _tell(progress: Progress | None, stage: str) -> None:
    if progress:
        progress(stage, 0, None)
