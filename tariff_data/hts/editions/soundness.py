"""Whether an export is a whole and sound schedule; measured against the edition in use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.duty_rates import parse_rate, parse_special
from tariff_data.hts.editions.duty_lines import ADDED_DUTIES_CHAPTER, SPECIAL_CHAPTER, DutyLine
from tariff_data.hts.editions.formats import Row
from tariff_data.hts.editions.refused import refuse

_NUMBER = re.compile(r"\d{4}(\.\d\d(\.\d\d(\.\d\d)?)?)?")
_CHAPTERS = [f"{number:02}" for number in range(1, 100) if number != 77]

LEAST_ROWS = Decimal("0.95")
"""A new edition with fewer of the rows of the one in use is taken for broken off (editions differ by about 1%)."""
LEAST_OF_CHAPTER = Decimal("0.80")
"""The same for the duty lines of one chapter, and for the rows of chapter 99, which change most."""
MOST_WITHOUT_RATE = Decimal("0.005")
"""More duty lines of chapters 1 to 97 without a general rate refuse the file; fewer are a warning."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The size of the edition in use: rows in all and in chapter 99, duty lines by chapter, its last heading."""

    rows: int
    chapter_99_rows: int
    last_heading: str
    lines: Mapping[str, int]


def check_rows(rows: Sequence[Row], measure: Measure) -> None:
    """Refuse rows that are malformed or break off. Raises Refused."""
    seen: set[str] = set()
    for place, row in enumerate(rows, 1):
        number = row["hts_number"]
        if number and not _NUMBER.fullmatch(number):
            raise refuse("number", number=number[:20], row=place)
        if number in seen:
            raise refuse("twice", number=number, row=place)
        if number:
            seen.add(number)
        if not row["indent"].isascii() or not row["indent"].isdigit():
            raise refuse("indent", indent=row["indent"][:20], row=place)
        if not row["description"]:
            raise refuse("description", row=place)
    chapters = Counter(number[:2] for number in seen)
    lacking = [chapter for chapter in _CHAPTERS if not chapters[chapter]]
    if lacking:
        raise refuse("chapters", chapters=", ".join(lacking))
    if len(rows) < measure.rows * LEAST_ROWS:
        raise refuse("too_few_rows", rows=len(rows), expected=measure.rows)
    last = max(seen)[:4]
    if chapters[ADDED_DUTIES_CHAPTER] < measure.chapter_99_rows * LEAST_OF_CHAPTER or last < measure.last_heading:
        raise refuse("chapter_breaks_off", chapter=ADDED_DUTIES_CHAPTER)


def check_lines(lines: Mapping[str, DutyLine], measure: Measure) -> tuple[Message, ...]:
    """Refuse duty lines that are far too few or have no rates; warn of rates that could not be read."""
    chapters = Counter(hts8[:2] for hts8 in lines)
    for chapter, count in measure.lines.items():
        if chapters[chapter] < count * LEAST_OF_CHAPTER:
            raise refuse("chapter_breaks_off", chapter=chapter)
    ordinary = {hts8: line for hts8, line in lines.items() if hts8 < SPECIAL_CHAPTER}
    bare = [hts8 for hts8, line in ordinary.items() if not line.general]
    if len(bare) > len(ordinary) * MOST_WITHOUT_RATE:
        raise refuse("rates_missing", lines=len(bare))
    unread = [hts8 for hts8, line in ordinary.items() if _unreadable(line)]
    warnings = []
    if bare:
        warnings.append(Message("edition.warning.no_rate", {"lines": len(bare), "examples": tuple(bare[:5])}))
    if unread:
        warnings.append(Message("edition.warning.unreadable", {"lines": len(unread), "examples": tuple(unread[:5])}))
    return tuple(warnings)


def _unreadable(line: DutyLine) -> bool:
    rates = [parse_rate(line.general), parse_rate(line.column2), *parse_special(line.special).values()]
    return any(rate.reason is not None and rate.reason.key == "reason.rate.unreadable" for rate in rates)
