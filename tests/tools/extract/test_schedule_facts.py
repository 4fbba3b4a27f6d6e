"""The committed facts are what the scripts make of the source material."""

from __future__ import annotations

import csv
from pathlib import Path

from tariff_data.core.paths import SCHEDULE
from tools.extract import number_history, schedule


def test_lines_are_those_of_the_source(shared_folder: Path, tmp_path: Path) -> None:
    made = tmp_path / "lines.csv"
    assert schedule.write(shared_folder / "data" / "hts" / "hts.csv", made) == 11414 + 56
    assert made.read_bytes() == (SCHEDULE / "lines.csv").read_bytes()


def test_number_history_is_that_of_the_source(shared_folder: Path, tmp_path: Path) -> None:
    assert number_history.write(shared_folder / "data" / "hts" / "editions", tmp_path) == 581
    for name in ("number_history.csv", "editions.csv"):
        assert (tmp_path / name).read_bytes() == (SCHEDULE / name).read_bytes()


def test_labels_keep_the_codes_of_the_plain_words(shared_folder: Path) -> None:
    def codes(folder: Path, pattern: str) -> list[str]:
        found: list[str] = []
        for path in sorted(folder.glob(pattern)):
            with path.open(encoding="utf-8", newline="") as file:
                found += [row["code"] for row in csv.DictReader(file)]
        return found

    own, source = codes(SCHEDULE / "labels", "*.csv"), codes(shared_folder / "data" / "plain", "*.csv")
    assert len(source) == 12642 and sorted(code for code in own if code < "98") == sorted(source)
    assert len(own) == len(set(own))


def test_no_official_wording_is_committed(shared_folder: Path) -> None:
    """A description of the schedule of some length must not stand in the committed files."""
    with (shared_folder / "data" / "hts" / "hts.csv").open(encoding="utf-8", newline="") as file:
        wording = {row["description"].rstrip(":").lower() for row in csv.DictReader(file)}
    texts = {text for text in wording if len(text) > 60}
    assert len(texts) > 2000
    for path in sorted(SCHEDULE.rglob("*.csv")):
        if path.name == "lines.csv":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            cells = {cell.lower() for row in csv.reader(file) for cell in row}
        assert cells & texts == set(), path
