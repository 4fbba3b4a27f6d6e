"""Take the facts of the duty lines from a full schedule.

`python -m tools.extract.schedule [HTS_CSV] [LINES_CSV]`

Facts only: numbers, units and the three rate texts, never the wording of the schedule. Chapter 98 lines are those
that have a label of ours (`schedule/labels/9801-9817.csv`).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tariff_data.core.paths import SCHEDULE, shared
from tariff_data.hts.editions.duty_lines import DutyLine, collect

COLUMNS = ("hts8", "units", "general", "special", "column2", "suffixes")
LABELS_98 = SCHEDULE / "labels" / "9801-9817.csv"


def as_row(hts8: str, line: DutyLine) -> dict[str, str]:
    """One CSV row. A suffix that reports other units than the line carries them: `10:No. 20:kg`."""
    suffixes = [
        suffix if own == line.units else f"{suffix}:{';'.join(own).replace(' ', '_')}"
        for suffix, own in line.suffixes.items()
    ]
    return {
        "hts8": hts8,
        "units": ";".join(line.units),
        "general": line.general,
        "special": line.special,
        "column2": line.column2,
        "suffixes": " ".join(suffixes),
    }


def write(source: Path, target: Path) -> int:
    """Write the committed lines; returns how many."""
    with LABELS_98.open(encoding="utf-8", newline="") as file:
        wanted_98 = frozenset(row["code"] for row in csv.DictReader(file))
    with source.open(encoding="utf-8", newline="") as file:
        lines = collect(csv.DictReader(file), wanted_98.__contains__)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(as_row(hts8, line) for hts8, line in lines.items())
    return len(lines)


def main(arguments: list[str]) -> None:
    folder = shared()
    default = folder / "data" / "hts" / "hts.csv" if folder else Path("hts.csv")
    source = Path(arguments[0]) if arguments else default
    target = Path(arguments[1]) if len(arguments) > 1 else SCHEDULE / "lines.csv"
    print(f"{write(source, target)} duty lines written to {target}")


if __name__ == "__main__":
    main(sys.argv[1:])
