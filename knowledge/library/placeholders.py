"""Figures of law inside prose: `{fee:mpf_formal:min}`, `{threshold:gift}`, `{threshold:de_minimis@2025-08-01}`.

The figure is the one in force on the date of reading (or the date after `@`), so no sentence outlives its rule.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from knowledge.wording import translate as words
from knowledge.wording.localized_errors import Told
from tariff_data.law_records.provisions import Fee, Threshold
from tariff_data.law_records.snapshot import NotInForce, snapshot

PLACEHOLDER = re.compile(
    r"\{(?P<kind>fee|threshold):(?P<id>[a-z0-9_]+)(?::(?P<part>[a-z_]+))?(?:@(?P<on>\d{4}-\d\d-\d\d))?\}"
)
_PARTS = {"amount", "min", "max", "rate"}


class UnknownFigure(Told, KeyError):
    """A placeholder that names no record, a part the record lacks, or a date on which nothing is in force."""


def fill(text: str, lang: str, on: date | None = None) -> str:
    """The text with every placeholder replaced by the figure in force. Raises UnknownFigure."""
    return PLACEHOLDER.sub(lambda match: figure(match, lang, on or date.today()), text)


def figure(match: re.Match[str], lang: str, on: date) -> str:
    """One placeholder's figure in words of the language."""
    when = date.fromisoformat(match["on"]) if match["on"] else on
    part = match["part"] or "amount"
    if part not in _PARTS:
        raise UnknownFigure("fault.figure.part", figure=match[0], part=part, known=", ".join(sorted(_PARTS)))
    law = snapshot(when)
    try:
        record: Fee | Threshold = law.fee(match["id"]) if match["kind"] == "fee" else law.threshold(match["id"])
    except NotInForce as error:
        raise UnknownFigure(f"fault.figure.{match['kind']}", figure=match[0], id=match["id"], day=when) from error
    value = getattr(record, part, None)
    if not isinstance(value, Decimal):
        raise UnknownFigure("fault.figure.no_part", figure=match[0], part=part)
    if part == "rate":
        return words.percent(value, lang)
    if isinstance(record, Threshold) and record.unit != "USD":
        return words.number(value, lang)
    return words.dollars(value, lang)
