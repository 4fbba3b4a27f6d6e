"""The special column: rates with the programme symbols that may claim them, `Free (A,AU,BH) 3.2% (KR)`."""

from __future__ import annotations

import re
from functools import lru_cache

from tariff_data.duty_rates.grammar import parse_rate
from tariff_data.duty_rates.rate import Rate

_GROUP = re.compile(r"(?P<rate>[^()]*)\((?P<symbols>[^)]*)\)")
_SYMBOL = re.compile(r"[A-Z]{1,2}[+*]?")


@lru_cache(maxsize=4096)
def _parse(text: str) -> tuple[tuple[str, Rate], ...]:
    """Symbol and rate pairs in the order of the column; text in brackets that is no symbol belongs to the rate."""
    found: dict[str, Rate] = {}
    pending = ""
    for group in _GROUP.finditer(text):
        symbols = [symbol for symbol in re.split(r"[,\s(]+", group["symbols"]) if symbol]
        if not all(_SYMBOL.fullmatch(symbol) for symbol in symbols):
            pending += group[0]
            continue
        rate = parse_rate((pending + group["rate"]).strip())
        pending = ""
        found.update((symbol, rate) for symbol in symbols if symbol not in found)
    return tuple(found.items())


def parse_special(text: str) -> dict[str, Rate]:
    """The rate of each programme symbol in a special column; empty when the column is."""
    return dict(_parse(text))


def symbols_of(text: str) -> tuple[str, ...]:
    """The programme symbols of a special column, in its order."""
    return tuple(symbol for symbol, _ in _parse(text))
