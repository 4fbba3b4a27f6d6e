"""When the additional duties began and ended, by the names of their programmes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from tariff_data.additional_duties.law import the_law

METALS = "232-metals"


@dataclass(frozen=True, slots=True)
class Life:
    """The first and the last entry date of some programmes' duties; `last` None: still due."""

    first: date
    last: date | None


@cache
def _lives() -> dict[str, Life]:
    found: dict[str, list[tuple[date, date | None]]] = {}
    for measure in the_law().measures:
        if measure.effect == "duty":
            found.setdefault(measure.program, []).append((measure.from_, measure.to))
    return {program: _life(spans) for program, spans in found.items()}


def _life(spans: Iterable[tuple[date, date | None]]) -> Life:
    spans = list(spans)
    ends = [end for _, end in spans]
    last = None if None in ends else max(end for end in ends if end) - timedelta(days=1)
    return Life(min(start for start, _ in spans), last)


def named(prefixes: Iterable[str]) -> tuple[str, ...]:
    """The programmes whose names begin with one of these."""
    return tuple(program for program in _lives() if program.startswith(tuple(prefixes)))


@cache
def programme_of(heading: str) -> str | None:
    """The programme of a chapter 99 number (digits), or None for one we do not know."""
    wanted = f"{heading[:4]}.{heading[4:6]}.{heading[6:8]}"
    return next((measure.program for measure in the_law().measures if measure.heading == wanted), None)


def life_of(programmes: Iterable[str]) -> Life | None:
    """The life of several programmes together."""
    lives = [_lives()[program] for program in programmes if program in _lives()]
    if not lives:
        return None
    lasts = [life.last for life in lives]
    return Life(min(life.first for life in lives), None if None in lasts else max(day for day in lasts if day))


def ended_before(on: date, within: timedelta) -> dict[date, tuple[str, ...]]:
    """The programmes that had ended on a day, not longer ago than `within`, by their last day."""
    found: dict[date, tuple[str, ...]] = {}
    for program, life in _lives().items():
        if life.last is not None and on - within <= life.last < on:
            found[life.last] = (*found.get(life.last, ()), program)
    return found


def beginning_after(on: date, within: timedelta) -> dict[date, tuple[str, ...]]:
    """The programmes that began after a day, by their first day."""
    found: dict[date, tuple[str, ...]] = {}
    for program, life in _lives().items():
        if on < life.first <= on + within:
            found[life.first] = (*found.get(life.first, ()), program)
    return found


def metal_rates(on: date) -> tuple[Decimal, ...]:
    """The percentages that metal goods of any country pay on a day unless somebody confirms more, the highest first."""
    rates = {
        measure.rate.pct
        for measure in the_law().measures
        if measure.program == METALS
        and measure.effect == "duty"
        and measure.countries == "all"
        and measure.rate.kind == "ad_valorem"
        and measure.holds(on)
        and all(condition.answer is None for condition in measure.conditions)
    }
    return tuple(sorted((rate for rate in rates if rate), reverse=True))
