"""How many: "3 shirts", "two", "dos camisas", "20 pcs", "a dozen", "5 kg"; and bare numbers that may be a value."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from bot.nlu.entities.money import NUMBER, number
from bot.nlu.entities.phrase_match import preceding
from bot.nlu.entities.span import Reading, Span
from bot.nlu.lexicon import language_words

_NUMBER = re.compile(rf"(?<![\w.,#$-])(?:{NUMBER})(?![\w%/])")
_WEIGHT = {"kg": Decimal(1), "g": Decimal("0.001"), "lb": Decimal("0.45359237")}
_FEW = 50  # pieces; a larger number that stands alone is sooner a price


@cache
def _count_before() -> re.Pattern[str]:
    """What stands before a number that counts: the beginning, a mark, or one of these words."""
    listed = [word for lang in ("en", "es") for word in language_words(lang)["count_before"]]
    return re.compile(rf"(?:^|[,;.!?:]|\b(?:{'|'.join(listed)}))\s*$")


@cache
def _no_count() -> frozenset[str]:
    """Words after a number that are not counted goods (days, inches, people)."""
    return frozenset(word for lang in ("en", "es") for word in language_words(lang)["no_count"])


def read_quantities(reading: Reading) -> None:
    """Add quantities ({"quantity": "3", "unit": "no"}), weights (kilograms), and other numbers (`number`, `year`)."""
    words = language_words(reading.lang)
    _read_units(reading, words["units"], words["numbers"])
    _read_spoken(reading, words)
    for match in _NUMBER.finditer(reading.plain):
        amount = number(match[0])
        if amount is None or not reading.free(match.start(), match.end()):
            continue
        if _counts(reading, match, amount):
            reading.add(Span("quantity", match.start(), match.end(), {"quantity": format(amount, "f"), "unit": "no"}))
        elif re.fullmatch(r"(19|20)\d\d", match[0]) and not preceding(
            reading.plain, match.start(), words["value_cues"]
        ):
            reading.add(Span("year", match.start(), match.end(), match[0]))
        else:
            role = "value" if preceding(reading.plain, match.start(), words["value_cues"]) else None
            reading.add(Span("number", match.start(), match.end(), format(amount, "f"), role))


def _read_units(reading: Reading, units: dict[str, str], numbers: dict[str, int]) -> None:
    spoken = "|".join(sorted(numbers, key=len, reverse=True))
    names = "|".join(sorted((re.escape(unit) for unit in units), key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w.,$])(?P<n>{NUMBER}|{spoken})\s?(?P<unit>{names})(?!\w)", reading.plain):
        amount = Decimal(numbers[match["n"]]) if match["n"] in numbers else number(match["n"])
        unit = units[match["unit"]]
        if amount is None or (match["n"] in ("a", "an", "un", "una") and unit not in ("doz", "prs", "kg", "lb")):
            continue
        if unit in _WEIGHT:
            reading.add(Span("weight", match.start(), match.end(), format(amount * _WEIGHT[unit], "f")))
        elif unit:
            reading.add(Span("quantity", match.start(), match.end(), {"quantity": format(amount, "f"), "unit": unit}))


def _read_spoken(reading: Reading, words: dict[str, list[str]]) -> None:
    for match in re.finditer(rf"(?<![\w-])({'|'.join(words['count_words'])})(?=\s+(?P<next>[a-z]+))", reading.plain):
        if match[1] in ("one", "un", "una") or match["next"] in _no_count():
            continue
        values = language_words(reading.lang)["numbers"]
        reading.add(Span("quantity", match.start(), match.end(1), {"quantity": str(values[match[1]]), "unit": "no"}))


def _counts(reading: Reading, match: re.Match[str], amount: Decimal) -> bool:
    """Whether a bare number counts the thing that follows it."""
    after = re.match(r"\s+([a-z][a-z-]*)", reading.plain[match.end() :])
    if amount != amount.to_integral_value() or not 0 < amount <= 100000 or re.fullmatch(r"(19|20)\d\d", match[0]):
        return False
    if not after and amount <= _FEW and not reading.plain[match.end() :].strip(" ?!."):
        return bool(preceding(reading.plain, match.start(), language_words(reading.lang)["counted_alone"]))
    if (
        not after
        or after[1] in _no_count()
        or not reading.free(match.end() + after.start(1), match.end() + after.end(1))
    ):
        return False
    return bool(_count_before().search(reading.plain[: match.start()]))
