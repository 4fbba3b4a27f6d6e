"""The walk of docs/law-data.md, "A rule changed: what do I do?", with its own snippets, on a copy of the data."""

from __future__ import annotations

import re
import shutil
import textwrap
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tariff_data.additional_duties import Case, additional_duties
from tariff_data.additional_duties.law import Law
from tariff_data.core.paths import LAW, ROOM
from tariff_data.law_records.record import BadRecords
from tariff_data.law_review.validate import check

pytestmark = pytest.mark.slow

GUIDE = ROOM.parent / "docs" / "law-data.md"
PROGRAMME = Path("measures") / "301-forced-labor.yaml"


def snippets() -> list[str]:
    found = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [textwrap.dedent(snippet) for snippet in found]


@pytest.fixture
def law(tmp_path: Path) -> Path:
    shutil.copytree(LAW, tmp_path / "law")
    return tmp_path / "law"


def charged(folder: Path, on: date) -> dict[str, Decimal | None]:
    outcome = additional_duties(Case("61091000", "VN", on, Decimal(1000), Decimal(165), law=Law(folder)))
    return {line.heading: line.amount for line in outcome.lines if line.status == "applies"}


def end_and_follow(folder: Path) -> None:
    end, successor = snippets()
    file = folder / PROGRAMME
    records = re.split(r"(?m)^(?=- heading: )", file.read_text(encoding="utf-8"))
    (place,) = (n for n, record in enumerate(records) if record.startswith("- heading: 9903.05.84\n"))
    records[place] = records[place].replace("  countries:", f"  {end.strip()}\n  countries:")
    records.insert(place + 1, successor)
    file.write_text("".join(records), encoding="utf-8")


def test_ending_a_rule_and_starting_its_successor_takes_data_only(law: Path) -> None:
    assert charged(law, date(2027, 4, 1)) == {"9903.05.84": Decimal("125.00")}
    end_and_follow(law)
    assert check(law) == []
    assert charged(law, date(2027, 3, 31)) == {"9903.05.84": Decimal("125.00")}  # 12.5% of 1,000
    assert charged(law, date(2027, 4, 1)) == {"9903.05.84": Decimal("150.00")}  # 15% of 1,000


def test_a_successor_that_overlaps_is_refused(law: Path) -> None:
    end_and_follow(law)
    file = law / PROGRAMME
    file.write_text(file.read_text(encoding="utf-8").replace("to: 2027-04-01", "to: 2027-04-02"), encoding="utf-8")
    assert any("overlaps" in problem.message for problem in check(law))


def test_a_successor_that_starts_late_is_refused(law: Path) -> None:
    end_and_follow(law)
    file = law / PROGRAMME
    file.write_text(file.read_text(encoding="utf-8").replace("to: 2027-04-01", "to: 2027-03-01"), encoding="utf-8")
    assert any("nothing holds" in problem.message for problem in check(law))


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("codes: [forced-labor-52b]", "codes: [forced-labor-52z]", "no code list"),
        ("any_applies: section-232-articles", "any_applies: no-such-list", "no heading list"),
        ("displaced_by: [9903.05.85, ", "displaced_by: [9903.99.99, ", "which is not in the data"),
        ("countries: [eu-members]", "countries: [no-such-union]", "no country list"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(law: Path, wrong: str, right: str, says: str) -> None:
    file = law / PROGRAMME
    text = file.read_text(encoding="utf-8")
    assert wrong in text
    file.write_text(text.replace(wrong, right, 1), encoding="utf-8")
    assert any(says in problem.message for problem in check(law))
    with pytest.raises(BadRecords):
        Law(law)


def test_headings_that_displace_each_other_in_a_ring_are_refused(law: Path) -> None:
    file = law / PROGRAMME
    text = file.read_text(encoding="utf-8")
    donation = "heading: 9903.05.91\n  title: 'Exempt: donations to relieve human suffering'\n"
    assert donation in text
    ring = f"{donation}  displaced_by: [9903.05.84]\n"
    file.write_text(text.replace(donation, ring), encoding="utf-8")
    assert any("in a ring" in problem.message for problem in check(law))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("12AB,,", "is not a tariff number"),
        ("0101,2026-01-01,2025-01-01", "is not after"),
        ("0101,2026-13-01,", "month"),
        ("0101,", "cells"),
    ],
)
def test_a_bad_row_of_a_list_is_named_with_its_line(law: Path, row: str, says: str) -> None:
    file = law / "lists" / "forced-labor-52b.csv"
    file.write_text(file.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    (problem,) = check(law)
    assert says in problem.message
    assert problem.line == len(file.read_text(encoding="utf-8").splitlines())
