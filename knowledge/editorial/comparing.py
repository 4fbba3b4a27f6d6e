"""The difference between two texts of a document, line by line."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

_AROUND = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line that came (`+`), went (`-`) or stands around a change (` `); `@` marks where lines are left out."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """What changed in one file."""

    name: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return "\n".join([f"--- {self.name}", *(f"{line.kind}{line.text}" for line in self.lines)])


def changes(before: Mapping[str, str], after: Mapping[str, str], around: int = _AROUND) -> tuple[FileChange, ...]:
    """What changed, file by file; files that stayed as they were are not named."""
    return tuple(
        FileChange(name, _lines(before.get(name, ""), after.get(name, ""), around))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )


def _lines(before: str, after: str, around: int) -> tuple[Line, ...]:
    unified = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=around)
    found = [Line(line[0], line[1:]) for line in list(unified)[2:]]
    return tuple(found) or (Line("@", " only the end of the file changed"),)
