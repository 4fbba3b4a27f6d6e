"""The rate of a line over time as a drawing: geometry only, in the units of an 860 x 300 picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

LEFT, RIGHT, TOP, BOTTOM = 44.0, 848.0, 44.0, 264.0
_WIDTH = 9.5  # of a character: a figure wider than its step is left out, the table has them all
_AFTER = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class MonthMark:
    """A month below the axis; `year`: whether to say it."""

    x: float
    day: date
    year: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


_Level = tuple[float, float, float | None]  # left, right, and how high (None: nothing there)


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws: `bands` from the lowest to the highest rate, `gaps` where there is no rate to draw."""

    base: str
    extra: str
    edge: str
    bands: tuple[Box, ...]
    gaps: tuple[Box, ...]
    grid: tuple[Mark, ...]
    values: tuple[Mark, ...]
    months: tuple[MonthMark, ...]
    verified_x: float


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days of one rate: `likely`, or only between `low` and `high`; none of them where it cannot be said."""

    first: date
    likely: Decimal | None
    low: Decimal | None
    high: Decimal | None

    @property
    def floor(self) -> Decimal | None:
        return self.likely if self.likely is not None else self.low

    @property
    def text(self) -> str:
        if self.likely is not None:
            return f"{_figure(self.likely)}%"
        return "" if self.low is None or self.high is None else f"{_figure(self.low)}–{_figure(self.high)}%"


def chart(steps: Sequence[dict[str, Any]], base: Decimal, verified: date) -> Chart | None:
    """The drawing for steps of a timeline, or None where no step has a rate in percent."""
    stretches = _stretches(steps)
    highest = [rate for one in stretches for rate in (one.likely, one.high) if rate is not None]
    if not highest:
        return None
    first, last = stretches[0].first, max(stretches[-1].first, verified) + _AFTER
    top = _rounded(max(*highest, base, Decimal(1)))

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * ((day - first).days / (last - first).days), 1)

    def y(rate: Decimal) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * float(rate / top), 1)

    ends = [*(one.first for one in stretches[1:]), last]
    spans = [(one, x(one.first), x(end)) for one, end in zip(stretches, ends, strict=True)]

    def levels(rate_of: Callable[[_Stretch], Decimal | None]) -> list[_Level]:
        found = [(left, right, rate_of(one)) for one, left, right in spans]
        return [(left, right, None if rate is None else y(rate)) for left, right, rate in found]

    return Chart(
        base=_filled(levels(lambda one: None if one.floor is None else min(base, one.floor))),
        extra=_filled(levels(lambda one: one.floor)),
        edge=_edge(levels(lambda one: one.likely)),
        bands=tuple(
            Box(left, y(one.high), round(right - left, 1), round(y(one.low) - y(one.high), 1))
            for one, left, right in spans
            if one.low is not None and one.high is not None and one.low != one.high
        ),
        gaps=tuple(
            Box(left, TOP, round(right - left, 1), BOTTOM - TOP) for one, left, right in spans if one.floor is None
        ),
        grid=tuple(Mark(0, y(top * part / 4), f"{_figure(top * part / 4)}%") for part in range(5)),
        values=tuple(
            Mark((left + right) / 2, y(max(rate for rate in (one.likely, one.high) if rate is not None)) - 9, one.text)
            for one, left, right in spans
            if one.text and right - left >= _WIDTH * len(one.text)
        ),
        months=tuple(_months(first, last, x)),
        verified_x=x(min(verified, last)),
    )


def _stretches(steps: Sequence[dict[str, Any]]) -> list[_Stretch]:
    """The steps, those that change no figure taken together."""
    found: list[_Stretch] = []
    for step in steps:
        rates = [None if step[name] is None else Decimal(step[name]) for name in ("rate_pct", "low_pct", "high_pct")]
        one = _Stretch(date.fromisoformat(step["from"]), *rates)
        if not found or (one.likely, one.low, one.high) != (found[-1].likely, found[-1].low, found[-1].high):
            found.append(one)
    return found


def _figure(rate: Decimal) -> str:
    return f"{rate.normalize():f}"


def _filled(levels: Sequence[_Level]) -> str:
    """What lies between the axis and the levels, in one shape as long as there is no gap."""
    path, drawing = "", False
    for left, right, level in levels:
        if level is None:
            path, drawing = path + (f"V{BOTTOM}Z" if drawing else ""), False
            continue
        path, drawing = path + ("" if drawing else f"M{left} {BOTTOM}") + f"V{level}H{right}", True
    return path + (f"V{BOTTOM}Z" if drawing else "")


def _edge(levels: Sequence[_Level]) -> str:
    """The line along the levels."""
    path, drawing = "", False
    for left, right, level in levels:
        if level is not None:
            path += f"V{level}H{right}" if drawing else f"M{left} {level}H{right}"
        drawing = level is not None
    return path


def _rounded(highest: Decimal) -> Decimal:
    """A round number above the highest rate, easy to quarter."""
    for step in (4, 8, 20, 40, 60, 80, 100, 120, 160, 200, 240, 320, 400):
        if highest < step:
            return Decimal(step)
    return Decimal(math.ceil(highest / 100) * 100)


def _months(first: date, last: date, x: Any) -> list[MonthMark]:
    """The quarters' beginnings."""
    found: list[MonthMark] = []
    year, month = first.year, (first.month - 1) // 3 * 3 + 1
    while (day := date(year, month, 1)) < last:
        if day >= first:
            found.append(MonthMark(x(day), day, year=month == 1 or not found))
        year, month = (year + 1, 1) if month == 10 else (year, month + 3)
    return found
