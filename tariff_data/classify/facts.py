"""Answers to classification questions: which names exist, what they may be, and what they do to the probabilities.

| fact | values |
|---|---|
| `kind` | a 4-digit heading, or `not:4202,6307` (none of these) |
| `line` | an 8-digit line, or `not:...` |
| `material` | a class of `schedule/vocabulary/materials.yaml` (`cotton`, `leather`, `plastic`, ...), or `not:...` |
| `knit` | `knit` or `woven` |
| `for_whom` | `men` (men and boys), `women` (women and girls) or `baby` |
| `unit_value` | dollars per article, or a band `20-50`, `50-` |

`unknown` is an answer to each of them: it changes nothing and the question is not asked again.
"""

from __future__ import annotations

from collections.abc import Mapping

from tariff_data.classify.conditions import Band, Conditions
from tariff_data.classify.materials import materials

NAMES = ("kind", "line", "material", "knit", "for_whom", "unit_value")
UNKNOWN = "unknown"
RULED_OUT = "not:"
AGAINST = 0.003
"""What is left of a line's probability when it contradicts an answer: answers can be mistaken too."""


def given(facts: Mapping[str, object], name: str) -> str | None:
    """An answer that says something."""
    value = facts.get(name)
    return None if value is None or str(value) == UNKNOWN else str(value)


def check(facts: Mapping[str, object]) -> str | None:
    """What is wrong with the classification facts, or None."""
    known = materials().names
    for name in NAMES:
        value = given(facts, name)
        if value is None:
            continue
        parts = value.removeprefix(RULED_OUT).split(",")
        if name in ("kind", "line") and not all(p.isdigit() and len(p) in (4, 8) for p in parts):
            return f"{name}: a heading of 4 digits or a line of 8"
        if name == "material" and not set(parts) <= set(known):
            return f"material: one of {', '.join(known)}"
        if name == "knit" and value not in ("knit", "woven"):
            return "knit: knit or woven"
        if name == "for_whom" and value not in ("men", "women", "baby"):
            return "for_whom: men, women or baby"
        if name == "unit_value" and unit_value(facts) is None:
            return "unit_value: dollars per article, or a band such as 20-50"
    return None


def unit_value(facts: Mapping[str, object]) -> tuple[float, float | None] | None:
    """The value of one article as a band of dollars (low, high or open); a known value is a band of one point."""
    text = given(facts, "unit_value")
    if text is None:
        return None
    try:
        if "-" in text:
            low, _, high = text.partition("-")
            return float(low), float(high) if high else None
        return float(text), float(text)
    except ValueError:
        return None


def outside(band: Band | None, facts: Mapping[str, object]) -> bool:
    """Whether the known value of one article certainly falls outside a line's band."""
    worth, each = unit_value(facts), band.each() if band else None
    return bool(worth and each and not band_fits(each, worth))


def band_fits(band: Band, value: tuple[float, float | None]) -> bool:
    """Whether some value of the known band falls in a line's band (both above `low`, at most `high`)."""
    low, high = value
    if high is not None and low == high:
        return band.holds(low)
    return (band.upto is None or low < band.upto) and (high is None or high > band.over)


def factor(code: str, conditions: Conditions, facts: Mapping[str, object]) -> float:
    """What the answers leave of a line's probability: 1, or AGAINST for each answer it contradicts."""
    left = 1.0
    for name, size in (("kind", 4), ("line", 8)):
        value = given(facts, name)
        if value:
            codes = value.removeprefix(RULED_OUT).split(",")
            inside = any(code.startswith(c[:size]) for c in codes)
            if inside == value.startswith(RULED_OUT):
                left *= AGAINST
    knit = given(facts, "knit")
    if knit and conditions.knit and conditions.knit != knit:
        left *= AGAINST
    whom = given(facts, "for_whom")
    if whom and conditions.whom and whom not in conditions.whom:
        left *= AGAINST
    if outside(conditions.band, facts):
        left *= AGAINST
    material = given(facts, "material")
    if material:
        left *= _material_factor(material, conditions)
    return left


def _material_factor(answer: str, conditions: Conditions) -> float:
    known = materials()
    if answer.startswith(RULED_OUT):
        named = sum(known.bit(name) for name in answer.removeprefix(RULED_OUT).split(","))
        return AGAINST if conditions.material and not conditions.material & ~named else 1.0
    bit = known.bit(answer)
    if bit & conditions.refused:
        return AGAINST
    if conditions.material & bit:
        return 1.0
    place = known.names.index(answer)
    if conditions.material & known.wider[place]:
        return 0.5
    return AGAINST if conditions.material else 0.3
