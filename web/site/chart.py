"""The rate of a line over time as a drawing: geometry only, in the units of an 860 x 300 picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

LEFT, RIGHT, TOP, BOTTOM = 44.0, 848.0, 44.0, 264.0
_NARROW = 34.0  # a step narrower than this gets no figure of its own: the table has them all
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
class Chart:
    """What the template draws."""

    base_y: float
    area: str
    edge: str
    grid: tuple[Mark, ...]
    values: tuple[Mark, ...]
    months: tuple[MonthMark, ...]
    verified_x: float


def chart(steps: Sequence[dict[str, Any]], base: Decimal, verified: date) -> Chart | None:
    """The drawing for steps of a timeline, or None where a rate is no percentage."""
    if not steps or any(step["rate_pct"] is None for step in steps):
        return None
    turns = [step for place, step in enumerate(steps) if not place or step["rate_pct"] != steps[place - 1]["rate_pct"]]
    known = [(date.fromisoformat(step["from"]), Decimal(step["rate_pct"])) for step in turns]
    first, last = known[0][0], max(known[-1][0], verified) + _AFTER
    top = _rounded(max(max(rate for _, rate in known), base, Decimal(1)))

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * ((day - first).days / (last - first).days), 1)

    def y(rate: Decimal) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * float(rate / top), 1)

    ends = [*(start for start, _ in known[1:]), last]
    edge = f"M{x(first)} {y(known[0][1])}"
    values = []
    for (start, rate), end in zip(known, ends, strict=True):
        edge += f"V{y(rate)}H{x(end)}"
        if x(end) - x(start) >= _NARROW:
            values.append(Mark((x(start) + x(end)) / 2, y(rate) - 9, f"{rate.normalize():f}%"))
    area = f"{edge}V{y(min(base, min(rate for _, rate in known)))}H{x(first)}Z"
    grid = tuple(Mark(0, y(top * part / 4), f"{(top * part / 4).normalize():f}%") for part in range(5))
    return Chart(y(base), area, edge, grid, tuple(values), tuple(_months(first, last, x)), x(min(verified, last)))


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
