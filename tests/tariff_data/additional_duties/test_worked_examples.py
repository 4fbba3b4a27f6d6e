"""Eight hundred worked duties: everyday goods, eight origins, four dates, every heading to the cent.

The table is a second, independent calculation of the same law; only its facts are copied here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from tariff_data.additional_duties import Case, additional_duties
from tests import CASES

TABLE = CASES / "law" / "worked_examples.csv"


def rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def case_of(row: dict[str, str]) -> Case:
    return Case(
        hts=row["hts"],
        origin=row["origin"],
        on=date.fromisoformat(row["on"]),
        value=Decimal(row["value"]),
        base_duty=Decimal(row["base"]),
        facts=dict(pair.split("=") for pair in row["facts"].split(";") if pair),
    )


def test_the_table_is_whole() -> None:
    assert sum(1 for _ in rows()) == 800


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row['hts']}-{row['origin']}-{row['on']}")
def test_every_heading_to_the_cent(row: dict[str, str]) -> None:
    outcome = additional_duties(case_of(row))
    amounts = {line.heading: line.amount for line in outcome.lines if line.status in ("applies", "exempt")}
    wanted = {
        heading: Decimal(amount)
        for heading, _, amount in (c.partition("=") for c in row["charged"].split(";"))
        if heading
    }
    assert {heading: amount for heading, amount in amounts.items() if amount} == wanted
    assert {heading for heading, amount in amounts.items() if not amount} == set(row["zero"].split())
    assert outcome.total.likely == Decimal(row["total"])
    barred = "entry barred" in row["note"]
    assert outcome.prohibited is barred
