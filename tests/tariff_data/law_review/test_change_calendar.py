"""What changed, read off the records: checked against days that are well known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tariff_data.law_review.change_calendar import LawChange, law_calendar


def on(day: str, id: str) -> LawChange:
    return next(change for change in law_calendar() if change.day == date.fromisoformat(day) and change.id == id)


def test_programmes_begin_and_end() -> None:
    assert on("2026-07-24", "301-forced-labor").how == "begins"
    assert on("2026-07-24", "122").how == "ends"
    assert on("2026-02-24", "122").how == "begins"
    metals = on("2026-04-06", "232-metals")
    assert metals.how == "changes" and metals.begin and metals.end
    assert all(change.begin or change.end for change in law_calendar() if change.kind == "programme")


def test_fees_change_with_the_fiscal_year() -> None:
    fee = on("2026-10-01", "mpf_informal_automated")
    assert (fee.before, fee.after) == (Decimal("2.69"), Decimal("2.77"))
    assert on("2026-10-01", "mpf_formal").after == Decimal("34.58"), "the minimum; the rate stayed"


def test_the_exemption_ends_twice() -> None:
    first, rest = on("2025-05-02", "de_minimis"), on("2025-08-29", "de_minimis")
    assert first.how == rest.how == "ends"
    assert set(first.countries) == {"CN", "HK"} and rest.countries == ()


def test_every_change_says_where_it_was_read_and_the_latest_is_first() -> None:
    days = [change.day for change in law_calendar()]
    assert days == sorted(days, reverse=True)
    assert all(change.citation or change.source for change in law_calendar())
