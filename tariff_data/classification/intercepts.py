"""Words that need a question or a warning before a line is looked for ("gift", "parts", "supplement")."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from tariff_data.classification.materials import VOCABULARY
from tariff_data.classification.words import fold, stem, words


@dataclass(frozen=True, slots=True)
class Intercept:
    """A word that decides nothing by itself: its id (texts are in `knowledge/intercepts`) and headings it may mean."""

    id: str
    kind: str
    headings: tuple[str, ...]


@lru_cache(maxsize=1)
def _triggers() -> dict[str, dict[tuple[str, ...], Intercept]]:
    found: dict[str, dict[tuple[str, ...], Intercept]] = {"en": {}, "es": {}}
    file = VOCABULARY / "intercepts.csv"
    if not file.is_file():
        return found
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            entry = Intercept(row["id"], row["kind"], tuple(row["headings"].split()))
            for lang in found:
                for word in row[lang].split(";"):
                    key = tuple(stem(part, lang) for part in fold(word).split())
                    if key:
                        found[lang].setdefault(key, entry)
    return found


def intercept(text: str, lang: str) -> Intercept | None:
    """The intercept of a description that says no more than such a word (with at most one word beside it)."""
    said = tuple(stem(word.text, lang) for word in words(text, lang))
    table = _triggers().get(lang, {})
    if said in table:
        return table[said]
    if len(said) == 2:
        head = said[-1:] if lang == "en" else said[:1]
        hit = table.get(head)
        return hit if hit and hit.kind in ("transaction", "packaging", "condition") else None
    return None
