"""One line for every distinct pair of rate text and set of measure lists, from several origins, today and before.

Whatever the schedule and the lists combine to, an estimate can be worked out, adds up and can be said.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

import pytest

from knowledge.wording.translate import say
from tariff_data.additional_duties.law import the_law
from tariff_data.core.paths import SCHEDULE
from tariff_data.declaration.request import EstimateRequest
from tariff_data.estimate.estimate import estimate

pytestmark = pytest.mark.slow

ORIGINS = ("CN", "IT", "CA", "JP", "GB", "RU", "VN", "BR", "MX", "TW", "IN", "KR", "CH", "JO", "KE")
DAYS = (date(2026, 11, 24), date(2025, 10, 10))


def representatives(on: date) -> list[str]:
    """The first line of each kind."""
    law = the_law()
    found: dict[object, str] = {}
    with (SCHEDULE / "lines.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            lists = law.lists_of(row["hts8"], on) | {name for name, _ in law.suffixes_of(row["hts8"], on)}
            found.setdefault((row["general"], lists), row["hts8"])
    return list(found.values())


def test_every_kind_of_line_can_be_estimated() -> None:
    for on in DAYS:
        lines = representatives(on)
        assert len(lines) > 2000
        for number, hts in enumerate(lines):
            item = {"hts": hts, "value": "1000", "origin": ORIGINS[number % len(ORIGINS)], "quantity": "3"}
            result = estimate(EstimateRequest.model_validate({"on": on, "mode": "express", "items": [item]}))
            (found,) = result.items
            charged = sum((x.amount or Decimal(0) for x in found.lines if x.status == "applies"), Decimal(0))
            assert found.duty.likely in (None, charged), (hts, item, on)
            assert found.duty.likely is not None or result.missing or result.entry.type == "refused", (hts, item, on)
            if found.duty.low is not None and found.duty.high is not None:
                likely = found.duty.low if found.duty.likely is None else found.duty.likely
                assert found.duty.low <= likely <= found.duty.high, (hts, item, on)
            for line in found.lines:
                assert say(line.why, "es") and line.citation, (hts, line.heading)
