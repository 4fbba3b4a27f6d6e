"""Transport, purpose, who sends, and tariff numbers."""

from __future__ import annotations

import re
from functools import cache

from bot.nlu.entities.phrase_match import phrases
from bot.nlu.entities.span import Reading, Span
from bot.nlu.lexicon import carriers, key, language_words

_DOTTED = re.compile(r"(?<![\d.])(\d{4}\.\d{2}(?:\.\d{2}(?:[.]?\d{2})?)?|\d{4}\.\d{2}\.\d{4})(?![\d]|\.\d)")
_BARE = re.compile(
    r"(?:hts|hs|htsus|tariff|arancel\w*|code|codigo|fraccion|number|no|numero)\D{0,12}(?<!\d)(\d{10}|\d{8}|\d{6})(?!\d)"
)
# Words that are also part of other meanings ("post office", "sea salt"): only with a preposition before them.
_NEEDS_PREPOSITION = {
    "sea",
    "ocean",
    "truck",
    "post",
    "mail",
    "camion",
    "maritimo",
    "correo",
    "postal",
    "maleta",
    "suitcase",
    "luggage",
    "equipaje",
}
_PREPOSITIONS = re.compile(
    r"(?:\b(?:or|vs|versus|o|by|via|per|through|thru|in|en|por|de|vía|x|the|my|mi|la)\s|,\s?|\d\s|each\s)$"
)


def read_tariff_numbers(reading: Reading) -> None:
    """Add tariff numbers of 6, 8 or 10 digits: value digits only."""
    for match in _DOTTED.finditer(reading.plain):
        reading.add(Span("hts", match.start(), match.end(), match[1].replace(".", "")))
    for match in _BARE.finditer(reading.plain):
        reading.add(Span("hts", match.start(1), match.end(1), match[1]))
    whole = reading.plain.strip()
    if re.fullmatch(r"\d{10}|\d{8}", whole):
        start = reading.plain.index(whole)
        reading.add(Span("hts", start, start + len(whole), whole))


def read_transport(reading: Reading) -> None:
    """Add transport: value the mode of CONTRACT; a national post also gives its country (role)."""
    for phrase, start, end in phrases(reading.plain, carriers(), reading.free):
        mode, country = carriers()[phrase]
        before = reading.plain[:start]
        alone = reading.plain.strip(" .!") == phrase
        compared = re.match(r"\s(?:or|vs|versus|o)\s", reading.plain[end:])
        if phrase in _NEEDS_PREPOSITION and not alone and not compared and not _PREPOSITIONS.search(before):
            continue
        lead = re.search(r"\b(?:by|via|through|thru|with|por|vía|con|using)\s(?:the\s|el\s|la\s)?$", before)
        reading.add(Span("mode", lead.start() if lead else start, end, mode, country))


@cache
def _purposes_and_senders(lang: str) -> tuple[dict[str, str], dict[str, str]]:
    words = language_words(lang)
    purposes = {key(phrase): purpose for purpose, listed in words["purpose"].items() for phrase in listed}
    senders = {key(phrase): "person" for phrase in words["person_cues"]} | {
        key(phrase): "business" for phrase in words["business_cues"]
    }
    return purposes, senders


def read_purpose(reading: Reading) -> None:
    """Add purpose (gift, sample, ...) and who sends (person, business)."""
    purposes, senders = _purposes_and_senders(reading.lang)
    for phrase, start, end in phrases(reading.plain, purposes, reading.free):
        reading.add(Span("purpose", start, end, purposes[phrase]))
    for phrase, start, end in phrases(reading.plain, senders, reading.free):
        reading.add(Span("sender", start, end, senders[phrase]))
