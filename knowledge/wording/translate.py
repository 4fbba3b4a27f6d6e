"""Messages become sentences: Babel catalogues for the words, Babel's CLDR data for numbers, dates and countries.

A catalogue entry is a sentence with named fields: `{amount:money}` ($7.61), `{limit:dollars}` ($2,500), `{day:date}`,
`{pct:percent}`, `{country:country}`,
`{n:number}`, `{hts:hts}`, `{n:count:line|lines}`. `{text:rate}` is a rate of the schedule. A field without a format
is put in as it is; a nested message is said first.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from knowledge.wording.languages import DEFAULT, MESSAGES, Language, language
from knowledge.wording.rates import rate_words
from tariff_data.core.messages import Message

_EVERYDAY_NAMES = {"HK": "Hong Kong", "MO": "Macao"}  # CLDR has their official names
_WITH_ARTICLE = {
    *("AE", "BS", "CC", "CD", "CF", "CG", "CK", "DO", "FK", "FO", "GB", "GM", "KM", "KY", "MH", "MP", "MV", "NL"),
    *("PH", "SB", "TC", "UM", "US", "VG", "VI"),
}  # in English sentences


class UnknownMessage(KeyError):
    """A key that no catalogue holds."""


@cache
def catalogue(code: str) -> Mapping[str, str]:
    """Every sentence of one language by key. Raises ValueError where two files hold one key."""
    sentences: dict[str, str] = {}
    for file in sorted((MESSAGES / code).glob("*.po")):
        with file.open("rb") as handle:
            for entry in read_po(handle, locale=code):
                if not entry.id:
                    continue
                if entry.id in sentences:
                    raise ValueError(f"{file}: {entry.id!r} stands in two catalogues")
                sentences[str(entry.id)] = str(entry.string)
    return sentences


def say(message: Message | str, lang: str = DEFAULT) -> str:
    """The sentence of a message in a language; a plain string is given back as it is.

    Raises UnknownMessage where the key is in no catalogue. A sentence that a language lacks is said in the default one.
    """
    if isinstance(message, str):
        return message
    sentence = catalogue(language(lang).code).get(message.key) or catalogue(DEFAULT).get(message.key)
    if sentence is None:
        raise UnknownMessage(message.key)
    return _Speaker(language(lang)).vformat(sentence, (), message.values)


def has(key: str, lang: str = DEFAULT) -> bool:
    """Whether a language's own catalogue holds the key."""
    return key in catalogue(language(lang).code)


def money(amount: Decimal, lang: str = DEFAULT, currency: str = "USD") -> str:
    """An amount as people write it: $1,234.50."""
    return format_currency(amount, currency, locale=language(lang).locale)


def dollars(amount: Decimal, lang: str = DEFAULT) -> str:
    """A limit as people say it: $2,500, and $7.61 where there are cents."""
    said = money(amount, lang)
    return said.removesuffix(".00") if amount == amount.to_integral_value() else said


def day(when: date, lang: str = DEFAULT) -> str:
    """A date as people write it: Oct 9, 2026."""
    return format_date(when, "medium", locale=language(lang).locale)


def country_name(code: str, lang: str = DEFAULT) -> str:
    """The country's everyday name in the language, by Babel's CLDR data; the code itself where there is none."""
    return _EVERYDAY_NAMES.get(code) or str(language(lang).locale.territories.get(code, code))


def country_in_sentence(code: str, lang: str = DEFAULT) -> str:
    """The name as it stands inside a sentence: the United Kingdom."""
    article = "the " if lang == DEFAULT and code in _WITH_ARTICLE else ""
    return article + country_name(code, lang)


def percent(value: Decimal, lang: str = DEFAULT) -> str:
    """A rate in percent with no needless zeros: 16.5%, 12.5%, 9%."""
    return f"{format_decimal(value, format='#,##0.####', locale=language(lang).locale)}%"


def number(value: Decimal, lang: str = DEFAULT) -> str:
    """A count as people write it: 1,000."""
    return str(format_decimal(value, format="#,##0.######", locale=language(lang).locale))


def dotted(hts: str) -> str:
    """A tariff number with its dots: 42022190 -> 4202.21.90, 4202219000 -> 4202.21.90.00."""
    digits = hts.replace(".", "")
    if not digits.isdigit() or len(digits) <= 4:
        return hts
    parts = [digits[:4], *(digits[i : i + 2] for i in range(4, len(digits), 2))]
    return ".".join(parts)


_AMOUNTS = frozenset({"money", "dollars", "percent", "number", "count"})
KINDS = _AMOUNTS | {"", "date", "country", "rate", "hts"}
"""What may stand behind a field's colon; "" writes the value as it is."""


class _Speaker(string.Formatter):
    """Formats the fields of one sentence for one language."""

    def __init__(self, spoken: Language) -> None:
        self.spoken = spoken

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        kind, _, rest = format_spec.partition(":")
        lang = self.spoken.code
        if isinstance(value, Message):
            return say(value, lang)
        if isinstance(value, (tuple, list, frozenset)):
            return self._several(value, format_spec)
        if kind == "date" and isinstance(value, str):
            value = date.fromisoformat(value)
        if kind == "date":
            return day(value, lang)
        if kind == "country":
            return country_in_sentence(str(value), lang)
        if kind == "rate":
            return rate_words(str(value), lang)
        if kind == "hts":
            return dotted(str(value))
        if kind in _AMOUNTS:
            return self._number(value, kind, rest)
        return str(value)

    def _number(self, value: Any, kind: str, rest: str) -> str:
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            return str(value)
        if kind == "money":
            return money(amount, self.spoken.code, rest or "USD")
        if kind == "dollars":
            return dollars(amount, self.spoken.code)
        if kind == "percent":
            return percent(amount, self.spoken.code)
        if kind == "count":
            one, _, other = rest.partition("|")
            return one if self.spoken.locale.plural_form(amount) == "one" else other
        return number(amount, self.spoken.code)

    def _several(self, values: Iterable[Any], format_spec: str) -> str:
        return str(format_list([self.format_field(v, format_spec) for v in values], locale=self.spoken.locale))
