"""Words that say too little to answer ("gift", "parts"): what the desk asks back (`intercepts/<language>.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.library.active_release import in_use, kept_with_knowledge
from knowledge.terms.glossary import bare

COLUMNS = ("id", "term", "question", "then")


@dataclass(frozen=True, slots=True)
class Intercept:
    """One such word or phrase: the question to ask back, and the one after it (or nothing)."""

    id: str
    term: str
    question: str
    then: str


@kept_with_knowledge
def intercepts(lang: str) -> Mapping[str, Intercept]:
    """The intercepts of a language by their term in bare form."""
    file = in_use().folder / "intercepts" / f"{lang}.csv"
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8", newline="") as stream:
        found = [Intercept(*(row[column] or "" for column in COLUMNS)) for row in csv.DictReader(stream)]
    return {bare(one.term): one for one in reversed(found)}


def intercept(text: str, lang: str) -> Intercept | None:
    """The intercept that a message is, word for word (case, accents and punctuation aside), or None."""
    return intercepts(lang).get(bare(text))
