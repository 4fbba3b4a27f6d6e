"""What must be true of the glossary before anybody reads it (part of `importdesk knowledge check`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import yaml
from pydantic import ValidationError

from knowledge.library.articles import find_page
from knowledge.library.file_faults import field_faults, yaml_fault
from knowledge.library.placeholders import PLACEHOLDER, UnknownFigure, fill
from knowledge.library.validate import written_out_figures
from knowledge.terms.glossary import FOLDER, Term, bare, load_glossary
from knowledge.wording.languages import languages
from knowledge.wording.localized_errors import Fault
from tariff_data.core.messages import Message

LONGEST = 40  # words of a definition: it must fit a hover box


def check(folder: Path = FOLDER) -> list[Fault]:
    """Every fault of the glossary; an empty list means that it may be published."""
    file = folder / "terms.yaml"
    try:
        terms = load_glossary(folder)
    except yaml.YAMLError as error:
        return [yaml_fault(error, file)]
    except ValidationError as error:
        return field_faults(error, file)
    except KeyError as error:
        return [Fault(file, Message("fault.field.missing", {"field": str(error.args[0])}))]
    except (ValueError, TypeError, AttributeError):
        return [Fault(file, Message("fault.unreadable"))]
    return [Fault(file, told) for told in (*_doubles(terms), *(f for term in terms for f in _faults(term)))]


def _doubles(terms: Sequence[Term]) -> Iterator[Message]:
    """Two terms of one id, or one name for two terms of a language."""
    ids = [term.id for term in terms]
    yield from (Message("fault.twice", {"id": id}) for id in sorted({id for id in ids if ids.count(id) > 1}))
    for lang in languages():
        owners: dict[str, set[str]] = defaultdict(set)
        for term in terms:
            for name in term.languages[lang].names if lang in term.languages else ():
                owners[bare(name)].add(term.id)
        yield from (
            Message("fault.term.names", {"name": name, "language": lang, "terms": sorted(of)})
            for name, of in owners.items()
            if len(of) > 1
        )


def _faults(term: Term) -> Iterator[Message]:
    if find_page(term.article) is None:
        yield _of(term.id, Message("fault.no_article", {"slug": term.article}))
    if term.checked > date.today():
        yield _of(term.id, Message("fault.to_come", {"day": term.checked}))
    for lang in languages():
        if lang not in term.languages:
            yield _of(term.id, Message("fault.term.no_language", {"language": lang}))
            continue
        yield from (
            _of(f"{term.id} ({lang})", fault) for fault in _of_definition(term.languages[lang].definition, lang)
        )


def _of(term: str, fault: Message) -> Message:
    return Message("fault.placed", {"where": term, "fault": fault})


def _of_definition(text: str, lang: str) -> Iterator[Message]:
    try:
        length = len(fill(text, lang).split())
    except UnknownFigure as error:
        yield error.message
        return
    if length > LONGEST:
        yield Message("fault.term.long", {"n": length, "most": LONGEST})
    if stray := re.search(r"\{[^{}]*\}", PLACEHOLDER.sub("", text)):
        yield Message("fault.stray", {"text": stray[0]})
    yield from written_out_figures(text)
