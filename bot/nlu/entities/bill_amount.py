"""The amounts in what somebody writes of a bill: figures with or without a currency, but no rates, years or numbers
of law ("Section 301 duty 9.00" holds one amount)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from bot.nlu.entities.dates import read_dates
from bot.nlu.entities.money import NUMBER, Written, number, settle_currency, written_amounts
from bot.nlu.entities.shipment_words import read_tariff_numbers
from bot.nlu.entities.span import Reading
from bot.nlu.normalize import plain

_COUNTED = "percent|por ciento|kg|lbs?|lines?|lineas?|days?|dias?|months?|meses"  # a number before them is no money
_BARE = re.compile(rf"(?<![\w.,#/$-])(?:{NUMBER})(?![\w%/]|\.\d| ?%| ?(?:{_COUNTED})\b)")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Numbers of sections and fee codes that are part of a charge's name, where another number follows as the amount.
_NAMES = frozenset({"301", "232", "201", "122", "338", "321", "499", "501", "311", "056", "044", "10"})


def amounts(text: str, lang: str, today: date | None = None, country: str | None = None) -> list[Written]:
    """Every amount in order; `currency` is empty where none is written. `country` tells pesos and yuan apart."""
    reading = Reading(text, plain(text), lang)
    read_tariff_numbers(reading)
    read_dates(reading, today or date.today())
    found: list[Written] = []

    def add(written: Written) -> None:
        overlaps = any(one.start < written.end and written.start < one.end for one in found)
        if not overlaps and reading.free(written.start, written.end):
            found.append(written)

    for written in written_amounts(reading.plain):
        value = {"currency": written.currency} | ({"peso": "yes"} if written.peso else {})
        add(Written(written.start, written.end, written.amount, settle_currency(value, country), written.peso))
    for match in _BARE.finditer(reading.plain):
        amount = number(match[0])
        if amount is not None and not _is_name(reading.plain, match):
            add(Written(match.start(), match.end(), amount, "", False))
    return sorted(found, key=lambda written: written.start)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number is a year, or belongs to the name of a charge."""
    if _YEAR.fullmatch(match[0]):
        return True
    before = text[: match.start()]
    if re.search(r"(?:section|seccion|form|type|tipo|chapter|capitulo|sec\.?) ?$", before):
        return True
    rest = re.split(r"[,;\n]", text[match.end() :], maxsplit=1)[0]
    return match[0] in _NAMES and bool(re.search(r"\d", rest))


def as_text(amount: Decimal) -> str:
    """The amount as slots hold it."""
    return format(amount, "f")
