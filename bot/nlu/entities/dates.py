"""Dates: "2025-08-01", "aug 20 2026", "August 2025", "15 de agosto de 2025", "last July", "yesterday"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from bot.nlu.entities.span import Reading, Span
from bot.nlu.lexicon import language_words

MID_MONTH = 15  # a month without a day stands for its middle, and the answer names the day used


def read_dates(reading: Reading, today: date) -> None:
    """Add every date: value {"date": ISO date, "precision": "day" | "month" | "year"}."""
    for match in re.finditer(r"(?<![\d.-])(20\d\d)-(\d{1,2})(?:-(\d{1,2}))?(?![\d-])", reading.plain):
        _add(reading, match, int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    for match in re.finditer(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(20\d\d|\d\d)(?![\d/])", reading.plain):
        first, second, year = int(match[1]), int(match[2]), int(match[3]) % 2000 + 2000
        month, day = (second, first) if (reading.lang == "es" and second <= 12) or first > 12 else (first, second)
        _add(reading, match, year, month, day)
    for form in _forms(reading.lang):
        for match in form.finditer(reading.plain):
            _read_named(reading, match, today)
    _read_relative(reading, today)


@cache
def _forms(lang: str) -> tuple[re.Pattern[str], ...]:
    words = language_words(lang)
    month = "|".join(sorted(words["months"], key=len, reverse=True))
    lead = r"(?P<cue>(?:on |in |by |since |dated |cleared |el |en |desde |hacia |para )(?:the )?)?"
    when = "|".join(words["last"] + words["next"] + words["this"])
    day, named, year = r"(?P<day>\d{1,2})", rf"(?P<month>{month})\.?", r"(?P<year>20\d\d)"
    if lang == "es":
        return (
            re.compile(rf"(?<!\w){lead}{day}(?: de)? {named}(?:(?: de| del|,)? {year})?(?!\w)"),
            re.compile(rf"(?<!\w){lead}{named}(?: de| del|,)? {year}(?!\w)"),
            re.compile(rf"(?<!\w){lead}(?P<month>{month}) (?P<when>{when})(?!\w)"),
            re.compile(rf"(?<!\w)(?P<cue>en|desde|hacia) (?P<month>{month})(?!\w)"),
        )
    counts = r"(?! ?(?:pcs|units|usd|eur))"
    return (
        re.compile(rf"(?<!\w){lead}{named} {day}(?:st|nd|rd|th)?(?:,? {year})?(?![\w]){counts}"),
        re.compile(rf"(?<!\w){lead}{day}(?:st|nd|rd|th)?(?: of)? {named},?(?: {year})?(?!\w)"),
        re.compile(rf"(?<!\w){lead}{named}(?: of)?,? {year}(?!\w)"),
        re.compile(rf"(?<!\w)(?:in )?(?P<when>{when}) (?P<month>{month})(?!\w)"),
        re.compile(
            rf"(?<!\w)(?:in|since|dated|by|shipped|ordered|arrives) (?P<month>{month})(?! \d)(?!\w)(?! (?:be|i|we|not))"
        ),
        re.compile(rf"(?<!\w)in {year}(?!\w)"),
    )


def _read_named(reading: Reading, match: re.Match[str], today: date) -> None:
    found = match.groupdict()
    words = language_words(reading.lang)
    if not found.get("month"):
        _add(reading, match, int(found["year"]), 7, None, "year")
        return
    month = words["months"][found["month"]]
    day = int(found["day"]) if found.get("day") else None
    year = int(found["year"]) if found.get("year") else _year(month, found.get("when"), words, today)
    _add(reading, match, year, month, day)


def _year(month: int, when: str | None, words: dict[str, list[str]], today: date) -> int:
    """The year that is meant by a month alone: the nearest one, unless the person says last or next."""
    if when in words["last"]:
        return today.year if month < today.month else today.year - 1
    if when in words["next"]:
        return today.year if month > today.month else today.year + 1
    distance = month - today.month
    return today.year - 1 if distance > 4 else today.year


def _read_relative(reading: Reading, today: date) -> None:
    words = language_words(reading.lang)
    for phrase, days in {**words["spans"], **words["days"]}.items():
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", reading.plain):
            if phrase == "manana" and re.search(r"\b(por|de|en) la $", reading.plain[: match.start()]):
                continue
            when = today + timedelta(days=days)
            precision = "day" if abs(days) <= 1 else "month" if abs(days) < 300 else "year"
            reading.add(Span("date", match.start(), match.end(), {"date": when.isoformat(), "precision": precision}))


def _add(
    reading: Reading, match: re.Match[str], year: int, month: int, day: int | None, precision: str | None = None
) -> None:
    try:
        when = date(year, month, day or MID_MONTH)
    except ValueError:
        return
    value = {"date": when.isoformat(), "precision": precision or ("day" if day else "month")}
    reading.add(Span("date", match.start(), match.end(), value))
