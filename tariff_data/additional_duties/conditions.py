"""Whether the conditions of a heading are met, by what is known of the goods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tariff_data.additional_duties.facts import Answer
from tariff_data.additional_duties.schema import ConditionSpec


@dataclass(frozen=True, slots=True)
class Situation:
    """What the conditions look at. `base_pct` is the base duty as percent of the value, None where unknown."""

    on: date
    facts: Mapping[str, Answer]
    preference: str | None
    base_pct: Decimal | None


def met(spec: ConditionSpec, now: Situation) -> bool | None:
    """Whether a condition holds; None where nothing says so and no default is defensible.

    Trigger lists (`any_applies`) are not decided here but in `displacement`.
    """
    if spec.answer is not None:
        answer = now.facts.get(spec.answer)
        if answer is None:
            answer = spec.default
        return None if answer is None else answer is spec.is_
    if spec.base_rate_below is not None:
        return None if now.base_pct is None else now.base_pct < spec.base_rate_below
    if spec.base_rate_at_least is not None:
        return None if now.base_pct is None else now.base_pct >= spec.base_rate_at_least
    if spec.claimed is not None:
        return now.preference in spec.claimed
    if spec.not_claimed is not None:
        return now.preference not in spec.not_claimed
    if spec.loaded_before is not None:
        return _before(now.facts.get("loading_date"), spec.loaded_before)
    if spec.not_in_transit is not None:
        loaded = _before(now.facts.get("loading_date"), spec.not_in_transit.loaded_before)
        return not (loaded and now.on < spec.not_in_transit.entered_before)
    if spec.foreign_status_before is not None:
        return _before(now.facts.get("ftz_privileged_foreign_admission_date"), spec.foreign_status_before)
    if spec.us_content_at_least is not None:
        share = now.facts.get("us_content_pct")
        return isinstance(share, Decimal) and share >= spec.us_content_at_least
    if spec.metal_weight_below is not None:
        weight = now.facts.get("metal_weight_pct")
        return isinstance(weight, Decimal) and weight < spec.metal_weight_below
    return True


def _before(day: Answer | None, limit: date) -> bool:
    return isinstance(day, date) and day < limit


def turning(spec: ConditionSpec, now: Situation) -> Iterator[tuple[str, Answer]]:
    """The unanswered fact that would turn this condition, with an answer that does (nothing if none would)."""
    if spec.answer is not None:
        if spec.answer not in now.facts:
            wanted = spec.is_ if met(spec, now) is not True else not spec.is_
            yield spec.answer, wanted
    elif spec.loaded_before is not None:
        if "loading_date" not in now.facts:
            yield "loading_date", spec.loaded_before - timedelta(days=1)
    elif spec.not_in_transit is not None:
        if "loading_date" not in now.facts and now.on < spec.not_in_transit.entered_before:
            yield "loading_date", spec.not_in_transit.loaded_before - timedelta(days=1)
    elif spec.foreign_status_before is not None:
        if "ftz_privileged_foreign_admission_date" not in now.facts:
            yield "ftz_privileged_foreign_admission_date", spec.foreign_status_before - timedelta(days=1)
    elif spec.us_content_at_least is not None:
        if "us_content_pct" not in now.facts:
            yield "us_content_pct", max(spec.us_content_at_least, Decimal(50))
    elif spec.metal_weight_below is not None and "metal_weight_pct" not in now.facts:
        yield "metal_weight_pct", spec.metal_weight_below / 2
