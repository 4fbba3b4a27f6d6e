"""The plain-language rows (headings and duty lines) that classification reads, from wherever they are at hand."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tariff_data.core.paths import SCHEDULE, shared


@dataclass(frozen=True, slots=True)
class Row:
    """A heading (4 digits) or a duty line (8 digits) in everyday words; keywords are split."""

    code: str
    label_en: str
    keywords_en: tuple[str, ...]
    label_es: str
    keywords_es: tuple[str, ...]

    def label(self, lang: str) -> str:
        """The label in a language, English where there is none."""
        return (self.label_es or self.label_en) if lang == "es" else self.label_en


def folder() -> Path:
    """Where the label files are: the project's own, else the source they came from."""
    own = SCHEDULE / "labels"
    if own.is_dir() and any(own.glob("*.csv")):
        return own
    source = shared()
    if source is None:
        raise FileNotFoundError("no labels: tariff_data/schedule/labels is empty and IMPORTDESK_SHARED is not set")
    return source / "data" / "plain"


def _split(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(";") if word.strip())


def _read(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield Row(
                row["code"], row["label_en"], _split(row["keywords_en"]), row["label_es"], _split(row["keywords_es"])
            )


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """Every heading and line, sorted by code."""
    return tuple(sorted((row for file in sorted(folder().glob("*.csv")) for row in _read(file)), key=lambda r: r.code))


def content_hash() -> str:
    """A hash of everything the index is built from."""
    digest = hashlib.sha256()
    for file in [*sorted(folder().glob("*.csv")), *sorted((SCHEDULE / "vocabulary").glob("*"))]:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if file.stem in ("words", "labels", "phrases", "index", "conditions", "materials"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def by_code() -> dict[str, Row]:
    """Every row by its code."""
    return {row.code: row for row in rows()}
