"""Whether the law data keeps its own rules: every field there, no overlap, no gap that is not declared.

`law_files` says which files hold which kind of record; `check` reads them all and names file and line of every problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError

from tariff_data.additional_duties import soundness
from tariff_data.core.paths import LAW
from tariff_data.law_records import coverage
from tariff_data.law_records import files as law_files
from tariff_data.law_records.record import Placed, Problem, Rec, Record, read


def periods(placed: Iterable[Placed[Rec]], gaps: Sequence[coverage.Gap] = ()) -> list[Problem]:
    """Overlaps, and gaps that nobody declared, among the records of one key."""
    by_key: dict[Hashable, list[Placed[Rec]]] = defaultdict(list)
    for entry in placed:
        if not entry.record.may_overlap:
            by_key[entry.record.key].append(entry)
    problems = []
    for key, entries in by_key.items():
        entries.sort(key=lambda entry: entry.record.from_)
        for earlier, later in pairwise(entries):
            end, start = earlier.record.to or date.max, later.record.from_
            if end > start:
                other = f"line {earlier.line} of {earlier.file.name} ({earlier.record.from_} to {earlier.record.to})"
                problems.append(Problem(later.file, later.line, f"overlaps {other} for {_name(key)}"))
            elif end < start and not _declared(key, end, start, later.file, gaps):
                what = f"nothing holds for {_name(key)} from {end} to {start}: declare the gap in coverage.yaml"
                problems.append(Problem(later.file, later.line, what))
    return problems


def _name(key: Hashable) -> str:
    return " ".join(str(part) for part in key if part != "") if isinstance(key, tuple) else str(key)


def _declared(key: Hashable, end: date, start: date, file: Path, gaps: Sequence[coverage.Gap]) -> bool:
    return any(gap.key == _name(key) and gap.file == file.name and gap.from_ <= end and start <= gap.to for gap in gaps)


def check(folder: Path = LAW) -> list[Problem]:
    """Every problem of the law data below a folder."""
    try:
        gaps = coverage.coverage().gaps
    except (OSError, ValidationError) as error:
        return [Problem(folder / "coverage.yaml", 1, str(error).replace("\n", " "))]
    problems: list[Problem] = []
    for pattern, model in law_files.FILES + soundness.FILES:
        files = sorted(folder.glob(pattern))
        if not files:
            problems.append(Problem(folder / pattern, 1, "the file is missing"))
        placed: list[Placed[Record]] = []
        for file in files:
            good, bad = read(file, model)
            placed += good
            problems += bad
        problems += periods(placed, gaps)
    return problems or soundness.check(folder)
