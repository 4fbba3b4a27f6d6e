"""From the rows of a schedule to its duty lines.

A rate stands on the 8-digit row, or on the only 10-digit row where a line was never divided. The 10-digit rows below
are statistical: they inherit the rate and say in which units a quantity is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

SPECIAL_CHAPTER, ADDED_DUTIES_CHAPTER = "98", "99"


@dataclass
class DutyLine:
    """An 8-digit line as it is being collected; units by 2-digit suffix."""

    general: str = ""
    special: str = ""
    column2: str = ""
    own_units: tuple[str, ...] = ()
    suffixes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def units(self) -> tuple[str, ...]:
        """The units of the line itself, or those that all its suffixes report."""
        reported = list(self.suffixes.values())
        common = tuple(unit for unit in reported[0] if all(unit in units for units in reported)) if reported else ()
        return self.own_units or common


def everywhere(_: str) -> bool:
    return True


def collect(rows: Iterable[Mapping[str, str]], wanted_98: Callable[[str], bool] = everywhere) -> dict[str, DutyLine]:
    """The duty lines of chapters 1 to 98 by 8-digit number, in schedule order; `wanted_98` picks among chapter 98."""
    lines: dict[str, DutyLine] = {}
    for row in rows:
        number = row["hts_number"].replace(".", "")
        if len(number) < 8 or number.startswith(ADDED_DUTIES_CHAPTER):
            continue
        if number.startswith(SPECIAL_CHAPTER) and not wanted_98(number[:8]):
            continue
        line = lines.setdefault(number[:8], DutyLine())
        units = units_of(row["units"])
        if len(number) == 10:
            line.suffixes[number[8:]] = units
        else:
            line.own_units = units
        if row["general"].strip() or (row["other"].strip() and not line.column2 and len(number) == 8):
            line.general, line.special, line.column2 = (tidy(row[name]) for name in ("general", "special", "other"))
    return lines


def units_of(text: str) -> tuple[str, ...]:
    """The units a row reports; an export has several with `;`, or as `No. and kg`."""
    return tuple(unit for part in text.split(";") if part.strip() for unit in part.strip().split(" and "))


def tidy(text: str) -> str:
    """One space between words."""
    return " ".join(text.split())
