"""The spellings of units, parts and figures in rate texts: one canonical spelling to write, any of several to read."""

from __future__ import annotations

import re
from decimal import Decimal

_CONTENTS = (
    "lead", "copper", "zinc", "molybdenum", "tungsten", "magnesium", "manganese", "silicon", "anhydrous_morphine",
)  # fmt: skip

UNIT_TEXTS: dict[str, str] = {
    "no": " each",
    "prs": "/pr.",
    "doz": "/doz.",
    "gross": "/gross",
    "thousand": "/1000",
    "kg": "/kg",
    "g": "/g",
    "t": "/t",
    "l": "/liter",
    "pf_l": "/pf. liter",
    "bbl": "/bbl",
    "m": "/m",
    "m2": "/m2",
    "m3": "/m3",
    "head": "/head",
    "pack": "/pack",
    "gross_lines": "/line/gross",
    "clean_kg": "/clean kg",
    "drained_kg": "/kg on drained weight",
    "total_sugars_kg": "/kg of total sugars",
    "entire_contents_kg": "/kg on entire contents of container",
    "contents_and_container_kg": "/kg on contents and container",
    "with_container_kg": "/kg, including weight of container",
    "with_container_t": "/t, including weight of container",
    "recording_surface_m2": "/m2 of recording surface",
    "immediate_containers_gross": "/gross of immediate containers",
} | {f"{name}_content_kg": f"/kg on {name.replace('_', ' ')} content" for name in _CONTENTS}
"""Code of a unit -> how it follows a sum of money."""

_OTHER_UNIT_TEXTS = {
    "/pr": "prs",
    "/doz": "doz",
    "/article": "no",
    "/no.": "no",
    "/l": "l",
    "/litre": "l",
    "/thousand": "thousand",
    "/1,000": "thousand",
    "/1,000pins": "thousand",
    "/lin.m": "m",
    "/m²": "m2",
    "/m³": "m3",
    "/pf.literonethylalcoholcontent": "pf_l",
    "/kgofanhydrousmorphinecontent": "anhydrous_morphine_content_kg",
}

PART_TEXTS: dict[str, str] = {
    "case": "on the case",
    "strap": "on the strap, band or bracelet",
    "battery": "on the battery",
    "movement": "on the movement",
    "movement_and_case": "on the movement and case",
    "case_and_strap": "on the case and strap, band or bracelet",
    "apparatus": "on the apparatus",
    "rifle": "on the value of the rifle",
    "telescopic_sight": "on the value of the telescopic sight, if any",
    "lead_content": "on the value of the lead content",
}
"""Part of an article -> how it follows a percentage."""

WHOLE_VALUE_TEXTS: dict[str, str] = {
    "": "",
    "entire_set": "on the entire set",
    "fair_retail_value": "of the fair retail value",
}
"""Names of the whole value; the duty is on the value of the line."""

PARTS_OF_ALL = frozenset(
    {
        frozenset({"movement_and_case", "battery"}),
        frozenset({"movement", "battery"}),
        frozenset({"apparatus", "battery"}),
        frozenset({"rifle", "telescopic_sight"}),
    }
)
"""Parts that make up the whole article, so that their values add up to its value."""


def _squeezed(text: str) -> str:
    return text.replace(" ", "").lower()


def _part_key(text: str) -> str:
    return _squeezed(re.sub(r"\bthe\b|\bvalue of\b", "", text))


_UNITS_BY_TEXT = {_squeezed(text): unit for unit, text in UNIT_TEXTS.items()} | _OTHER_UNIT_TEXTS
_PARTS_BY_TEXT = {_part_key(text): part for part, text in (PART_TEXTS | WHOLE_VALUE_TEXTS).items()}


def unit_in(text: str) -> str | None:
    """The unit code of what follows a sum of money, or None."""
    return _UNITS_BY_TEXT.get(_squeezed(text))


def part_in(text: str) -> str | None:
    """The part of what follows a percentage ("" for nothing: the value), or None."""
    return _PARTS_BY_TEXT.get(_part_key(text))


def plain(number: Decimal) -> str:
    """A number without trailing zeros or exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money_text(dollars: Decimal) -> str:
    """Dollars as rate texts have them: cents below a dollar (`4.4¢`), else `$1.646`."""
    return f"{plain(dollars * 100)}¢" if dollars < 1 else f"${plain(dollars)}"


def percent_text(pct: Decimal, of: str) -> str:
    """`37.5%`, `33 1/3%`, `6% on the case`."""
    words = PART_TEXTS.get(of) or WHOLE_VALUE_TEXTS[of]
    return f"{_percent_figure(pct)}%" + (f" {words}" if words else "")


def _percent_figure(pct: Decimal) -> str:
    thirds = (pct * 3).to_integral_value()
    if thirds % 3 and abs(pct * 3 - thirds) < Decimal("1e-20"):
        whole, third = divmod(int(thirds), 3)
        return f"{whole} {third}/3"
    return plain(pct)
