"""Importing full-size editions: what changes is told, sound files switch, broken ones leave the old in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tariff_data.hts import database
from tariff_data.hts.database import open_schedule
from tariff_data.hts.editions import store, sync
from tariff_data.hts.editions.refused import Refused
from tests.tariff_data.hts.editions.exports import Row, as_csv, as_json, read

pytestmark = pytest.mark.slow

TODAY = date(2026, 10, 9)
Harm = Callable[[list[Row]], list[Row]]


@pytest.fixture(scope="session")
def current(shared_folder: Path) -> list[Row]:
    return read(shared_folder / "data" / "hts" / "hts.csv")


@pytest.fixture(scope="session")
def january(shared_folder: Path) -> list[Row]:
    return read(shared_folder / "data" / "hts" / "editions" / "hts_2026_basic.csv.gz")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path / "home"))
    return tmp_path


def file_of(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_same_edition_changes_nothing_but_brings_the_wording(home: Path, current: list[Row]) -> None:
    assert open_schedule().official("6109.10.00") is None
    report = sync.sync(file_of(home, "hts_2026_revision_10_json.json", as_json(current)), today=TODAY)
    assert report.switched and not report.changes and report.warnings == ()
    assert (report.edition.name, report.against, report.edition.rows) == ("2026 rev 10", "2026 rev 10", 35509)
    schedule = open_schedule()
    wording = schedule.official("6109.10.00.12")
    assert wording is not None and "T-shirts" in wording.path and " > " in wording.path
    assert len([line for line in schedule.lines() if line.hts8 < "98"]) == 11414
    assert schedule.line("98229999") is None and schedule.line("98010030") is not None
    assert all(line.label_en for line in schedule.lines())
    notes = schedule.official("0101.21.00")
    assert notes is not None and notes.footnotes == "See 9903.88.15."


def test_an_older_edition_is_compared_switched_to_and_left_again(
    home: Path, current: list[Row], january: list[Row]
) -> None:
    seen: list[str] = []
    report = sync.sync(
        file_of(home, "export.csv", as_csv(january)), name="2026 basic", progress=lambda stage, *_: seen.append(stage)
    )
    assert seen[:2] == ["read", "compare"] and "lines" in seen
    old_numbers = {row["hts_number"].replace(".", "") for row in january if row["hts_number"][:2] < "98"}
    new_numbers = {row["hts_number"].replace(".", "") for row in current if row["hts_number"][:2] < "98"}
    told = set(report.changes.suffixes_added) | set(report.changes.added)
    assert {number for number in told if len(number) == 10} <= old_numbers - new_numbers
    assert "0901210045" not in old_numbers and set(report.changes.suffixes_removed) <= new_numbers - old_numbers
    assert len(report.changes.suffixes_added) == 65 and len(report.changes.suffixes_removed) > 100
    assert report.changes.rates == ()
    schedule = open_schedule()
    assert schedule.edition == "2026 basic" and schedule.has_suffix("0709510100")
    assert sync.sync(file_of(home, "new.json", as_json(current)), name="2026 rev 10").against == "2026 basic"
    assert open_schedule().edition == "2026 rev 10" and not open_schedule().has_suffix("0709510100")
    assert sync.go_back() == "2026 basic"
    assert open_schedule().has_suffix("0709510100")
    assert len([path for path in store.folder().iterdir() if path.is_dir()]) == 2


def test_a_changed_rate_and_new_and_removed_lines_are_told_before_the_switch(home: Path, current: list[Row]) -> None:
    rows = [dict(row) for row in current if not row["hts_number"].startswith("9503.00.00")]
    for row in rows:
        if row["hts_number"] == "6109.10.00":
            row["general"] = "17%"
        if row["hts_number"] == "6402.91.70":
            row["general"] = "$0.90/pr.+37.5%"  # the same rate, spelled otherwise
    place = next(place for place, row in enumerate(rows) if row["hts_number"] == "6109.90")
    new = dict.fromkeys(rows[0], "") | {"hts_number": "6109.11.00", "indent": "1", "description": "Of kapok",
                                        "general": "12 quids", "other": "90%"}  # fmt: skip
    rows.insert(place, new)
    path = file_of(home, "next.json", as_json(rows))
    asked: list[sync.Report] = []
    report = sync.sync(path, confirm=lambda found: asked.append(found) or False)
    assert asked == [report] and not report.switched
    assert report.changes.added == ("61091100",) and report.changes.removed == ("95030000",)
    (change,) = report.changes.rates
    assert (change.hts8, change.column, change.before, change.after) == ("61091000", "general", "16.5%", "17%")
    (warning,) = report.warnings
    assert warning.key == "edition.warning.unreadable" and warning.values["examples"] == ("61091100",)
    assert store.in_use() is None and open_schedule().line("95030000") is not None
    assert not sync.sync(path, dry_run=True).switched
    assert sync.sync(path, confirm=lambda _: True).switched
    schedule = open_schedule()
    new_line, gone = schedule.line("61091100"), schedule.line("95030000")
    assert gone is None and new_line is not None and new_line.label("es") == "Of kapok"
    assert new_line.general_rate().reason is not None
    assert schedule.line("6109.10.00").general == "17%"  # type: ignore[union-attr]


def without(chosen: Callable[[str], bool]) -> Harm:
    return lambda rows: [row for row in rows if not chosen(row["hts_number"])]


def altered(place: int, **values: str) -> Harm:
    return lambda rows: [*rows[:place], {**rows[place], **values}, *rows[place + 1 :]]


def no_general_rates(rows: list[Row]) -> list[Row]:
    return [{**row, "general": "" if row["hts_number"].startswith("61") else row["general"]} for row in rows]


HARMS: dict[str, tuple[Harm, str]] = {
    "stops half way": (lambda rows: rows[:20000], "chapters"),
    "stops in chapter 99": (lambda rows: rows[:34800], "chapter_breaks_off"),
    "stops late in chapter 99": (lambda rows: rows[:35200], "chapter_breaks_off"),
    "lacks a chapter": (without(lambda number: number.startswith("66")), "chapters"),
    "lacks much": (without(lambda number: "84" < number < "86" and len(number) > 7), "too_few_rows"),
    "lacks most of a chapter": (without(lambda number: "9102.20" < number < "9114"), "chapter_breaks_off"),
    "lacks rates": (no_general_rates, "rates_missing"),
    "odd number": (altered(9, hts_number="0101.2"), "number"),
    "number twice": (lambda rows: [*rows, rows[0]], "twice"),
    "odd indent": (altered(0, indent="zero"), "indent"),
    "no description": (altered(0, description=""), "description"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_an_unsound_file_is_refused_and_the_old_one_stays(home: Path, current: list[Row], harm: str) -> None:
    harmed, reason = HARMS[harm]
    with pytest.raises(Refused) as refused:
        sync.sync(file_of(home, "bad.csv", as_csv(harmed(current))))
    assert refused.value.reason.key == f"edition.refused.{reason}"
    assert store.in_use() is None and not store.folder().exists()


@pytest.mark.parametrize("shape", [as_json, as_csv])
def test_a_file_cut_anywhere_is_refused(home: Path, current: list[Row], shape: Callable[[list[Row]], bytes]) -> None:
    content = shape(current)
    for part in (0.1, 0.5, 0.9, 0.97):
        with pytest.raises(Refused):
            sync.sync(file_of(home, "cut", content[: int(len(content) * part)]))
    assert store.in_use() is None


def test_a_build_that_fails_leaves_the_old_edition_in_use(
    home: Path, current: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = open_schedule()

    def fail(**_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(database, "build", fail)
    with pytest.raises(OSError, match="disk full"):
        sync.sync(file_of(home, "export.json", as_json(current)))
    assert store.in_use() is None and store.previous() is None
    assert database.is_current() and open_schedule() is schedule


def test_a_checksum_that_differs_and_a_file_that_is_not_there_are_refused(home: Path) -> None:
    with pytest.raises(Refused, match="checksum"):
        sync.sync(file_of(home, "export.json", b"[]"), checksum="0" * 64)
    with pytest.raises(Refused, match="file"):
        sync.sync(home / "nowhere.json")
