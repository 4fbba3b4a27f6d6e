"""Records refuse bad data and say in which file and line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tariff_data.law_records.provisions import Threshold
from tariff_data.law_records.record import BadRecords, load, read

GOOD = """\
- id: gift
  amount: 100
  unit: USD
  from: 2016-01-01
  to: 2020-01-01
  source:
    citation: 19 CFR 10.152
  checked: 2026-10-09
  confidence: high
"""


def _file(folder: Path, text: str, name: str = "limits.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_record_is_read_exactly(tmp_path: Path) -> None:
    (record,) = load(_file(tmp_path, GOOD.replace("amount: 100", "amount: 0.3464")), Threshold)
    assert record.amount == Decimal("0.3464") and isinstance(record.amount, Decimal)
    assert (record.from_, record.to) == (date(2016, 1, 1), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("day", "holds"), [("2015-12-31", False), ("2016-01-01", True), ("2019-12-31", True), ("2020-01-01", False)]
)
def test_from_is_in_and_to_is_out(tmp_path: Path, day: str, holds: bool) -> None:
    (record,) = load(_file(tmp_path, GOOD), Threshold)
    assert record.holds(date.fromisoformat(day)) is holds


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("  checked: 2026-10-09\n", "", 1, "checked is missing"),
        ("from: 2016-01-01", "from: 2016-13-01", 4, "'2016-13-01' is not a date"),
        ("from: 2016-01-01", "from: 20160101", 4, "is not a date"),
        ("to: 2020-01-01", "to: 2015-01-01", 1, "is not after from"),
        ("citation: 19 CFR 10.152", "url: ''", 6, "a source needs a citation or a url"),
        ("confidence: high", "confidence: sure", 9, "confidence"),
        ("unit: USD", "unit: EUR", 3, "unit"),
        ("  unit: USD\n", "  unit: USD\n  countries: [CN, QQ]\n", 4, "unknown country 'QQ'"),
        ("  unit: USD\n", "  unit: USD\n  until: 2020-01-01\n", 4, "until is not a known field"),
        ("  unit: USD\n", "  unit: USD\n  unit: days\n", 1, "'unit' is given twice"),
        ("unit: USD", "unit: [USD", 4, ""),
    ],
)
def test_a_bad_yaml_record_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    file = _file(tmp_path, GOOD.replace(old, new))
    _, problems = read(file, Threshold)
    assert [(problem.file, problem.line) for problem in problems] == [(file, line)]
    assert says in problems[0].message
    with pytest.raises(BadRecords, match=r"limits\.yaml:\d+: "):
        load(file, Threshold)


HEADER = "id,amount,unit,from,to,source.citation,source.url,checked,confidence,note"


def test_a_csv_row_is_a_record_and_a_bad_one_is_named(tmp_path: Path) -> None:
    rows = [
        HEADER,
        'gift,100,USD,2016-01-01,,"19 CFR 10.152; 145.32",,2026-10-09,high,"two\nlines"',
        "late,100,USD,2016-01-01,2016-02-31,19 CFR 1,,2026-10-09,high,",
        "short,100,USD",
    ]
    good, problems = read(_file(tmp_path, "\n".join(rows), "limits.csv"), Threshold)
    assert [(entry.line, entry.record.id) for entry in good] == [(2, "gift")]
    assert [(problem.line, problem.message) for problem in problems] == [
        (4, "to: '2016-02-31' is not a date (YYYY-MM-DD)"),
        (5, "3 cells where the header has 10"),
    ]
