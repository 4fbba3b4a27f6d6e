"""A catalogue as people send it: any usual encoding and delimiter, with or without column names, as rows of cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from web.sellers.catalogue.columns import IN_ORDER, named

MOST_ROWS = 5000
LONGEST_CELL = 20_000
_DELIMITERS = (",", ";", "\t", "|")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Unreadable(ValueError):
    """A file that cannot be used at all: a message key below `sellers.catalogue.fault` and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, its cells by column, and how many cells it had too many."""

    number: int
    cells: dict[str, str]
    surplus: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a catalogue; `guessed` where the columns were taken by their order."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    encoding: str
    delimiter: str
    guessed: bool


def read_table(data: bytes) -> Table:
    """The rows of a CSV file or of pasted lines. Raises Unreadable."""
    text, encoding = decoded(data)
    if not text.strip():
        raise Unreadable("empty")
    delimiter = delimiter_of(text)
    lines = _records(text, delimiter)
    first = next(lines, None)
    if first is None:
        raise Unreadable("empty")
    number, cells = first
    columns = named(cells)
    rows = [] if columns else [(number, cells)]
    for numbered in lines:
        rows.append(numbered)
        if len(rows) > MOST_ROWS:
            raise Unreadable("too_long", most=MOST_ROWS)
    guessed = columns is None
    columns = columns or _by_order(cells)
    if "title" not in columns and "description" not in columns and "hts" not in columns:
        raise Unreadable("no_columns")
    if not rows:
        raise Unreadable("no_rows")
    width = len(cells)
    found = tuple(_row(number, cells, columns, width) for number, cells in rows)
    return Table(found, tuple(columns), encoding, delimiter, guessed)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and its encoding: what a byte order mark says, else UTF-8, else what Windows writes in the west."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding).replace("\0", ""), encoding
            except UnicodeDecodeError:
                raise Unreadable("encoding") from None
    for encoding in ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.count("\0") > len(text) / 100:
            raise Unreadable("not_text")
        return text.replace("\0", ""), encoding
    raise Unreadable("encoding")


def delimiter_of(text: str) -> str:
    """The delimiter that the first lines share; of two, the one that cuts the first line into more cells."""
    head = [line for line in text.splitlines()[:20] if line.strip()][:10]
    counts = {mark: [_outside_quotes(line, mark) for line in head] for mark in _DELIMITERS}

    def fitness(mark: str) -> tuple[int, int]:
        common, often = Counter(counts[mark]).most_common(1)[0]
        return (often if common else 0, counts[mark][0])

    best = max(_DELIMITERS, key=fitness)
    return best if fitness(best) > (0, 0) else ","


def _outside_quotes(line: str, mark: str) -> int:
    return re.sub(r'"[^"]*"', "", line).count(mark)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records that hold something, numbered as a spreadsheet numbers its rows."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        raise Unreadable("broken", row=number + 1) from None


def _by_order(cells: list[str]) -> dict[str, int]:
    """Columns by their place: a list of titles, or the order that the page names."""
    return {column: place for place, column in enumerate(IN_ORDER[: len(cells)])}


def _row(number: int, cells: list[str], columns: dict[str, int], width: int) -> Row:
    found = {column: cells[place].strip()[:LONGEST_CELL] for column, place in columns.items() if place < len(cells)}
    return Row(number, found, max(0, len([cell for cell in cells[width:] if cell.strip()])))
