"""What the law data covers: `law/coverage.yaml`, so that a gap is a statement and never a surprise."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from tariff_data.core.paths import LAW
from tariff_data.law_records.record import Confidence, Day


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Gap(_Strict):
    """Days for which a key has no record on purpose (`to` exclusive)."""

    file: str
    key: str
    from_: Day = Field(alias="from")
    to: Day
    why: str = Field(min_length=1)


class Programme(_Strict):
    """A subject of law: since when the desk knows it, how well, and what it does not know.

    Its name is the message `coverage.<id>`, its known gaps are the messages `coverage.gap.<gap>`.
    """

    id: str
    since: Day
    checked: Day
    confidence: Confidence
    known_gaps: tuple[str, ...] = ()
    verified_since: Day | None = None


class NotModelled(_Strict):
    """A part of the provided law material that is left out, with the reason."""

    part: str
    what: str
    why: str


class Coverage(_Strict):
    """`first_day`: no record reaches further back. `verified_through`: newer law may exist that nobody has read yet.

    `schedule_since`: before this day the base rates are not known (the built-in edition's general rates did not change
    in any edition since).
    """

    first_day: Day
    schedule_since: Day
    verified_through: Day
    programmes: tuple[Programme, ...] = ()
    gaps: tuple[Gap, ...] = ()
    not_modelled: dict[str, tuple[NotModelled, ...]] = {}


def _plain(value: Any) -> Any:
    """YAML dates as ISO text, so that one reader (`Day`) judges them all."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def coverage() -> Coverage:
    """The coverage statement."""
    text = (LAW / "coverage.yaml").read_text(encoding="utf-8")
    return Coverage.model_validate(_plain(yaml.load(text, Loader=yaml.CSafeLoader)))


def verified_through() -> date:
    """The last day whose law was looked for; beyond it known future records apply and newer law may exist."""
    return coverage().verified_through


def schedule_since() -> date:
    """The first entry date for which the schedule's base rates hold."""
    return coverage().schedule_since
