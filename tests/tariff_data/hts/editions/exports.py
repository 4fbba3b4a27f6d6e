"""Full-size files in the two official shapes, made from the editions in the source material."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tariff_data.hts.editions.formats import CSV_COLUMNS

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """The rows of one edition as the source material has them."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_records(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows as the official JSON has them."""
    records = []
    for place, row in enumerate(rows):
        has_children = place + 1 < len(rows) and int(rows[place + 1]["indent"]) > int(row["indent"])
        notes = [note.strip() for note in row["footnotes"].split(";") if note.strip()]
        records.append(
            {
                "htsno": row["hts_number"],
                "indent": row["indent"],
                "description": row["description"].replace("m2", "m<sup>2</sup>"),
                "superior": "true" if has_children and not row["hts_number"] else None,
                "units": [unit for unit in row["units"].split(";") if unit],
                "general": row["general"],
                "special": row["special"],
                "other": row["other"],
                "footnotes": [
                    {"columns": ["general"], "marker": str(number), "value": note, "type": "endnote"}
                    for number, note in enumerate(notes, 1)
                ],
                "quotaQuantity": None,
                "additionalDuties": None,
            }
        )
    return records


def as_json(rows: Sequence[Row]) -> bytes:
    return json.dumps(as_records(rows), ensure_ascii=False).encode()


def as_csv(rows: Iterable[Row]) -> bytes:
    """Rows as the official CSV has them: units as a JSON list, a byte order mark, no footnotes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(CSV_COLUMNS.values())
    for row in rows:
        units = json.dumps(row["units"].split(";"), ensure_ascii=False) if row["units"] else ""
        rates = [row[name] for name in ("general", "special", "other")]
        writer.writerow([row["hts_number"], row["indent"], row["description"], units, *rates, "", ""])
    return text.getvalue().encode("utf-8-sig")
