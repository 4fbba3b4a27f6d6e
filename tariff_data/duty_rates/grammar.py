"""Reading rate texts. Every text of the schedule is either read as terms or has a named reason why it cannot be."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from tariff_data.core.messages import Message
from tariff_data.duty_rates.rate import Rate
from tariff_data.duty_rates.terms import Percent, PerDegree, PerJewel, PerUnit, Term
from tariff_data.duty_rates.wording import part_in, unit_in

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)(?: (\d+)/([1-9]\d*))? ?(?:%|percent\b) ?(.*)")
_MONEY = r"(\$ ?[\d,]*\.?\d+|[\d,]*\.?\d+ ?¢)"
_PER_UNIT = re.compile(_MONEY + r" ?(.+)")
_PER_JEWEL = re.compile(_MONEY + r"/jewel(?: over (\d+))?")
_PER_DEGREE = re.compile(
    _MONEY + r" ?/kg less " + _MONEY + r" ?/kg for each degree under (\d+) degrees "
    r"\(and fractions of a degree in proportion\) but not less (?:than )?" + _MONEY + r" ?/kg"
)
_FREE = re.compile(r"free(?:, (under bond|for such temporary periods).*)?", re.IGNORECASE)

# What stands in the rate columns instead of a rate -> why it cannot be computed from the line alone.
_REASONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), f"reason.rate.{name}")
    for pattern, name in (
        (r"each garment in the", "ensemble"),
        (r"article in the set subject to the highest rate", "set_highest"),
        (r"natural juice in heading 2009", "natural_juice"),
        (r"article of which it is (a part|an accessory)", "article_of_part"),
        (r"for each other piece or part", "movement_parts"),
        (r"the complete, assembled", "complete_movement"),
        (r"in the absence of this (sub)?heading", "without_this_line"),
        (r"value of the repairs or ?alterations", "repair_value"),
        (r"value of such processing", "processing_value"),
        (r"less the cost or value of such products of the united states", "less_us_parts"),
        (r"upon the importation of like articles", "like_articles"),
        (r"duty provided in the applicable subheading", "applicable_subheading"),
        (r"^see (additional )?u\.?s\.? note", "see_note"),
    )
)
_SEE_HEADINGS = re.compile(r"see (9[89]\d\d\.[\d., -]+\d)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def parse_rate(text: str) -> Rate:
    """The rate a text stands for. Never raises: a text that cannot be read is not computable, with the reason."""
    tidy = _tidy(text)
    if not tidy:
        return Rate(text, reason=Message("reason.rate.blank"))
    free = _FREE.fullmatch(tidy)
    if free:
        return Rate(text, condition=Message("condition.rate.under_bond") if free[1] else None)
    for pattern, key in _REASONS:
        if pattern.search(tidy):
            return Rate(text, reason=Message(key))
    see = _SEE_HEADINGS.fullmatch(tidy)
    if see:
        return Rate(text, reason=Message("reason.rate.see_headings", {"headings": " ".join(see[1].split())}))
    degrees = _PER_DEGREE.fullmatch(tidy)
    if degrees:
        dollars, less, floor = (_dollars(degrees[index]) for index in (1, 2, 4))
        return Rate(text, (PerDegree(dollars, less, Decimal(degrees[3]), floor),))
    terms = [_term(part.strip()) for part in tidy.split("+")]
    read = tuple(term for term in terms if term is not None)
    if len(read) != len(terms):
        return Rate(text, reason=Message("reason.rate.unreadable", {"text": tidy}))
    return Rate(text, read)


def _tidy(text: str) -> str:
    """One space between words; words divided at a line end (`appli- cable`) or run together put right."""
    text = re.sub(r"(?<=[a-z])- (?=[a-z])", "", " ".join(text.split()))
    return text.replace("thebattery", "the battery")


def _dollars(text: str) -> Decimal:
    number = Decimal(re.sub(r"[$¢, ]", "", text))
    return number / 100 if "¢" in text else number


def _term(text: str) -> Term | None:
    percent = _PERCENT.fullmatch(text)
    if percent:
        part = part_in(percent[4])
        pct = Decimal(percent[1])
        if percent[2]:
            pct = (pct * Decimal(percent[3]) + Decimal(percent[2])) / Decimal(percent[3])
        return None if part is None else Percent(pct, part)
    jewel = _PER_JEWEL.fullmatch(text)
    if jewel:
        return PerJewel(_dollars(jewel[1]), int(jewel[2] or 0))
    money = _PER_UNIT.fullmatch(text)
    if money:
        unit = unit_in(money[2])
        return None if unit is None else PerUnit(_dollars(money[1]), unit)
    return None
