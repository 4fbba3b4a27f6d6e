"""What a cell means: prices as people write them, currencies by sign or code, countries by name or code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from knowledge.wording.languages import languages
from tariff_data.law_records.record import country_codes
from web.pages.forms import number
from web.sellers.catalogue.columns import plain

_SIGNS = {"us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD",
          "mx$": "MXN", "r$": "BRL", "₹": "INR", "₩": "KRW", "zł": "PLN", "₺": "TRY", "₫": "VND"}  # fmt: skip
_PRICE = re.compile(r"^(?P<before>[^\d\s.,-]*)\s*(?P<figure>-?[\d.,'’\u00a0\u202f ]+?)\s*(?P<after>[^\d\s.,-]*)$")
# What people write that CLDR's names do not hold.
_MORE = {"usa": "US", "u s a": "US", "eeuu": "US", "ee uu": "US", "uk": "GB", "u k": "GB", "england": "GB",
         "scotland": "GB", "inglaterra": "GB", "korea": "KR", "republic of korea": "KR", "corea": "KR",
         "czech republic": "CZ", "holland": "NL", "holanda": "NL", "turkey": "TR", "prc": "CN", "p r china": "CN",
         "peoples republic of china": "CN", "hong kong": "HK", "macau": "MO", "viet nam": "VN", "taiwan roc": "TW",
         "ivory coast": "CI", "russia": "RU", "rusia": "RU"}  # fmt: skip


class BadCell(ValueError):
    """A cell that cannot be used: its column and what it held."""

    def __init__(self, column: str, value: str) -> None:
        super().__init__(f"{column}: {value}")
        self.column, self.value = column, value[:60]


@dataclass(frozen=True, slots=True)
class Price:
    """An amount, and the currency its sign names (None: none)."""

    amount: Decimal
    currency: str | None


def price(text: str) -> Price:
    """A price such as `$1,234.50`, `12,90 €` or `450 MXN`. Raises BadCell."""
    match = _PRICE.match(text.strip())
    amount = _decimal(number(match["figure"].strip(), money=True)) if match else None
    if match is None or amount is None:
        raise BadCell("price", text)
    sign = (match["before"] or match["after"]).strip().lower()
    if sign in ("", "$"):
        return Price(amount, None)  # a dozen countries write their money with a plain $
    code = _SIGNS.get(sign) or (sign.upper() if re.fullmatch(r"[a-z]{3}", sign) else None)
    if code is None:
        raise BadCell("price", text)
    return Price(amount, code)


def measured(column: str, text: str) -> Decimal | None:
    """A quantity or a weight above zero; None for an empty cell. Raises BadCell."""
    if not text:
        return None
    amount = _decimal(number(re.sub(r"(?i)\s*(kg|kgs|pcs|pzas|uds)\.?$", "", text), money=False))
    if amount is None or amount <= 0:
        raise BadCell(column, text)
    return amount


def _decimal(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount <= Decimal(1_000_000_000) else None


def currency(text: str) -> str:
    """A currency's code, by code or sign. Raises BadCell."""
    code = _SIGNS.get(text.strip().lower()) or text.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise BadCell("currency", text)
    return code


def country(text: str) -> str:
    """A country's code, by code or by name in any of the desk's languages. Raises BadCell."""
    code = text.strip().upper()
    if code in country_codes():
        return code
    found = _names().get(re.sub(r"^(?:made in|hecho en|the) ", "", plain(text)))
    if found is None:
        raise BadCell("origin", text)
    return found


@cache
def _names() -> dict[str, str]:
    found = dict(_MORE)
    for language in languages().values():
        names = language.locale.territories.items()
        found |= {plain(str(name)): code for code, name in names if code in country_codes()}
    return found
