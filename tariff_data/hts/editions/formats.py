"""Reading the two shapes of the official export, JSON and CSV, into rows of one shape (`store.COLUMNS`).

Unknown columns are reported, missing ones refuse the file, and so does a file that breaks off.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tariff_data.core.messages import Message
from tariff_data.hts.editions.refused import refuse

Row = dict[str, str]

# Our column -> the official one in each shape. The export has been seen to misspell the last JSON key.
JSON_COLUMNS = {
    "hts_number": "htsno", "indent": "indent", "description": "description", "units": "units", "general": "general",
    "special": "special", "other": "other", "footnotes": "footnotes", "quota_quantity": "quotaQuantity",
    "additional_duties": "additionalDuties",
}  # fmt: skip
JSON_ALIASES = {"addiitionalDuties": "additionalDuties"}
JSON_UNUSED = frozenset({"superior"})
CSV_COLUMNS = {
    "hts_number": "HTS Number", "indent": "Indent", "description": "Description", "units": "Unit of Quantity",
    "general": "General Rate of Duty", "special": "Special Rate of Duty", "other": "Column 2 Rate of Duty",
    "quota_quantity": "Quota Quantity", "additional_duties": "Additional Duties",
}  # fmt: skip

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Export:
    """The rows of an export in its order, with what was odd about it."""

    rows: tuple[Row, ...]
    warnings: tuple[Message, ...]
    has_footnotes: bool


def read_export(content: bytes) -> Export:
    """Read an export of either shape. Raises Refused where it is not one, or breaks off."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse("encoding", position=error.start) from error
    if not text.strip():
        raise refuse("empty")
    return _read_json(text) if text.lstrip()[0] in "[{" else _read_csv(text)


def _read_json(text: str) -> Export:
    try:
        records = json.loads(text)
    except json.JSONDecodeError as error:
        raise refuse("json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise refuse("not_rows") from error
    if not isinstance(records, list) or not records or not all(isinstance(record, dict) for record in records):
        raise refuse("not_rows")
    wanted = {*JSON_COLUMNS.values(), *JSON_UNUSED}
    unknown: dict[str, None] = {}
    rows = []
    for number, record in enumerate(records, 1):
        named = {JSON_ALIASES.get(key, key): value for key, value in record.items()}
        lacking = sorted(wanted - named.keys())
        if lacking:
            raise refuse("columns", columns=", ".join(lacking), row=number)
        unknown.update(dict.fromkeys(key for key in named if key not in wanted))
        rows.append(_tidy({ours: _json_text(ours, named[theirs], number) for ours, theirs in JSON_COLUMNS.items()}))
    return Export(tuple(rows), _unknown_columns(unknown), True)


def _json_text(column: str, value: Any, number: int) -> str:
    if value is None:
        return ""
    if column == "units" and isinstance(value, list):
        return ";".join(str(unit) for unit in value)
    if column == "footnotes" and isinstance(value, list):
        notes = (str(note.get("value") or "") for note in value if isinstance(note, dict))
        return "; ".join(dict.fromkeys(note.replace(";", ",").strip() for note in notes if note.strip()))
    if isinstance(value, (list, dict)) and value:
        raise refuse("value", column=column, row=number)
    return "" if isinstance(value, (list, dict)) else str(value)


def _read_csv(text: str) -> Export:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        lacking = [name for name in CSV_COLUMNS.values() if name not in header]
        if lacking:
            raise refuse("columns", columns=", ".join(lacking), row=1)
        rows = [_tidy(row) for row in _csv_rows(reader, header)]
    except csv.Error as error:
        raise refuse("csv", line=reader.line_num) from error
    return Export(tuple(rows), _unknown_columns(n for n in header if n not in CSV_COLUMNS.values()), False)


def _csv_rows(reader: Iterable[list[str]], header: list[str]) -> Iterator[Row]:
    places = {ours: header.index(theirs) for ours, theirs in CSV_COLUMNS.items()}
    for number, fields in enumerate(reader, 2):
        if not fields:
            continue
        if len(fields) != len(header):
            raise refuse("csv", line=number)
        row = {ours: fields[place] for ours, place in places.items()}
        row["units"] = _csv_units(row["units"])
        yield row | {"footnotes": ""}


def _csv_units(text: str) -> str:
    """Units come as a JSON list in the official file (`["doz.","kg"]`); plain text is taken as it is."""
    if text.startswith("["):
        try:
            return ";".join(str(unit) for unit in json.loads(text))
        except json.JSONDecodeError:
            return text.strip("[]").replace('"', "").replace(",", ";")
    return text


def _tidy(row: Row) -> Row:
    """Tags, entities and runs of space out of every text."""
    return {name: " ".join(html.unescape(_TAG.sub("", text)).split()) if text else "" for name, text in row.items()}


def _unknown_columns(names: Iterable[str]) -> tuple[Message, ...]:
    listed = ", ".join(names)
    return (Message("edition.warning.unknown_columns", {"columns": listed}),) if listed else ()
