"""Take from the line history which numbers came and went, and what took the place of those that went.

`python -m tools.extract.number_history [EDITIONS_FOLDER]` writes `schedule/number_history.csv` and
`schedule/editions.csv`. Numbers and edition names only. An 8-digit line exists while any number below it does. What
followed a number is derived: the numbers that appeared under the same 8-digit line in the edition that lost it.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tariff_data.core.paths import SCHEDULE, shared

COLUMNS = ("number", "first_edition", "last_edition", "successors")
REV_11, REV_11_FROM = "2026_rev_11", "2026-07-01"


@dataclass(frozen=True, slots=True)
class Life:
    """From which to which edition a number existed, as positions in the list of editions."""

    first: int
    last: int


def lives(folder: Path, editions: list[str]) -> dict[str, Life]:
    """Every 8- and 10-digit number of chapters 1 to 98, Revision 11 included."""
    place = {edition: position for position, edition in enumerate(editions)}
    found: dict[str, Life] = {}
    with gzip.open(folder / "line_history.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number = row["hts_number"].replace(".", "")
            first, last = place[row["first_edition"]], place[row["last_edition"]]
            known = found.get(number, Life(first, last))
            found[number] = Life(min(first, known.first), max(last, known.last))
    newest = place[REV_11]
    with (folder / "rev_11_line_changes.csv").open(encoding="utf-8", newline="") as file:
        changes = {row["hts_number"].replace(".", ""): row["change"] for row in csv.DictReader(file)}
    for number, life in list(found.items()):
        if life.last == newest - 1 and changes.get(number) != "removed":
            found[number] = Life(life.first, newest)
    for number, change in changes.items():
        if change == "added":
            found[number] = Life(min(newest, found[number].first) if number in found else newest, newest)
    kept = {number: life for number, life in found.items() if len(number) >= 8 and not number.startswith("99")}
    for number, life in list(kept.items()):
        line = kept.get(number[:8], life)
        kept[number[:8]] = Life(min(life.first, line.first), max(life.last, line.last))
    return kept


def rows(found: dict[str, Life], editions: list[str]) -> Iterator[dict[str, str]]:
    """One row per number that did not exist in all editions."""
    newest = len(editions) - 1
    born: dict[int, list[str]] = defaultdict(list)
    for number, life in found.items():
        born[life.first].append(number)
    for number, life in sorted(found.items()):
        if (life.first, life.last) == (0, newest):
            continue
        heirs = [] if life.last == newest else [other for other in born[life.last + 1] if other[:8] == number[:8]]
        yield {
            "number": number,
            "first_edition": editions[life.first] if life.first else "",
            "last_edition": editions[life.last] if life.last != newest else "",
            "successors": " ".join(sorted(heirs)),
        }


def write(folder: Path, target: Path = SCHEDULE) -> int:
    """Write both files; returns the number of numbers."""
    with (folder / "editions.csv").open(encoding="utf-8", newline="") as file:
        dated = [(row["edition"], row["published_or_effective"]) for row in csv.DictReader(file)]
    dated.append((REV_11, REV_11_FROM))
    editions = [edition for edition, _ in dated]
    found = list(rows(lives(folder, editions), editions))
    _save(target / "number_history.csv", COLUMNS, found)
    _save(target / "editions.csv", ("edition", "from"), ({"edition": name, "from": day} for name, day in dated))
    return len(found)


def _save(target: Path, columns: tuple[str, ...], content: Iterable[dict[str, str]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(content)


def main(arguments: list[str]) -> None:
    source = shared()
    folder = Path(arguments[0]) if arguments else (source or Path(".")) / "data" / "hts" / "editions"
    print(f"{write(folder)} numbers that came or went")


if __name__ == "__main__":
    main(sys.argv[1:])
