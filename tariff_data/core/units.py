"""Units of quantity: our codes, the schedule's spellings, and conversion between units that measure the same thing.

A code measures one thing (mass, count, pairs, volume, ...). Pairs do not convert to articles: whether two shoes are one
pair or two articles is a fact about the goods, see `counted_as`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

_D = Decimal

# code -> (what it measures, how many of the first unit of that measure it is). International units are exact by
# definition: pound 0.45359237 kg, inch 2.54 cm, US gallon 231 cubic inches, barrel 42 gallons; carat 0.2 g.
_UNITS: dict[str, tuple[str, Decimal]] = {
    "no": ("count", _D(1)),
    "doz": ("count", _D(12)),
    "gross": ("count", _D(144)),
    "hundred": ("count", _D(100)),
    "thousand": ("count", _D(1000)),
    "prs": ("pairs", _D(1)),
    "doz_prs": ("pairs", _D(12)),
    "kg": ("mass", _D(1)),
    "g": ("mass", _D("0.001")),
    "mg": ("mass", _D("0.000001")),
    "t": ("mass", _D(1000)),
    "lb": ("mass", _D("0.45359237")),
    "oz": ("mass", _D("0.028349523125")),
    "oz_t": ("mass", _D("0.0311034768")),
    "carat": ("mass", _D("0.0002")),
    "l": ("volume", _D(1)),
    "ml": ("volume", _D("0.001")),
    "cl": ("volume", _D("0.01")),
    "m3": ("volume", _D(1000)),
    "thousand_m3": ("volume", _D(1000000)),
    "gal": ("volume", _D("3.785411784")),
    "fl_oz": ("volume", _D("0.0295735295625")),
    "bbl": ("volume", _D("158.987294928")),
    "pf_l": ("proof", _D(1)),
    "pf_gal": ("proof", _D("3.785411784")),
    "m": ("length", _D(1)),
    "cm": ("length", _D("0.01")),
    "km": ("length", _D(1000)),
    "thousand_m": ("length", _D(1000)),
    "in": ("length", _D("0.0254")),
    "ft": ("length", _D("0.3048")),
    "yd": ("length", _D("0.9144")),
    "m2": ("area", _D(1)),
    "cm2": ("area", _D("0.0001")),
    "ft2": ("area", _D("0.09290304")),
    "yd2": ("area", _D("0.83612736")),
    "square": ("area", _D("9.290304")),
    "head": ("head", _D(1)),
    "pack": ("pack", _D(1)),
    "jewel": ("jewel", _D(1)),
    "gross_lines": ("gross_lines", _D(1)),
    "dose": ("dose", _D(1)),
    "w": ("power", _D(1)),
    "mwh": ("energy", _D(1)),
    "gbq": ("activity", _D(1)),
}

# How the schedule and people spell units; keys are lower case without full stops.
_SPELLINGS: dict[str, str] = {
    "no": "no", "nos": "no", "pcs": "no", "pc": "no", "piece": "no", "pieces": "no", "each": "no", "ea": "no",
    "unit": "no", "units": "no", "item": "no", "items": "no", "article": "no", "articles": "no", "sets": "no",
    "doz": "doz", "dozen": "doz", "dozens": "doz", "dz": "doz", "dz pcs": "doz", "doz pcs": "doz",
    "prs": "prs", "pr": "prs", "pair": "prs", "pairs": "prs", "doz prs": "doz_prs", "dozen pairs": "doz_prs",
    "gross": "gross", "hundreds": "hundred", "hundred": "hundred", "thousands": "thousand", "thousand": "thousand",
    "kg": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg",
    "g": "g", "gram": "g", "grams": "g", "mg": "mg", "t": "t", "ton": "t", "tons": "t", "tonne": "t",
    "lb": "lb", "lbs": "lb", "pound": "lb", "pounds": "lb", "oz": "oz", "ounce": "oz", "ounces": "oz",
    "oz t": "oz_t", "troy oz": "oz_t", "carat": "carat", "carats": "carat", "ct": "carat",
    "l": "l", "liter": "l", "liters": "l", "litre": "l", "litres": "l", "ml": "ml", "cl": "cl",
    "pf liter": "pf_l", "pf liters": "pf_l", "pf l": "pf_l", "proof liter": "pf_l", "proof liters": "pf_l",
    "proof gallon": "pf_gal", "proof gallons": "pf_gal", "gal": "gal", "gallon": "gal", "gallons": "gal",
    "fl oz": "fl_oz", "bbl": "bbl", "barrel": "bbl", "barrels": "bbl",
    "m": "m", "meter": "m", "meters": "m", "lin m": "m", "fiber m": "m", "cm": "cm", "km": "km",
    "thousand m": "thousand_m", "in": "in", "inch": "in", "inches": "in", "ft": "ft", "feet": "ft", "foot": "ft",
    "yd": "yd", "yards": "yd", "yard": "yd", "m2": "m2", "m²": "m2", "sqm": "m2", "sq m": "m2", "cm2": "cm2",
    "ft2": "ft2", "sq ft": "ft2", "yd2": "yd2", "square": "square", "m3": "m3", "m³": "m3",
    "thousand m3": "thousand_m3", "head": "head", "pack": "pack", "packs": "pack", "jwls": "jewel", "jewel": "jewel",
    "jewels": "jewel", "gr lines": "gross_lines", "line/ gross": "gross_lines", "doses": "dose", "dose": "dose",
    "w": "w", "mwh": "mwh", "gbq": "gbq",
    # Weights of a part or in a state: quantities of their own, never the plain weight.
    "cy kg": "clean_kg", "clean kg": "clean_kg", "t adw": "air_dry_t", "t dwb": "dry_t",
    "kg cmsc": "cow_milk_solids_kg", "kg msc": "milk_solids_kg", "kg amc": "anhydrous_milk_kg",
    "kg ttl sug": "total_sugars_kg",
}  # fmt: skip

_SUBSTANCES: dict[str, str] = {
    "cu": "copper", "pb": "lead", "zn": "zinc", "w": "tungsten", "v": "vanadium", "mo": "molybdenum",
    "si": "silicon", "mn": "manganese", "ni": "nickel", "cr": "chromium", "v2o5": "vanadium_pentoxide",
    "cr2o3": "chromium_oxide", "mg": "magnesium", "co": "cobalt", "sn": "tin", "sb": "antimony", "au": "gold",
    "ag": "silver", "pt": "platinum", "pd": "palladium", "rh": "rhodium", "ir": "iridium", "os": "osmium",
    "ru": "ruthenium", "nh3": "ammonia", "naoh": "sodium_hydroxide",
}  # fmt: skip


@lru_cache(maxsize=512)
def code_of(spelling: str) -> str | None:
    """Our code for a unit as the schedule or a person writes it, or None: `No.` -> no, `Cu kg` -> copper_content_kg."""
    words = " ".join(spelling.lower().replace(".", " ").replace("_", " ").split())
    if spelling in _UNITS:
        return spelling
    if words in _SPELLINGS:
        return _SPELLINGS[words]
    first, _, unit = words.partition(" ")
    if first in _SUBSTANCES and unit in ("kg", "g", "t"):
        return f"{_SUBSTANCES[first]}_content_{unit}"
    return None


def codes() -> frozenset[str]:
    """The codes that convert, for checking what people give."""
    return frozenset(_UNITS)


def measure(code: str) -> str:
    """What a code measures: count, pairs, mass, volume, proof, ... A code without conversion measures itself."""
    return _UNITS[code][0] if code in _UNITS else code


def convert(quantity: Decimal, unit: str, to: str) -> Decimal | None:
    """A quantity in another unit, or None where the two measure different things. Exact in Decimal, not rounded."""
    if unit == to:
        return quantity
    if unit not in _UNITS or to not in _UNITS or _UNITS[unit][0] != _UNITS[to][0]:
        return None
    return quantity * _UNITS[unit][1] / _UNITS[to][1]


def find(quantities: Mapping[str, Decimal], wanted: str) -> Decimal | None:
    """The wanted quantity, taken as given or converted from another unit of the same measure."""
    if wanted in quantities:
        return quantities[wanted]
    for unit, quantity in quantities.items():
        converted = convert(quantity, unit, wanted)
        if converted is not None:
            return converted
    return None


def counted_as(reported: Iterable[str]) -> str:
    """What an unlabelled quantity counts: pairs for a line that reports pairs (shoes, gloves), else articles.

    `reported` are the line's units in the schedule's spelling or as codes.
    """
    codes = {code_of(unit) for unit in reported}
    return "prs" if codes & {"prs", "doz_prs"} else "no"
