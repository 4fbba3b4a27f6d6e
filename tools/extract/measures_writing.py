"""Writes YAML records and CSV tables so that they read well and a new run changes only what changed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

EMPTY: tuple[object, ...] = (None, "", [])


def _value(value: Any) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, width=10**6, allow_unicode=True, sort_keys=False)
    return text.removesuffix("...\n").strip()


def _plain_date(value: Any) -> str:
    """Dates stand without quotes: the loader reads them as text and judges them."""
    text = _value(value)
    return text.strip("'") if isinstance(value, str) and len(value) == 10 and value[4:5] == "-" else text


def write_records(file: Path, records: Iterable[Mapping[str, Any]], header: str) -> None:
    """A list of records, one field a line, fields that say nothing left out."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {line}" for line in header.splitlines()]
    for record in records:
        start = "- "
        for name, value in record.items():
            if value in EMPTY:
                continue
            if name == "conditions":
                lines.append(f"{start}{name}:")
                lines += [f"    - {_value(one)}" for one in value]
            elif name in ("displaced_by", "codes", "countries") and isinstance(value, list) and len(value) > 9:
                lines.append(f"{start}{name}: [")
                lines += [f"    {', '.join(map(_value, value[i : i + 9]))}," for i in range(0, len(value), 9)]
                lines.append("    ]")
            else:
                lines.append(f"{start}{name}: {_plain_date(value)}")
            start = "  "
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_csv(file: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
