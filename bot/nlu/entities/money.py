"""Amounts of money: "$450", "450 eur", "1.200,50 €", "40 bucks", "cien dólares", "15 mil yenes", "$9k"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from bot.nlu.entities.phrase_match import following, preceding
from bot.nlu.entities.span import Reading, Span
from bot.nlu.lexicon import currencies, language_words

NUMBER = r"\d{1,3}(?:[.,' ’]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d{1,2})?(?![\d])|\d+"
_NUMBER = re.compile(rf"(?<![\w.,])(?:{NUMBER})")
# Codes that people put before the amount ("EUR 450").
_CODES_BEFORE = r"usd|eur|gbp|jpy|cad|aud|cny|rmb|inr|krw|chf|mxn|brl|rs\.?"
_PESOS = {"AR": "ARS", "CO": "COP", "CL": "CLP", "UY": "UYU", "DO": "DOP", "PH": "PHP", "CU": "CUP", "MX": "MXN"}


def number(text: str) -> Decimal | None:
    """The number a person wrote, with whichever thousands and decimal marks: 1,200.50 = 1.200,50 = 1 200,50."""
    bare = re.sub(r"[ '’]", "", text)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return Decimal(bare) if bare.isdigit() else None
    whole, _, last = bare.rpartition(marks[-1])
    if len(last) == 3 and (len(set(marks)) == 1):
        return Decimal(re.sub(r"[.,]", "", bare))
    return Decimal(f"{re.sub('[.,]', '', whole)}.{last}") if last.isdigit() else None


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = sorted(currencies(), key=len, reverse=True)
    symbols = "|".join(re.escape(word) for word in known if not word[-1].isalnum() and word[-1] != ".")
    names = "|".join(re.escape(word) for word in known if word != "y")
    size = r"(?P<size>k|mil|grand|thousand|hundred)?"
    before = re.compile(
        rf"(?<!\w)(?P<currency>{symbols}|(?:{_CODES_BEFORE})(?=[ \d]))\s?(?P<number>{NUMBER})\s?{size}(?!\w)"
        rf"(?:\s?(?P<after>{names})(?!\w))?"
    )
    after = re.compile(
        rf"(?<![\w.,])(?P<number>{NUMBER})\s?{size}\s?(?:-|de )?\s?(?P<currency>(?:{names})(?!\w)|(?<=\d\d\d)y(?!\w))"
    )
    return before, after


@dataclass(frozen=True, slots=True)
class Written:
    """An amount in figures with its currency, at `start` to `end` of the text; `peso`: which country's is not said."""

    start: int
    end: int
    amount: Decimal
    currency: str
    peso: bool


def written_amounts(plain: str) -> Iterator[Written]:
    """Every amount in figures beside a currency, the ones with the currency in front first."""
    for form in _forms():
        for match in form.finditer(plain):
            amount = number(match["number"])
            if amount is None or _is_weight(plain, match):
                continue
            amount *= language_words("en")["multipliers"].get(
                match["size"] or "", language_words("es")["multipliers"].get(match["size"] or "", 1)
            )
            named = match.groupdict().get("after") or match["currency"]
            yield Written(match.start(), match.end(), amount, currencies()[named], "peso" in named)


def read_money(reading: Reading) -> None:
    """Add every amount: value {"amount": "450", "currency": "EUR" or None}; role `each` (per piece) or `freight`."""
    for written in written_amounts(reading.plain):
        _add(reading, written.start, written.end, written.amount, written.currency, written.peso)
    _read_words(reading)


def _is_weight(plain: str, match: re.Match[str]) -> bool:
    rest = plain[match.end() :].lstrip()
    return match["currency"] in {"pound", "pounds", "libra", "libras"} and rest.startswith(("of ", "de "))


def _read_words(reading: Reading) -> None:
    """Amounts in words before a currency: forty dollars, cien dólares, dos mil pesos."""
    values: dict[str, int] = language_words(reading.lang)["numbers"]
    for match in _in_words(reading.lang).finditer(reading.plain):
        amount = spoken(match[1], values)
        if amount:
            _add(
                reading,
                match.start(),
                match.end(),
                Decimal(amount),
                currencies()[match["currency"]],
                "peso" in match["currency"],
            )


@cache
def _in_words(lang: str) -> re.Pattern[str]:
    names = "|".join(
        re.escape(word) for word in sorted(currencies(), key=len, reverse=True) if word.isalpha() and len(word) > 2
    )
    one = "|".join(sorted(language_words(lang)["numbers"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)((?:{one})(?:[ -](?:y )?(?:{one}))*)\s(?P<currency>{names})(?!\w)")


def spoken(text: str, values: dict[str, int]) -> int | None:
    """A number in words: "two hundred fifty" = 250, "dos mil" = 2000."""
    total = part = 0
    for word in re.findall(r"[a-z]+", text):
        if word in ("y", "and"):
            continue
        if word not in values:
            return None
        value = values[word]
        if value in (100, 1000) and part:
            part *= value
            if value == 1000:
                total, part = total + part, 0
        else:
            part += value
    return total + part


def _add(reading: Reading, start: int, end: int, amount: Decimal, currency: str, peso: bool) -> None:
    role = None
    words = language_words(reading.lang)
    each = following(reading.plain, end, words["each"])
    if each:
        role, end = "each", each[1]
    elif before := preceding(reading.plain, start, words["freight_cues"]):
        role, start = "freight", before[1]
    elif after := following(reading.plain, end, words["freight_after"]):
        role, end = "freight", after[1]
    value = {"amount": format(amount, "f"), "currency": currency}
    if peso:
        value["peso"] = "yes"
    reading.add(Span("money", start, end, value, role))


def settle_currency(value: dict[str, str], country: str | None) -> str:
    """Which peso, krone or ¥ is meant, given a country of the shipment."""
    currency = value["currency"]
    if value.get("peso"):
        return _PESOS.get(country or "", currency)
    if currency == "JPY" and country == "CN":
        return "CNY"
    return currency
