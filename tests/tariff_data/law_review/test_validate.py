"""The law data keeps its own rules, and the check can tell when it does not."""

from __future__ import annotations

from pathlib import Path

from tariff_data.law_records.coverage import Gap
from tariff_data.law_records.provisions import ColumnTwo
from tariff_data.law_records.record import Placed, read
from tariff_data.law_review.validate import check, periods

ROW = "{country},{since},{until},General Note 3(b),2026-10-09,high"
HEADER = "country,from,to,source.citation,checked,confidence"


def _placed(folder: Path, *rows: tuple[str, str, str]) -> list[Placed[ColumnTwo]]:
    lines = [HEADER, *(ROW.format(country=c, since=s, until=u) for c, s, u in rows)]
    file = folder / "column2.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    good, bad = read(file, ColumnTwo)
    assert not bad
    return good


def test_the_law_data_is_sound() -> None:
    assert check() == []


def test_periods_that_touch_are_fine(tmp_path: Path) -> None:
    rows = [("RU", "2016-01-01", "2020-01-01"), ("RU", "2020-01-01", ""), ("CU", "2018-01-01", "")]
    assert periods(_placed(tmp_path, *rows)) == []


def test_an_overlap_is_refused(tmp_path: Path) -> None:
    (problem,) = periods(_placed(tmp_path, ("RU", "2016-01-01", "2020-01-02"), ("RU", "2020-01-01", "")))
    assert problem.line == 3
    assert problem.message.startswith("overlaps line 2 of column2.csv (2016-01-01 to 2020-01-02) for RU")


def test_an_open_record_overlaps_a_later_one(tmp_path: Path) -> None:
    (problem,) = periods(_placed(tmp_path, ("RU", "2020-01-01", ""), ("RU", "2024-01-01", "")))
    assert "overlaps" in problem.message


def test_a_gap_is_refused_unless_declared(tmp_path: Path) -> None:
    placed = _placed(tmp_path, ("RU", "2016-01-01", "2020-01-01"), ("RU", "2021-01-01", ""))
    (problem,) = periods(placed)
    assert problem.line == 3 and "nothing holds for RU from 2020-01-01 to 2021-01-01" in problem.message
    fields = {"file": "column2.csv", "key": "RU", "to": "2021-01-01", "why": "not in column 2 that year"}
    assert periods(placed, [Gap.model_validate(fields | {"from": "2020-01-01"})]) == []
    assert periods(placed, [Gap.model_validate(fields | {"from": "2020-06-01"})]) != []


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    missing = {problem.file.name for problem in check(tmp_path)}
    assert {"thresholds.yaml", "fees.yaml", "countries.csv"} <= missing
