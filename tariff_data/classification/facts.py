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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tariff_data.classification.conditions import Band, Conditions, all_conditions
from tariff_data.classification.materials import materials

NAMES = ("kind", "line", "material", "knit", "for_whom", "unit_value")
UNKNOWN = "unknown"
RULED_OUT = "not:"
AGAINST = 0.003
"""What is left of a line's probability when it contradicts an answer: answers can be mistaken too."""


def given(facts: Mapping[str, object], name: str) -> str | None:
    """An answer that says something."""
    value = facts.get(name)
    return None if value is None or str(value) == UNKNOWN else str(value)


def chosen_line(facts: Mapping[str, object]) -> str | None:
    """The 8-digit line that was chosen among those offered, which settles where the goods stand; None for none."""
    value = given(facts, "line")
    return value if value and value.isdigit() and len(value) == 8 else None


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


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers, read once to be held against many lines.

    `codes`: headings or lines, and whether they are ruled out. `worth`: the value of one article as a band.
    """

    codes: tuple[tuple[tuple[str, ...], bool], ...]
    knit: str | None
    whom: str | None
    worth: tuple[float, float | None] | None
    material: str | None

    @classmethod
    def read(cls, facts: Mapping[str, object]) -> Answers:
        """The answers among the facts."""
        codes = []
        for name, size in (("kind", 4), ("line", 8)):
            if value := given(facts, name):
                named = tuple(code[:size] for code in value.removeprefix(RULED_OUT).split(","))
                codes.append((named, value.startswith(RULED_OUT)))
        return cls(
            tuple(codes), given(facts, "knit"), given(facts, "for_whom"), unit_value(facts), given(facts, "material")
        )

    def factor(self, code: str, conditions: Conditions) -> float:
        """What the answers leave of a line's probability: 1, or AGAINST for each answer it contradicts."""
        left = 1.0
        for named, ruled_out in self.codes:
            if code.startswith(named) == ruled_out:
                left *= AGAINST
        if self.knit and conditions.knit and conditions.knit != self.knit:
            left *= AGAINST
        if self.whom and conditions.whom and self.whom not in conditions.whom:
            left *= AGAINST
        if self.worth and conditions.each and not band_fits(conditions.each, self.worth):
            left *= AGAINST
        if self.material:
            left *= _material_factor(self.material, conditions)
        return left

    def factors(self, codes: Iterable[str]) -> list[float]:
        """What they leave of each of several lines."""
        if not (self.codes or self.knit or self.whom or self.worth or self.material):
            return [1.0 for _ in codes]
        every = all_conditions()
        return [self.factor(code, every[code]) for code in codes]


def band_fits(band: Band, value: tuple[float, float | None]) -> bool:
    """Whether some value of the known band falls in a line's band (both above `low`, at most `high`)."""
    low, high = value
    if high is not None and low == high:
        return band.holds(low)
    return (band.upto is None or low < band.upto) and (high is None or high > band.over)


def _material_factor(answer: str, conditions: Conditions) -> float:
    asked, wider, ruled_out = _asked(answer)
    if ruled_out:
        return AGAINST if conditions.material and not conditions.material & ~asked else 1.0
    if asked & conditions.refused:
        return AGAINST
    if conditions.material & asked:
        return 1.0
    if conditions.material & wider:
        return 0.5
    return AGAINST if conditions.material else 0.3


@lru_cache(maxsize=1000)
def _asked(answer: str) -> tuple[int, int, bool]:
    """The classes of an answer as bits, the wider classes of a single one, and whether they are ruled out."""
    known = materials()
    names = answer.removeprefix(RULED_OUT).split(",")
    wider = known.wider[known.names.index(names[0])]
    return sum(known.bit(name) for name in dict.fromkeys(names)), wider, answer.startswith(RULED_OUT)
