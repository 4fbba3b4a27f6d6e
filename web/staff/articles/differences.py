"""What changed in a text, word by word where a line was only reworded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from knowledge.editorial.comparing import Line, changes

Piece = tuple[str, str]  # kind ("", "ins", "del"), text
_ALIKE = 0.35


@dataclass(frozen=True, slots=True)
class Shown:
    """One file: its lines, each in pieces. A line of kind `gap` stands for lines that are left out."""

    name: str
    lines: tuple[tuple[str, tuple[Piece, ...]], ...]


def shown(before: Mapping[str, str], after: Mapping[str, str]) -> list[Shown]:
    """The changes, file by file."""
    return [Shown(change.name, tuple(_lines(change.lines))) for change in changes(before, after)]


def _lines(lines: Sequence[Line]) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    place = 0
    while place < len(lines):
        kind = lines[place].kind
        if kind == "@":
            yield "gap", ()
        elif kind == " ":
            yield "", (("", lines[place].text),)
        else:
            gone = _run(lines, place, "-")
            came = _run(lines, place + len(gone), "+")
            yield from _changed(gone, came)
            place += len(gone) + len(came) - 1
        place += 1


def _run(lines: Sequence[Line], start: int, kind: str) -> list[str]:
    end = start
    while end < len(lines) and lines[end].kind == kind:
        end += 1
    return [line.text for line in lines[start:end]]


def _changed(gone: list[str], came: list[str]) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """Lines side by side where there are as many; else those that went before those that came."""
    if len(gone) == len(came):
        for old, new in zip(gone, came, strict=True):
            if (pieces := _words(old, new)) is not None:
                yield "changed", pieces
            else:
                yield "del", (("del", old),)
                yield "ins", (("ins", new),)
        return
    yield from (("del", (("del", line),)) for line in gone)
    yield from (("ins", (("ins", line),)) for line in came)


def _words(old: str, new: str) -> tuple[Piece, ...] | None:
    """Two wordings of one line as one, None where they have too little in common."""
    before, after = re.findall(r"\s+|\w+|[^\w\s]", old), re.findall(r"\s+|\w+|[^\w\s]", new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    pieces: list[Piece] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            pieces.append(("", "".join(before[a:b])))
            continue
        pieces += [("del", "".join(before[a:b]))] if b > a else []
        pieces += [("ins", "".join(after[c:d]))] if d > c else []
    return tuple(pieces)
