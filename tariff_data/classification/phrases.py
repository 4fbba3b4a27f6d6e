"""Labels and keywords cut into phrases: a run of stems, which of them names the thing, and how much the run says."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tariff_data.classification.labels import Row
from tariff_data.classification.materials import VOCABULARY
from tariff_data.classification.words import Word, generic, parts, stem, words

_PARTS = {
    "en": re.compile(
        r"^(?!.{0,60}?(?:\b(?:and|with|or)|&)(?: their| its)? (?:parts|accessories)\b)"
        r"[^,(]{0,70}?\b(?:parts|accessories|components)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"^(?!.{0,60}?\b(?:y|e|o|con)(?: sus)? (?:partes|accesorios)\b)"
        r"[^,(]{0,70}?\b(?:partes|accesorios|componentes)\b",
        re.IGNORECASE,
    ),
}
LABEL, KEYWORD, ASIDE, MODIFIER, VOCABULARY_WORD = range(5)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems in order, the place of the head among them (-1: only describes), and where the phrase stood.

    `part`: it names parts or accessories of what its words say.
    """

    stems: tuple[str, ...]
    head: int
    field: int
    part: bool = False


def head_place(run: list[Word], lang: str) -> int:
    """The place of the noun that names the thing: the last word in English, the first in Spanish.

    Where that word says nothing by itself (washing machine, juego de té) the word beside it names the thing.
    """
    order = range(len(run) - 1, -1, -1) if lang == "en" else range(len(run))
    plain = generic(lang)
    return next((i for i in order if stem(run[i].text, lang) not in plain), len(run) - 1 if lang == "en" else 0)


def of_parts(label: str, lang: str) -> bool:
    """Whether a label is about parts of something, not about the thing with its parts."""
    return bool(_PARTS[lang].match(label))


def chunks(text: str, lang: str) -> Iterator[tuple[str, list[Word]]]:
    """The runs of a text with the role they play ("" names the thing)."""
    run: list[Word] = []
    for word in words(text, lang):
        if run and word.chunk != run[-1].chunk:
            yield run[0].role, run
            run = []
        run.append(word)
    if run:
        yield run[0].role, run


def of_keyword(text: str, lang: str, field: int = KEYWORD) -> Phrase | None:
    """One keyword as one phrase; its head stands in its first run."""
    runs = list(chunks(text, lang))
    if not runs:
        return None
    head = head_place(runs[0][1], lang)
    stems = tuple(stem(w.text, lang) for _, run in runs for w in run)
    return Phrase(stems, head, field, not parts(lang).isdisjoint(stems))


def of_label(text: str, lang: str) -> Iterator[Phrase]:
    """The runs of a label; what a label leaves out ("not X", "except X", "without X") is no phrase.

    What follows "parts of" names what the parts are of, and so does the whole of a label about parts.
    """
    all_parts = of_parts(text, lang)
    named = False
    runs = list(chunks(text, lang))
    for n, (role, run) in enumerate(runs):
        if role == "without":
            continue
        stems = tuple(stem(w.text, lang) for w in run)
        if role == "":
            named = all_parts or not parts(lang).isdisjoint(stems)
        if role in ("", "aside"):
            part = named if role == "" else not parts(lang).isdisjoint(stems)
            if role == "" and n + 1 < len(runs) and runs[n + 1][0] == "of":
                stems += tuple(stem(w.text, lang) for w in runs[n + 1][1])
            yield Phrase(stems, head_place(run, lang), LABEL if not role else ASIDE, part)
        else:
            yield Phrase(stems, -1, MODIFIER, named)


def of_row(row: Row, lang: str) -> Iterator[Phrase]:
    """All phrases of a row in a language."""
    label, keywords = (row.label_en, row.keywords_en) if lang == "en" else (row.label_es, row.keywords_es)
    yield from of_label(label, lang)
    for keyword in keywords:
        phrase = of_keyword(keyword, lang)
        if phrase:
            yield phrase


@lru_cache(maxsize=1)
def vocabulary() -> tuple[tuple[str, str, str], ...]:
    """(code, language, words) of the project's own vocabulary: everyday words for a heading, subheading or line."""
    found: list[tuple[str, str, str]] = []
    for file in sorted(VOCABULARY.glob("words_*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for lang in ("en", "es"):
                    found.extend(
                        (row["code"], lang, word.strip()) for word in (row[lang] or "").split(";") if word.strip()
                    )
    return tuple(found)
