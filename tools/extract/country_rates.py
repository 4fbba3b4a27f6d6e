"""Copies the facts of the country rates, a second reading, into tests/cases/law/country_rates.csv.

python -m tools.extract.country_rates            (reads `IMPORTDESK_SHARED`/law/country_rates.csv)

Last days there are inclusive, here `to` is exclusive.
"""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta
from pathlib import Path

from tariff_data.core.paths import ROOM, shared
from tools.extract.measures_writing import write_csv

TARGET = ROOM.parent / "tests" / "cases" / "law" / "country_rates.csv"
HEADER = ("programme", "origin", "pct", "kind", "heading", "from", "to", "confidence")


def main(target: Path = TARGET) -> int:
    """Writes the table."""
    base = shared()
    if base is None:
        print("set IMPORTDESK_SHARED", file=sys.stderr)
        return 1
    with (base / "law" / "country_rates.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            (
                row["program"],
                row["iso2"],
                row["rate"],
                row["rate_kind"],
                row["heading"],
                row["effective_from"],
                _day_after(row["effective_to"]),
                row["confidence"],
            )
            for row in csv.DictReader(lines)
            if row["rate_kind"] != "replaces_column_1"
        ]
    write_csv(target, HEADER, rows)
    return 0


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""


if __name__ == "__main__":
    raise SystemExit(main())
