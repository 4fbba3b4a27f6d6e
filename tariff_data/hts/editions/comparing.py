"""What a new edition changes against the one in use: numbers added and removed, rates changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tariff_data.duty_rates import parse_rate, parse_special
from tariff_data.hts.editions.duty_lines import DutyLine

Column = Literal["general", "special", "column2"]


@dataclass(frozen=True, slots=True)
class RateChange:
    """A duty line whose rate in one column is another one now (not only spelled differently)."""

    hts8: str
    column: Column
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Sorted numbers without dots; suffixes are 10-digit numbers of lines that both editions have."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    rates: tuple[RateChange, ...]
    suffixes_added: tuple[str, ...]
    suffixes_removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.rates, self.suffixes_added, self.suffixes_removed))


def compare(before: Mapping[str, DutyLine], after: Mapping[str, DutyLine]) -> Changes:
    """Changes from one edition's duty lines to another's."""
    both = sorted(before.keys() & after.keys())
    old = {hts8 + suffix for hts8 in both for suffix in before[hts8].suffixes}
    new = {hts8 + suffix for hts8 in both for suffix in after[hts8].suffixes}
    return Changes(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        rates=tuple(change for hts8 in both for change in _rate_changes(hts8, before[hts8], after[hts8])),
        suffixes_added=tuple(sorted(new - old)),
        suffixes_removed=tuple(sorted(old - new)),
    )


def _rate_changes(hts8: str, before: DutyLine, after: DutyLine) -> list[RateChange]:
    columns: tuple[tuple[Column, str, str, bool], ...] = (
        ("general", before.general, after.general, parse_rate(before.general) == parse_rate(after.general)),
        ("special", before.special, after.special, parse_special(before.special) == parse_special(after.special)),
        ("column2", before.column2, after.column2, parse_rate(before.column2) == parse_rate(after.column2)),
    )
    return [RateChange(hts8, column, old, new) for column, old, new, same in columns if old != new and not same]
