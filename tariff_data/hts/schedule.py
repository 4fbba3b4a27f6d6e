"""Looking things up in tariff.db: duty lines, suffixes, headings, chapters, sections. Read-only and thread-safe."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tariff_data.core.units import code_of
from tariff_data.hts.lookup import Line, digits

Kind = Literal["section", "chapter", "heading", "line"]


@dataclass(frozen=True, slots=True)
class Suffix:
    """A 10-digit statistical number; it has the rates of its line."""

    hts10: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Official:
    """The official wording of a number, where an edition was imported on this machine; `path` includes its parents'."""

    number: str
    description: str
    path: str
    footnotes: str
    additional_duties: str


@dataclass(frozen=True, slots=True)
class NumberHistory:
    """A number that came or went since 2025. Edition names; `new_from` and `gone_from` are ISO dates or empty.

    `first_edition` is empty for a number that was there before 2025, `last_edition` for one that still is.
    `successors` are the numbers that took its place, as far as they can be derived.
    """

    number: str
    first_edition: str
    new_from: str
    last_edition: str
    gone_with: str
    gone_from: str
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the outline for browsing: `s11` -> `61` -> `6109` -> `61091000`."""

    code: str
    kind: Kind
    label_en: str
    label_es: str
    keywords_en: str = ""
    keywords_es: str = ""

    def label(self, lang: str) -> str:
        return (self.label_es if lang == "es" else "") or self.label_en


_WORDS = """coalesce(en.label, ''), coalesce(es.label, ''), coalesce(en.keywords, ''), coalesce(es.keywords, '')"""
_LABELS = """left join labels as en on en.code = {code} and en.lang = 'en'
             left join labels as es on es.code = {code} and es.lang = 'es'"""
_LINES = f"select hts8, units, general, special, column2, {_WORDS} from lines {_LABELS.format(code='hts8')}"


class Schedule:
    """A read-only handle on a built database. Threads may share it; lines are kept once read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # One connection for all threads (SQLite is built serialized): whoever holds this handle keeps seeing the file
        # that was there when it was opened, also after the file was replaced.
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._lines: dict[str, Line] = {}
        about = dict(self.connection().execute("select name, value from about").fetchall())
        self.edition: str = about["edition"]
        self.edition_from: str = about["edition_from"]
        self.digest: str = about["digest"]

    def connection(self) -> sqlite3.Connection:
        """The read-only connection, for rankers that write their own queries. Fetch all rows of a query at once."""
        return self._connection

    def line(self, hts: str) -> Line | None:
        """The duty line of a number of 8 digits or more (a 10-digit number finds its 8-digit line), or None."""
        hts8 = digits(hts)[:8]
        known = self._lines.get(hts8)
        if known is not None or len(hts8) < 8:
            return known
        row = self.connection().execute(f"{_LINES} where hts8 = ?", (hts8,)).fetchone()
        if row is None:
            return None
        line = self._lines[hts8] = _line(row)
        return line

    def lines(self, prefix: str = "") -> Iterator[Line]:
        """The duty lines whose number starts with a prefix, in order of the schedule."""
        start = digits(prefix)
        query = f"{_LINES} where hts8 >= ? and hts8 < ? order by hts8"
        for row in self.connection().execute(query, (start, start + ":")).fetchall():
            known = self._lines.get(row[0])
            if known is None:
                known = self._lines[row[0]] = _line(row)
            yield known

    def siblings(self, hts: str) -> tuple[Line, ...]:
        """The lines of the same heading, the line itself included."""
        return tuple(self.lines(digits(hts)[:4]))

    def suffixes(self, hts: str) -> tuple[Suffix, ...]:
        """The 10-digit numbers below a line."""
        query = "select hts10, units from suffixes where hts8 = ? order by hts10"
        rows = self.connection().execute(query, (digits(hts)[:8],)).fetchall()
        return tuple(Suffix(hts10, _units(units)) for hts10, units in rows)

    def has_suffix(self, hts10: str) -> bool:
        """Whether a 10-digit number exists in this edition."""
        query = "select 1 from suffixes where hts10 = ?"
        return self.connection().execute(query, (digits(hts10),)).fetchone() is not None

    def official(self, number: str) -> Official | None:
        """The official wording of a 4- to 10-digit number; None while no edition was imported, or without it there."""
        query = "select number, description, path, footnotes, additional_duties from official where number = ?"
        row = self.connection().execute(query, (digits(number),)).fetchone()
        return Official(*row) if row and digits(number) else None

    def history(self, number: str) -> NumberHistory | None:
        """When an 8- or 10-digit number came or went; None for one that has been there since 2025, or never was."""
        columns = "number, first_edition, new_from, last_edition, gone_with, gone_from, successors"
        row = self.connection().execute(f"select {columns} from history where number = ?", (digits(number),)).fetchone()
        if row is None:
            return None
        values = [*row[:-1], tuple(row[-1].split())]
        return NumberHistory(*values)

    def search(self, text: str, lang: str = "en", limit: int = 20) -> tuple[Node, ...]:
        """Headings and lines with all the words of a text, best first: plain full-text search, no ranking model."""
        words = re.findall(r"\w+", text)
        if not words or lang not in ("en", "es"):
            return ()
        query = f"""select code from search_{lang} where search_{lang} match ?
                    order by bm25(search_{lang}, 0, 5, 4, 2, 1), code limit ?"""
        rows = self.connection().execute(query, (" ".join(f'"{word}"' for word in words), limit)).fetchall()
        return tuple(node for (code,) in rows if (node := self.node(code)) is not None)

    def node(self, code: str) -> Node | None:
        """A section (`s11`), chapter, heading or line with its words, or None."""
        plain = digits(code)
        kind: dict[int, tuple[Kind, str, str]] = {
            2: ("chapter", "chapters", "chapter"),
            4: ("heading", "headings", "heading"),
            8: ("line", "lines", "hts8"),
        }
        if plain.startswith("s"):
            nodes = self._nodes("section", "sections", "section", "section = ?", (plain[1:],), "'s' || section")
        elif len(plain) in kind:
            name, table, key = kind[len(plain)]
            nodes = self._nodes(name, table, key, f"{key} = ?", (plain,))
        else:
            return None
        return nodes[0] if nodes else None

    def heading(self, code: str) -> Node | None:
        """The 4-digit heading of a number."""
        return self.node(digits(code)[:4])

    def headings(self, chapter: str = "") -> tuple[Node, ...]:
        """All headings, or those of a chapter."""
        return self._nodes("heading", "headings", "heading", "? in ('', chapter)", (chapter,))

    def chapters(self, section: str = "") -> tuple[Node, ...]:
        """All chapters, or those of a section (`s11` or `11`)."""
        return self._nodes("chapter", "chapters", "chapter", "? in ('', section)", (section.removeprefix("s"),))

    def sections(self) -> tuple[Node, ...]:
        return self._nodes("section", "sections", "section", "1", (), "'s' || section")

    def children(self, code: str = "") -> tuple[Node, ...]:
        """What is below a place: sections at the top, then chapters, headings, lines (of a heading or 6 digits)."""
        plain = digits(code)
        if not plain:
            return self.sections()
        if plain.startswith("s"):
            return self.chapters(plain)
        if len(plain) == 2:
            return self.headings(plain)
        return self._nodes("line", "lines", "hts8", "hts8 >= ? and hts8 < ?", (plain, plain + ":"))

    def _nodes(
        self, kind: Kind, table: str, key: str, where: str, values: tuple[str, ...], code: str = ""
    ) -> tuple[Node, ...]:
        code = code or key
        query = f"select {code}, {_WORDS} from {table} {_LABELS.format(code=code)} where {where} order by {table}.rowid"
        rows = self.connection().execute(query, values).fetchall()
        return tuple(Node(row[0], kind, *row[1:]) for row in rows)


def _units(text: str) -> tuple[str, ...]:
    return tuple(code_of(unit) or unit for unit in text.split(";") if unit)


def _line(row: tuple[str, ...]) -> Line:
    hts8, units, *rest = row
    return Line(hts8, _units(units), *rest)
