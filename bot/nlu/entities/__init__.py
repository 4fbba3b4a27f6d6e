"""Reading what rules can read exactly: money, places, dates, quantities, transport, purpose, tariff numbers, forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bot.nlu.entities.cbp_form import read_forms
from bot.nlu.entities.dates import read_dates
from bot.nlu.entities.money import read_money
from bot.nlu.entities.places import read_places
from bot.nlu.entities.quantities import read_quantities
from bot.nlu.entities.shipment_words import read_purpose, read_tariff_numbers, read_transport
from bot.nlu.entities.span import Reading, Span
from bot.nlu.normalize import plain

# What was taken out of a message before it came here, with the words that led to it.
_REDACTED = re.compile(
    r"(?:\b(?:my name is|my name's|i am called|me llamo|mi nombre es|attn|attention)[:.]?\s*)?"
    r"\[(?:name|email|address|(?:tracking|id|card|phone) number)\]"
)

__all__ = ["Reading", "Span", "read"]


def read(text: str, lang: str = "en", today: date | None = None, known: Iterable[Span] = ()) -> Reading:
    """Every span of a message. `today` is the day that "last July" and "tomorrow" are counted from.

    `known`: what something else has read already; nothing is read there again.
    """
    reading = Reading(text, plain(text), lang)
    for span in known:
        reading.add(span)
    for match in _REDACTED.finditer(reading.plain):
        reading.add(Span("redacted", match.start(), match.end(), None))
    read_tariff_numbers(reading)
    read_dates(reading, today or date.today())
    read_money(reading)
    read_transport(reading)
    read_places(reading)
    read_purpose(reading)
    read_forms(reading)
    read_quantities(reading)
    return reading
