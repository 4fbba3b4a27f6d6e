"""Exchange rates somebody imported: US dollars per unit of a currency, dated, with a source.

Rates are facts of the day and are not bundled. Which rate counts is the one of the date of export (19 CFR 159.32).
Customs certifies a rate for a quarter and, where the market has moved, one for a day (19 CFR 159.34, 159.35): so
periods may lie inside each other, and the record that begins latest wins.
"""

from __future__ import annotations

import csv
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, cast

import sqlite_utils

from tariff_data.core.migrating import migrate
from tariff_data.core.paths import home

COLUMNS = ("currency", "from", "to", "usd_per_unit", "source")
_LARGEST = Decimal(1_000_000)
_FILE = "exchange.db"
_handles = threading.local()


class ExchangeFileError(ValueError):
    """A file of rates that cannot be taken; the text says file, line and reason."""


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """US dollars for one unit of `currency` from `start` (inclusive) to `end` (exclusive; None: until a later one)."""

    currency: str
    start: date
    end: date | None
    usd_per_unit: Decimal
    source: str


def rate_on(currency: str, day: date, folder: Path | None = None) -> ExchangeRate | None:
    """The imported rate in force on a day, or None; the dollar itself needs none."""
    if currency == "USD":
        return ExchangeRate("USD", date.min, None, Decimal(1), "")
    path = (folder or home()) / _FILE
    if not path.exists():
        return None
    query = (
        "select * from rates where currency = :currency and start <= :day and (end is null or end > :day)"
        " order by start desc limit 1"
    )
    for row in _opened(path).query(query, {"currency": currency, "day": day.isoformat()}):
        return _from_row(row)
    return None


MIGRATIONS = sqlite_utils.Migrations("exchange rates")


@MIGRATIONS()
def first(db: sqlite_utils.Database) -> None:
    """The tables of version 0.1.0, which made them without saying so."""
    columns = {"currency": str, "start": str, "end": str, "usd_per_unit": str, "source": str}
    cast(Any, db["rates"]).create(columns, pk=("currency", "start"), if_not_exists=True)


def import_rates(source: Path, folder: Path | None = None) -> tuple[ExchangeRate, ...]:
    """Take a CSV file (currency, from, to, usd_per_unit, source), all of it or nothing.

    A rate of the same currency and first day replaces the one imported before.
    """
    rates = tuple(read_rates(source))
    folder = folder or home()
    folder.mkdir(parents=True, exist_ok=True)
    database = sqlite_utils.Database(folder / _FILE)
    try:
        migrate(database.conn, MIGRATIONS)
        table = cast(Any, database["rates"])
        with database.conn:
            table.upsert_all([_as_row(rate) for rate in rates], pk=("currency", "start"))
    finally:
        database.close()
    return rates


def read_rates(source: Path) -> Iterator[ExchangeRate]:
    """The rates of a CSV file, each checked; the first bad line raises `ExchangeFileError`."""
    try:
        text = source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ExchangeFileError(f"{source}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ExchangeFileError(f"{source}: not UTF-8 text") from error
    reader = csv.DictReader(text.splitlines(), skipinitialspace=True, strict=True)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise ExchangeFileError(f"{source}:1: the first line must name the columns {', '.join(COLUMNS)}")
    seen: dict[tuple[str, date], int] = {}
    try:
        for row in reader:
            rate = _checked(row, f"{source}:{reader.line_num}")
            earlier = seen.setdefault((rate.currency, rate.start), reader.line_num)
            if earlier != reader.line_num:
                raise ExchangeFileError(
                    f"{source}:{reader.line_num}: {rate.currency} from {rate.start} stands on line {earlier} already"
                )
            yield rate
    except csv.Error as error:
        raise ExchangeFileError(f"{source}:{reader.line_num}: {error}") from error
    if not seen:
        raise ExchangeFileError(f"{source}: no rates in it")


def _checked(row: dict[str, str], where: str) -> ExchangeRate:
    """One line of the file as a rate."""
    if None in row or None in row.values():
        raise ExchangeFileError(f"{where}: {len(COLUMNS)} columns are expected: {', '.join(COLUMNS)}")
    currency = row["currency"].strip().upper()
    if not re.fullmatch("[A-Z]{3}", currency):
        raise ExchangeFileError(f"{where}: currency: {row['currency']!r} is not a three-letter code such as EUR")
    if currency == "USD":
        raise ExchangeFileError(f"{where}: currency: the US dollar needs no rate")
    start = _day(row["from"], f"{where}: from")
    end = _day(row["to"], f"{where}: to") if row["to"].strip() else None
    if end is not None and end <= start:
        raise ExchangeFileError(f"{where}: to: {end} is not after from ({start}); `to` is the day after the last")
    try:
        amount = Decimal(row["usd_per_unit"].strip())
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 < amount < _LARGEST:
        raise ExchangeFileError(f"{where}: usd_per_unit: {row['usd_per_unit']!r} is not a number above zero")
    source = row["source"].strip()
    if not source:
        raise ExchangeFileError(f"{where}: source: say where the rate was read")
    return ExchangeRate(currency, start, end, amount, source)


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ExchangeFileError(f"{where}: {text!r} is not a date such as 2026-10-01") from None


def _as_row(rate: ExchangeRate) -> dict[str, str | None]:
    return {
        "currency": rate.currency,
        "start": rate.start.isoformat(),
        "end": rate.end.isoformat() if rate.end else None,
        "usd_per_unit": str(rate.usd_per_unit),
        "source": rate.source,
    }


def _from_row(row: dict[str, Any]) -> ExchangeRate:
    end = date.fromisoformat(row["end"]) if row["end"] else None
    start, amount = date.fromisoformat(row["start"]), Decimal(row["usd_per_unit"])
    return ExchangeRate(row["currency"], start, end, amount, row["source"])


def _opened(path: Path) -> sqlite_utils.Database:
    """A handle of this thread's own."""
    handles: dict[Path, sqlite_utils.Database] = _handles.__dict__.setdefault("by_path", {})
    if path not in handles:
        handles[path] = sqlite_utils.Database(path)
        migrate(handles[path].conn, MIGRATIONS)
    return handles[path]
