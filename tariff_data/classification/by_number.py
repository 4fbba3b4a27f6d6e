"""Tariff numbers in a text: ours in full or in part, numbers that others took the place of, and foreign ones.

The first six digits are the same in every country that keeps the Harmonized System; what follows is each country's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tariff_data.core.messages import Message
from tariff_data.hts.database import Schedule, open_schedule

_SAID = (
    r"(?:(?:hts(?:us)?|hs|tariff|customs|commodity|arancel\w*|fracci[oó]n)[ .:#]*"
    r"(?:codes?|numbers?|n[oº]|c[oó]digo)?[ .:#]*)"
)
_ALONE = re.compile(rf"\s*{_SAID}?(\d{{4}}(?:[. ]?\d\d){{0,4}}\d?)\.?\s*", re.IGNORECASE)
_WITHIN = re.compile(
    rf"(?<![$€£\d.,])\b(?:{_SAID}(\d{{4}}(?:\.?\d\d){{0,4}})|(\d{{4}}\.\d\d(?:\.?\d\d){{0,3}}))(?![.,]?\d)",
    re.IGNORECASE,
)
_SHARED = 6
_HEADING, _PARTIAL = "classify.number.heading", "classify.number.partial"
_FOREIGN, _OF_HEADING = "classify.number.foreign", "classify.number.of_heading"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The lines (8 digits) that a number may mean, the text without it, and what to say of it (None: nothing)."""

    digits: str
    rest: str
    lines: tuple[str, ...]
    note: Message | None


def numbered(text: str) -> Numbered | None:
    """The tariff number that a text is or names; None where it has none that means anything here."""
    alone = _ALONE.fullmatch(text)
    match = alone or _WITHIN.search(text)
    if not match:
        return None
    digits = re.sub(r"\D", "", next(group for group in match.groups() if group))
    rest = "" if alone else f"{text[: match.start()]} {text[match.end() :]}".strip()
    lines, note = _meant(digits, open_schedule())
    announced = alone or match[1]
    if not announced and note and note.key == _OF_HEADING:  # a price or a size may look like a number, too
        return None
    return Numbered(digits, rest, lines, note) if lines or alone else None


def _meant(digits: str, schedule: Schedule) -> tuple[tuple[str, ...], Message | None]:
    """The lines and what to say: the number's own, its successors', those that begin like it, those of its heading."""
    if len(digits) >= 8:
        found = _replaced(digits, schedule) or _own(digits, schedule)
        if found:
            return found
    size = min(len(digits), _SHARED + 1) if len(digits) < 8 else _SHARED
    for shared, key in ((size, _FOREIGN if len(digits) >= 8 else _PARTIAL), (4, _OF_HEADING)):
        lines = tuple(line.hts8 for line in schedule.lines(digits[:shared]))
        if lines:
            key = _HEADING if len(digits) == 4 else key
            return lines, Message(key, {"number": digits, "shared": digits[:shared]})
    return (), Message("classify.number.unknown", {"number": digits})


def _replaced(digits: str, schedule: Schedule) -> tuple[tuple[str, ...], Message] | None:
    """The lines of the numbers that took the place of one that is gone."""
    gone = schedule.history(digits[:10]) or schedule.history(digits[:8])
    if gone is None or not gone.gone_from:
        return None
    heirs = tuple(number for number in gone.successors if schedule.line(number))
    values = {
        "number": gone.number,
        "since": date.fromisoformat(gone.gone_from),
        "heirs": heirs,
    }
    lines = tuple(dict.fromkeys(heir[:8] for heir in heirs))
    return (lines, Message("classify.number.replaced", values)) if lines else None


def _own(digits: str, schedule: Schedule) -> tuple[tuple[str, ...], Message | None] | None:
    line = schedule.line(digits)
    if line is None:
        return None
    known = len(digits) == 8 or (len(digits) == 10 and schedule.has_suffix(digits))
    values = {"number": digits, "line": line.hts8}
    return (line.hts8,), None if known else Message("classify.number.other_suffix", values)
