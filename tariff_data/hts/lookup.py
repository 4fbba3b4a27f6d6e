"""What duty arithmetic asks of the schedule. It sees this, never the database that answers.

A test may answer with a dictionary, and another store may take the database's place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tariff_data.duty_rates import Rate, parse_rate, parse_special


@dataclass(frozen=True, slots=True)
class Line:
    """A duty line: rate texts of the three columns, units as our codes, plain words (Spanish may be empty)."""

    hts8: str
    units: tuple[str, ...]
    general: str
    special: str
    column2: str
    label_en: str
    label_es: str
    keywords_en: str
    keywords_es: str

    @property
    def heading(self) -> str:
        return self.hts8[:4]

    @property
    def dotted(self) -> str:
        """The number as the tariff prints it: 4202.21.90."""
        return f"{self.hts8[:4]}.{self.hts8[4:6]}.{self.hts8[6:]}"

    def label(self, lang: str) -> str:
        """The label in a language, English where it has none."""
        return (self.label_es if lang == "es" else "") or self.label_en

    def general_rate(self) -> Rate:
        return parse_rate(self.general)

    def column2_rate(self) -> Rate:
        return parse_rate(self.column2)

    def special_rates(self) -> dict[str, Rate]:
        """Rate by programme symbol."""
        return parse_special(self.special)


class ScheduleLookup(Protocol):
    """The duty lines of one edition."""

    @property
    def edition(self) -> str:
        """The edition's name."""

    def line(self, hts: str) -> Line | None:
        """The duty line of a number of 8 digits or more, or None."""

    def lines(self, prefix: str = "") -> Iterator[Line]:
        """The duty lines whose number starts with a prefix, in order of the schedule."""


def digits(number: str) -> str:
    """A tariff number without dots and spaces."""
    return number.replace(".", "").replace(" ", "")
