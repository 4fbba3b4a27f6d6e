"""The words that rules know: committed tables, and Babel's names of countries and currencies."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from bot.nlu.normalize import plain

TABLES = Path(__file__).resolve().parents[1] / "data" / "lexicon"

# Names that are also everyday words: they count as a country only after a preposition or on their own.
AMBIGUOUS = frozenset(
    {
        "us",
        "turkey",
        "china",
        "chile",
        "jordan",
        "jersey",
        "guinea",
        "chad",
        "mali",
        "togo",
        "georgia",
        "oman",
        "niger",
        "malta",
        "cuba",
        "jamaica",
        "colombo",
        "bali",
        "cologne",
        "nice",
        "bursa",
        "fez",
        "surat",
        "lima",
        "peru",
        "canton",
        "america",
        "paris",
        "murano",
        "santiago",
    }
)
# Territories that Babel names but shoppers never mean by that word.
_IGNORED = frozenset(
    {
        "JE",
        "GG",
        "IM",
        "EU",
        "EZ",
        "UN",
        "QO",
        "ZZ",
        "XA",
        "XB",
        "AC",
        "CP",
        "DG",
        "EA",
        "IC",
        "TA",
        "HM",
        "BV",
        "TF",
        "UM",
        "GS",
    }
)


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table; a line that begins with # is a comment."""
    with (TABLES / table).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


@cache
def language_words(lang: str) -> dict[str, Any]:
    """The word lists of a language (English where it has none)."""
    file = TABLES / f"{lang}.yaml"
    found: dict[str, Any] = yaml.safe_load((file if file.exists() else TABLES / "en.yaml").read_text(encoding="utf-8"))
    return found


@cache
def place_names() -> Mapping[str, str]:
    """Country, city and shop names in English and Spanish -> ISO country code."""
    names: dict[str, str] = {}
    for lang in ("en", "es"):
        for code, name in Locale(lang).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _IGNORED:
                names.setdefault(key(name), code)
    names.update({key(row["name"]): row["country"] for row in rows("places.csv")})
    return names


@cache
def demonyms(lang: str) -> Mapping[str, str]:
    """Adjectives of nationality (in Spanish in all genders and numbers) -> ISO country code."""
    found: dict[str, str] = {}
    for row in rows("demonyms.csv"):
        for word in row["en"].split("|"):
            found[key(word)] = row["country"]
        for word in row["es"].split("|") if lang == "es" else ():
            found.update({key(form): row["country"] for form in spanish_forms(word)})
    return found


def spanish_forms(adjective: str) -> list[str]:
    """Masculine, feminine and plural forms of a Spanish adjective of nationality."""
    bare = plain(adjective)
    if bare.endswith("o"):
        return [bare, bare[:-1] + "a", bare + "s", bare[:-1] + "as"]
    if bare.endswith(("a", "e", "i")):
        return [bare, bare + "s", bare + "es"]
    if bare.endswith(("es", "an", "on", "ol", "in")):
        return [bare, bare + "a", bare + "es", bare + "as"]
    return [bare, bare + "es"]


@cache
def carriers() -> Mapping[str, tuple[str, str | None]]:
    """Carrier names and transport words -> (mode of CONTRACT, country a post belongs to)."""
    return {key(row["name"]): (row["mode"], row["country"] or None) for row in rows("carriers.csv")}


@cache
def currencies() -> Mapping[str, str]:
    """Symbols, codes and everyday names of currencies -> ISO 4217 code."""
    found: dict[str, str] = {}
    for lang in ("en", "es"):
        for code, name in Locale(lang).currencies.items():
            if len(code) == 3 and " " in name:
                found.setdefault(key(name), code)
    found.update({plain(row["word"]): row["currency"] for row in rows("currencies.csv")})
    return found


def key(name: str) -> str:
    """A name as it is looked up: plain words with single spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in plain(name)).split())
