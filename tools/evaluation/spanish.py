"""Spanish beside English: index terms drawn by a committed seed, with the translations of `tests/cases`."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tariff_data.classification import classify
from tariff_data.classification.development import Item, read_items
from tools.evaluation.shares import Share

TERMS = Path(__file__).resolve().parents[2] / "tests" / "cases" / "spanish_terms.yaml"


@dataclass(frozen=True, slots=True)
class Spanish:
    """How often the first candidate has the right heading, by the language in which the same things are named."""

    english: Share
    spanish: Share

    @property
    def kept(self) -> float:
        """Spanish in proportion to English."""
        return self.spanish.value / self.english.value if self.english.value else 0.0


def measure(folder: Path) -> Spanish:
    """Both languages on the drawn terms; `folder` has the set they are drawn from."""
    terms = drawn(folder)
    return Spanish(
        _share([(row.text, row.code) for row, _ in terms], "en"), _share([(t, r.code) for r, t in terms], "es")
    )


def drawn(folder: Path) -> list[tuple[Item, str]]:
    """The drawn rows with their Spanish terms."""
    cases = yaml.safe_load(TERMS.read_text(encoding="utf-8"))
    rows = read_items(folder / cases["set"])
    found = random.Random(cases["seed"]).sample(rows, len(cases["terms"]))
    return [(row, cases["terms"][row.id.partition(":")[2]]) for row in found]


def _share(terms: Sequence[tuple[str, str]], lang: str) -> Share:
    firsts = [(classify(text, lang, top=1).candidates, code[:4]) for text, code in terms]
    return Share.count(bool(found) and found[0].heading == heading for found, heading in firsts)
