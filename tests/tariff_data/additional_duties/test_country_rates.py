"""Every country rate of a second, independent reading: on its first and last day, and not the day before and after."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tariff_data.additional_duties import Case, additional_duties
from tests import CASES
from tools.extract.measures_sources import headings_named

TABLE = CASES / "law" / "country_rates.csv"
HANDBAGS = "42022190"  # on no list of exempt products, but for Jordan's
OTHER_GOODS = {("s338_canada", "CA"): "57033920", ("s301_forced_labor_2026", "JO"): "95030000"}
STANDS_FOR = {"XX": "KE", "EU": "DE"}
NOT_IN_THE_TEXT = {("ieepa_reciprocal", "IN", "18")}  # announced; the schedule kept 25% (low)


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [
            row for row in csv.DictReader(lines) if (row["programme"], row["origin"], row["pct"]) not in NOT_IN_THE_TEXT
        ]


def charged(row: dict[str, str], on: date, base: Decimal = Decimal(0)) -> Decimal | None:
    """What the row's headings charge on $1,000; None where none of them applies."""
    origin = STANDS_FOR.get(row["origin"], row["origin"])
    hts = OTHER_GOODS.get((row["programme"], origin), HANDBAGS)
    column = "column2" if origin in ("RU", "BY", "CU", "KP") else "general"
    outcome = additional_duties(Case(hts, origin, on, Decimal(1000), base, column))  # type: ignore[arg-type]
    wanted = set(headings_named(row["heading"].replace(" ", "")))
    found = [line.amount for line in outcome.lines if line.status == "applies" and line.heading in wanted]
    return sum((amount or Decimal(0) for amount in found), Decimal(0)) if found else None


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['programme']}-{row['origin']}-{row['from']}")
def test_a_country_rate_holds_on_its_days_only(row: dict[str, str]) -> None:
    first = date.fromisoformat(row["from"])
    amount = Decimal(row["pct"]) * 10  # pct of 1,000 on a free base; a total is then charged whole
    assert charged(row, first) == amount
    assert charged(row, first - timedelta(days=1)) != amount
    if row["to"]:
        end = date.fromisoformat(row["to"])
        assert charged(row, end - timedelta(days=1)) == amount
        assert charged(row, end) != amount
    if row["kind"] == "minimum_total":
        assert charged(row, first, base=amount - 40) == Decimal(40)
        assert charged(row, first, base=amount + 1) is None  # the other heading of the pair, which adds nothing
