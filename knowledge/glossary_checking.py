"""What must be true of the glossary before anybody reads it (part of `importdesk knowledge check`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from knowledge.checking import Fault, written_out_figures
from knowledge.glossary import FOLDER, Term, bare, load_glossary
from knowledge.languages import languages
from knowledge.loading import find_page
from knowledge.placeholders import PLACEHOLDER, UnknownFigure, fill

LONGEST = 40  # words of a definition: it must fit a hover box


def check(folder: Path = FOLDER) -> list[Fault]:
    """Every fault of the glossary; an empty list means that it may be published."""
    file = folder / "terms.yaml"
    try:
        terms = load_glossary(folder)
    except (ValueError, KeyError) as error:
        return [Fault(file, f"cannot be read: {error}")]
    return [Fault(file, text) for text in (*_doubles(terms), *(f for term in terms for f in _faults(term)))]


def _doubles(terms: Sequence[Term]) -> Iterator[str]:
    """Two terms of one id, or one name for two terms of a language."""
    ids = [term.id for term in terms]
    yield from (f"{id} stands twice" for id in sorted({id for id in ids if ids.count(id) > 1}))
    for lang in languages():
        owners: dict[str, set[str]] = defaultdict(set)
        for term in terms:
            for name in term.languages[lang].names if lang in term.languages else ():
                owners[bare(name)].add(term.id)
        yield from (f"{name!r} ({lang}) names {' and '.join(sorted(of))}" for name, of in owners.items() if len(of) > 1)


def _faults(term: Term) -> Iterator[str]:
    if find_page(term.article) is None:
        yield f"{term.id}: there is no article {term.article!r}"
    if term.checked > date.today():
        yield f"{term.id}: checked on {term.checked}, which is still to come"
    for lang in languages():
        if lang not in term.languages:
            yield f"{term.id}: nothing in {lang}"
            continue
        text = term.languages[lang].definition
        try:
            length = len(fill(text, lang).split())
        except UnknownFigure as error:
            yield f"{term.id} ({lang}): {error.args[0]}"
            continue
        if length > LONGEST:
            yield f"{term.id} ({lang}): {length} words; at most {LONGEST} fit"
        if stray := re.search(r"\{[^{}]*\}", PLACEHOLDER.sub("", text)):
            yield f"{term.id} ({lang}): {stray[0]} is no placeholder"
        yield from (f"{term.id} ({lang}): {fault}" for fault in written_out_figures(text))
