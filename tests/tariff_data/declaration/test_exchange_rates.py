"""Exchange rates: what a file may hold, which rate a day gets, and what a bad line is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tariff_data.declaration.exchange_rates import ExchangeFileError, import_rates, rate_on

HEAD = "currency,from,to,usd_per_unit,source\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "rates.csv"
    path.write_text(text, encoding="utf-8")
    return path


def amount(currency: str, day: str, folder: Path) -> str | None:
    rate = rate_on(currency, date.fromisoformat(day), folder)
    return str(rate.usd_per_unit) if rate else None


def test_a_rate_holds_from_its_first_day_up_to_the_day_after_its_last(tmp_path: Path) -> None:
    import_rates(written(tmp_path, HEAD + "EUR,2026-10-01,2027-01-01,1.16,CBP quarterly\n"), tmp_path)
    assert amount("EUR", "2026-09-30", tmp_path) is None
    assert amount("EUR", "2026-10-01", tmp_path) == "1.16"
    assert amount("EUR", "2026-12-31", tmp_path) == "1.16"
    assert amount("EUR", "2027-01-01", tmp_path) is None
    assert amount("GBP", "2026-10-01", tmp_path) is None


def test_a_daily_rate_inside_a_quarter_wins_on_its_day_only(tmp_path: Path) -> None:
    text = HEAD + "eur, 2026-10-01, 2027-01-01, 1.16, quarterly\nEUR, 2026-11-03, 2026-11-04, 1.2451, daily\n"
    import_rates(written(tmp_path, text), tmp_path)
    days = ("2026-11-02", "2026-11-03", "2026-11-04")
    assert [amount("EUR", day, tmp_path) for day in days] == ["1.16", "1.2451", "1.16"]


def test_importing_again_replaces_the_rate_of_the_same_first_day(tmp_path: Path) -> None:
    for value in ("1.10", "1.20"):
        import_rates(written(tmp_path, HEAD + f"EUR,2026-10-01,,{value},x\n"), tmp_path)
    assert amount("EUR", "2030-01-01", tmp_path) == "1.20"


def test_the_dollar_needs_no_rate(tmp_path: Path) -> None:
    rate = rate_on("USD", date(2026, 11, 24), tmp_path)
    assert rate is not None and rate.usd_per_unit == Decimal(1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("currency,from,usd_per_unit,source\n", ":1: the first line must name the columns"),
        (HEAD, "no rates in it"),
        (HEAD + "EUR,2026-10-01,,1.16\n", ":2: 5 columns"),
        (HEAD + "EUR,2026-10-01,,1.16,x,y\n", ":2: 5 columns"),
        (HEAD + "EURO,2026-10-01,,1.16,x\n", ":2: currency: 'EURO'"),
        (HEAD + "USD,2026-10-01,,1,x\n", ":2: currency: the US dollar"),
        (HEAD + "EUR,10/01/2026,,1.16,x\n", ":2: from: '10/01/2026' is not a date"),
        (HEAD + "EUR,2026-10-01,2026-10-01,1.16,x\n", ":2: to: 2026-10-01 is not after"),
        (HEAD + "EUR,2026-10-01,,0,x\n", ":2: usd_per_unit: '0'"),
        (HEAD + "EUR,2026-10-01,,NaN,x\n", ":2: usd_per_unit: 'NaN'"),
        (HEAD + "EUR,2026-10-01,,1.16, \n", ":2: source: say where"),
        (HEAD + "EUR,2026-10-01,,1.16,x\nEUR,2026-10-01,,1.17,x\n", ":3: EUR from 2026-10-01 stands on line 2"),
    ],
)
def test_a_bad_file_is_refused_whole_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ExchangeFileError) as caught:
        import_rates(path, tmp_path)
    assert said in str(caught.value) and str(path) in str(caught.value)
    assert not (tmp_path / "exchange.db").exists()


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(ExchangeFileError, match="cannot be read"):
        import_rates(tmp_path / "none.csv", tmp_path)
    (tmp_path / "image.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ExchangeFileError, match="not UTF-8"):
        import_rates(tmp_path / "image.csv", tmp_path)
