"""The checked catalogue as CSV that a spreadsheet opens and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from web.sellers.catalogue.store import JobFolder

Json = dict[str, Any]
BOM = "\ufeff"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_COLUMNS = (
    "row", "title", "price", "currency", "origin", "hts_given", "problems", "hts", "label", "confidence", "number",
    "duty_low", "duty_likely", "duty_high", "fees", "government_low", "government_likely", "government_high",
    "questions", "missing_facts", "flags", "refused", "verdict", "verdict_why", "lacks", "wording",
)  # fmt: skip


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that could be gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) or cell.lstrip(" \u00a0").startswith(_DANGEROUS) else cell


def exported(folder: JobFolder, lang: str, delimiter: str = ",") -> Iterator[str]:
    """The file, some rows at a time; names of columns in the language."""
    yield BOM + _lines([[words.say(Message(f"sellers.catalogue.column.{name}"), lang) for name in _COLUMNS]], delimiter)
    batch: list[list[str]] = []
    for result in folder.every_result():
        batch.append([_cell(result, name, lang) for name in _COLUMNS])
        if len(batch) == 200:
            yield _lines(batch, delimiter)
            batch = []
    if batch:
        yield _lines(batch, delimiter)


def _cell(result: Json, name: str, lang: str) -> str:
    for span in ("duty", "government"):
        if name.startswith(f"{span}_"):
            return str((result.get(span) or {}).get(name.removeprefix(f"{span}_")) or "")
    value = result.get(name)
    if isinstance(value, list):
        return " | ".join(str(part) for part in value)
    if name in ("verdict", "confidence", "number") and value:
        return words.say(Message(f"sellers.catalogue.{name}.{value}"), lang)
    if name == "hts" and value:
        return words.dotted(str(value))
    return "" if value is None else str(value)


def _lines(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()
