"""The tables of tariff.db, one step each: what it reads and how it fills its table.

A step is independent of the others except by order; another table is another step.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from sqlite_utils import Database

from tariff_data.core.paths import SCHEDULE
from tariff_data.hts.editions import store, wording
from tariff_data.hts.editions.duty_lines import collect

LABELS = SCHEDULE / "labels"
LANGUAGES = ("en", "es")
TOKENIZERS = {"en": "porter unicode61 remove_diacritics 2"}
"""Full-text tokenizer by language; others get `unicode61 remove_diacritics 2`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One table (or a few that belong together): `inputs` are the files whose change calls for a new build."""

    name: str
    inputs: Callable[[], Iterable[Path]]
    create: Callable[[Database], None]


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def label_files() -> list[Path]:
    """The plain-language labels, in order of the schedule."""
    return sorted(LABELS.glob("*.csv"))


def create_lines(db: Database) -> None:
    """Duty lines and statistical suffixes: of the edition in use on this machine, else the facts that are built in."""
    edition = store.in_use()
    lines, suffixes = [], []
    for hts8, units, general, special, column2, by_suffix in duty_lines():
        lines.append(
            {
                "hts8": hts8,
                "heading": hts8[:4],
                "units": ";".join(units),
                "general": general,
                "special": special,
                "column2": column2,
            }
        )
        suffixes += [
            {"hts10": hts8 + suffix, "hts8": hts8, "units": ";".join(own)} for suffix, own in by_suffix.items()
        ]
    db.table("lines").insert_all(lines, pk="hts8")
    db.table("lines").create_index(["heading"])
    db.table("suffixes").insert_all(suffixes, pk="hts10")
    db.table("suffixes").create_index(["hts8"])
    built_in = yaml.safe_load((SCHEDULE / "edition.yaml").read_text(encoding="utf-8"))
    db.table("about").upsert_all(
        [
            {"name": "edition", "value": edition.name if edition else built_in["edition"]},
            {"name": "edition_from", "value": str(edition.from_date if edition else built_in["from"])},
            {"name": "edition_source", "value": edition.source if edition else built_in["source"]},
        ],
        pk="name",
    )


_Row = tuple[str, tuple[str, ...], str, str, str, dict[str, tuple[str, ...]]]


def duty_lines() -> Iterator[_Row]:
    """Number, units, three rate texts, and units by suffix of every line of the edition in use."""
    edition = store.in_use()
    return _lines_of(store.rows(edition)) if edition else _lines_of_facts()


def _lines_of_facts() -> Iterator[_Row]:
    for row in read(SCHEDULE / "lines.csv"):
        units = tuple(row["units"].split(";")) if row["units"] else ()
        suffixes = {}
        for entry in row["suffixes"].split():
            suffix, deviates, own = entry.partition(":")
            suffixes[suffix] = tuple(own.replace("_", " ").split(";")) if deviates else units
        yield row["hts8"], units, row["general"], row["special"], row["column2"], suffixes


def _lines_of(rows: Iterable[dict[str, str]]) -> Iterator[_Row]:
    for hts8, line in collect(rows).items():
        yield hts8, line.units, line.general, line.special, line.column2, line.suffixes


def create_labels(db: Database) -> None:
    """Plain words by code and language: 8 digits a line, 4 a heading, 2 a chapter, `s1` to `s22` a section."""

    def rows() -> Iterator[dict[str, str]]:
        named = [(row["code"], row) for path in label_files() for row in read(path)]
        named += [(row["chapter"], row) for row in read(SCHEDULE / "chapters.csv")]
        named += [(f"s{row['section']}", row) for row in read(SCHEDULE / "sections.csv")]
        for code, row in named:
            for lang in LANGUAGES:
                if row[f"label_{lang}"]:
                    keywords = row.get(f"keywords_{lang}") or ""
                    yield {"code": code, "lang": lang, "label": row[f"label_{lang}"], "keywords": keywords}

    db.table("labels").insert_all(rows(), pk=("code", "lang"))
    wording.label_new_lines(db)


def create_outline(db: Database) -> None:
    """Sections, chapters and headings."""
    sections = ({name: row[name] for name in ("section", "first_chapter", "last_chapter")} for row in _sections())
    db.table("sections").insert_all(sections, pk="section")
    chapters = ({"chapter": row["chapter"], "section": row["section"]} for row in read(SCHEDULE / "chapters.csv"))
    db.table("chapters").insert_all(chapters, pk="chapter")
    codes = sorted({row["code"] for path in label_files() for row in read(path) if len(row["code"]) == 4})
    db.table("headings").insert_all(({"heading": code, "chapter": code[:2]} for code in codes), pk="heading")
    db.table("headings").create_index(["chapter"])


def _sections() -> Iterator[dict[str, str]]:
    yield from read(SCHEDULE / "sections.csv")


def create_history(db: Database) -> None:
    """Numbers that came or went since the first edition of 2025, with the editions' dates and what followed."""
    dates = {row["edition"]: row["from"] for row in read(SCHEDULE / "editions.csv")}
    order = list(dates)

    def rows() -> Iterator[dict[str, str]]:
        for row in read(SCHEDULE / "number_history.csv"):
            last = row["last_edition"]
            gone = order[order.index(last) + 1] if last else ""
            yield row | {
                "gone_with": gone,
                "gone_from": dates.get(gone, ""),
                "new_from": dates.get(row["first_edition"], ""),
            }

    db.table("history").insert_all(rows(), pk="number")


def create_search(db: Database) -> None:
    """One full-text table per language, `search_en`, `search_es`: columns can be weighted with bm25.

    Lines carry the words of their heading in columns of their own. A line without words in a language is searched by
    its heading's.
    """
    for lang in LANGUAGES:
        tokenizer = TOKENIZERS.get(lang, "unicode61 remove_diacritics 2")
        db.execute(
            f"create virtual table search_{lang} using fts5"
            f"(code unindexed, label, keywords, heading_label, heading_keywords, tokenize='{tokenizer}')"
        )
        db.execute(
            f"""
            insert into search_{lang} (code, label, keywords, heading_label, heading_keywords)
            select codes.code, coalesce(own.label, ''), coalesce(own.keywords, ''),
                   coalesce(head.label, ''), coalesce(head.keywords, '')
            from (select hts8 as code from lines union select heading from headings) as codes
            left join labels as own on own.code = codes.code and own.lang = :lang
            left join labels as head on head.code = substr(codes.code, 1, 4) and head.lang = :lang
                 and length(codes.code) > 4
            order by codes.code
            """,
            {"lang": lang},
        )


STEPS = (
    Step("lines", lambda: (SCHEDULE / "lines.csv", SCHEDULE / "edition.yaml", *store.files_in_use()), create_lines),
    Step("official", tuple, wording.create),
    Step("labels", lambda: (*label_files(), SCHEDULE / "chapters.csv", SCHEDULE / "sections.csv"), create_labels),
    Step("outline", tuple, create_outline),
    Step("history", lambda: (SCHEDULE / "number_history.csv", SCHEDULE / "editions.csv"), create_history),
    Step("search", tuple, create_search),
)
