"""Strong, good or possible: how often the heading is right at a given probability, measured in docs/accuracy.md."""

from __future__ import annotations

from typing import Literal

from tariff_data.classify.ranking import weights

Level = Literal["strong", "good", "possible"]


def level(heading_probability: float) -> Level:
    """The word for a heading's probability; the limits were fitted out of fold by `training.py`."""
    limits = weights()["confidence"]
    if heading_probability >= limits["strong"]:
        return "strong"
    return "good" if heading_probability >= limits["good"] else "possible"
