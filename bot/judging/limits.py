"""How sure is sure enough: numbers measured out of fold by `python -m bot.training.calibrate`, one set per language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "limits.yml"


@dataclass(frozen=True, slots=True)
class Limits:
    """`temperature` turns distances into likelihoods. `search` and `likeness` weigh the full-text search and the
    likeness of known questions against the classifier. `margin`, `top` and `offset` give the odds that the best article
    is the right one: 1 / (1 + exp(-(margin * m + top * t + offset))). `direct`: the odds from which it is shown
    without choices; `hedged`: from which it is shown with the next ones as choices."""

    temperature: float
    search: float
    likeness: float
    margin: float
    top: float
    offset: float
    direct: float
    hedged: float


@cache
def limits(lang: str) -> Limits:
    """The numbers of a language (English where it has none)."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Limits(**data.get(lang, data["en"]))
