"""Copies the facts of the worked duties into tests/cases/law/worked_examples.csv.

python -m tools.extract.worked_examples            (reads `IMPORTDESK_SHARED`/law/worked_examples.csv)
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tariff_data.core.paths import ROOM, shared
from tools.extract.measures_writing import write_csv

TARGET = ROOM.parent / "tests" / "cases" / "law" / "worked_examples.csv"
HEADER = ("hts", "origin", "on", "value", "base_rate", "base", "inputs", "facts", "charged", "zero", "total", "note")
FACTS = {
    "steelContentPct": "steel_content_pct",
    "aluminumContentPct": "aluminum_content_pct",
    "uasThermalImaging": "uas_thermal_imaging",
    "isInformationalMaterial": "is_informational_material",
}


def main(target: Path = TARGET) -> int:
    """Writes the table."""
    base = shared()
    if base is None:
        print("set IMPORTDESK_SHARED", file=sys.stderr)
        return 1
    rows = []
    with (base / "law" / "worked_examples.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            hts, facts, quantities = row["hts8"], [], []
            for given in filter(None, row["inputs"].split("; ")):
                name, _, value = given.partition("=")
                if name == "hts10":
                    hts = value
                elif name in FACTS or name.startswith("confirm:"):
                    facts.append(f"{FACTS.get(name, name)}={value}")
                else:
                    quantities.append(given)
            rows.append(
                (
                    hts.replace(".", ""),
                    row["origin"],
                    row["date"],
                    row["value"],
                    row["base_rate"],
                    row["base"],
                    ";".join(quantities),
                    ";".join(facts),
                    row["headings"].replace("; ", ";"),
                    row["zero_headings"],
                    row["total"],
                    row["note"],
                )
            )
    write_csv(target, HEADER, rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
