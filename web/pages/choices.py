"""What the estimator's form offers, in a language's words and order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale

from knowledge.wording import translate as words
from knowledge.wording.languages import language
from tariff_data.core.messages import Message
from tariff_data.law_records.record import country_codes

Choice = tuple[str, str]

_OFTEN = ("CN", "VN", "IN", "JP", "KR", "TW", "GB", "DE", "FR", "IT", "ES", "CA", "MX")
_BY = ("", "post", "express", "air", "ocean", "truck", "traveler")
_FOR = ("purchase", "gift", "traveler", "sample", "us_goods_returned", "repair_return", "household")
_SENDER = ("", "business", "person")
_UNITS = ("", "doz", "prs", "kg", "g", "l", "m", "m2")
_CURRENCIES = ("USD", "EUR", "GBP", "CAD", "MXN", "CNY", "JPY", "KRW", "INR", "AUD", "BRL", "CHF", "VND", "TWD", "HKD")
_CLAIMS = ("", "USMCA", "KR", "JP", "AU", "CO", "CL", "PE", "PA", "P", "IL", "JO", "SG", "MA", "BH", "OM")


@dataclass(frozen=True, slots=True)
class Countries:
    """Countries goods often come from, and all the others, by name."""

    often: tuple[Choice, ...]
    others: tuple[Choice, ...]


@cache
def countries(lang: str) -> Countries:
    """The countries in a language's words and order."""
    named = {code: words.country_name(code, lang) for code in country_codes() - {"US"}}
    often = tuple((code, named.pop(code)) for code in _OFTEN)
    return Countries(often, tuple(sorted(named.items(), key=lambda choice: _sortable(choice[1]))))


@cache
def choices(lang: str) -> dict[str, tuple[Choice, ...]]:
    """The other lists of the form."""
    return {
        "by": _said("by", _BY, lang),
        "for": _said("for", _FOR, lang),
        "sender": _said("sender", _SENDER, lang),
        "unit": _said("unit", _UNITS, lang),
        "claim": _said("claim", _CLAIMS, lang),
        "currency": tuple((code, f"{code} · {_currency(language(lang).locale, code)}") for code in _CURRENCIES),
    }


def said(group: str, value: str, lang: str) -> str:
    """A choice's words."""
    return words.say(Message(f"site.choice.{group}.{value or 'none'}"), lang)


def _said(group: str, values: tuple[str, ...], lang: str) -> tuple[Choice, ...]:
    return tuple((value, said(group, value, lang)) for value in values)


def _currency(locale: Locale, code: str) -> str:
    return str(locale.currencies.get(code, code))


def _sortable(name: str) -> str:
    """Accents do not part Afganistán from Åland."""
    return "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
