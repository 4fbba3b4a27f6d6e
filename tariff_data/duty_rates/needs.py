"""Why a quantity or a fact is asked for, as a message."""

from __future__ import annotations

from tariff_data.core.messages import Message
from tariff_data.duty_rates.wording import PART_TEXTS, UNIT_TEXTS


def why_needed(name: str) -> Message:
    """The reason for one of the names in `Rate.needs()` or `Duty.missing`: `prs`, `case_value`, `jewels_each`."""
    if name in UNIT_TEXTS:
        return Message("need.quantity", {"unit": Message(f"unit.{name}")})
    part = name.removesuffix("_value")
    if part in PART_TEXTS:
        return Message("need.part_value", {"part": Message(f"part.{part}")})
    return Message(f"need.{name}")
