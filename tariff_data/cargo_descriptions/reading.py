"""What a description says: whether it names the goods, and what it tells about them, in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tariff_data.cargo_descriptions.naming import instead_of_goods, only_names
from tariff_data.cargo_descriptions.vague import Vague, find
from tariff_data.cargo_descriptions.vocabulary import TOKEN, animals, never_a_material, people
from tariff_data.classification.materials import materials
from tariff_data.classification.words import LANGUAGES, fold, stem, words
from tariff_data.law_records.snapshot import Snapshot

_PERCENT = re.compile(r"\d{1,3}\s?%\s?(?:de\s)?$")
_CONSTRUCTION = {
    "en": {"knit", "knitted", "crochet", "crocheted", "woven", "jersey", "nonwoven"},
    "es": {"tejido", "tejida", "punto", "plano", "crochet"},
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `article`: the goods are named; else `named_by` are the vague words in their place.

    Without such words, `brand` says that nothing but names (of brands, of models) is there.
    """

    text: str
    lang: str
    article: bool
    named_by: tuple[Vague, ...]
    brand: bool
    material: str
    for_whom: str
    use: str
    construction: str


def read(text: str, lang: str, snap: Snapshot) -> Reading:
    """Read a description in a language that classification speaks (else as English)."""
    lang = lang if lang in LANGUAGES else "en"
    tokens = list(TOKEN.finditer(text))
    plain = [fold(token.group()).replace("’", "'") for token in tokens]
    vague, with_marks = find(text, lang, snap)
    instead = instead_of_goods(with_marks, vague, lang)
    return Reading(
        text,
        lang,
        article=instead is None,
        named_by=instead or (),
        brand=instead == () and only_names((token.group() for token in tokens), lang),
        material=_material(text, tokens, lang),
        for_whom=_said(tokens, plain, people(lang) | animals(lang)),
        use=" ".join(word.text for word in words(text, lang) if word.role == "use" and word.text not in people(lang)),
        construction=_said(tokens, plain, _CONSTRUCTION[lang]),
    )


def _said(tokens: Sequence[re.Match[str]], plain: Sequence[str], among: frozenset[str] | set[str]) -> str:
    """The words of a group, as they were written."""
    found = (token.group() for token, word in zip(tokens, plain, strict=True) if word in among)
    return " ".join(dict.fromkeys(found))


def _material(text: str, tokens: Sequence[re.Match[str]], lang: str) -> str:
    """The words that name a material, as they were written, with their percentages."""
    capitals, never = never_a_material()
    kept = [
        token
        for token in tokens
        if fold(token.group()) not in never and (fold(token.group()) not in capitals or token.group().isupper())
    ]
    _, places = materials().find(tuple(stem(fold(token.group()), lang) for token in kept), lang)
    return " ".join(dict.fromkeys(_percent(text, kept[place]) + kept[place].group() for place in places))


def _percent(text: str, token: re.Match[str]) -> str:
    before = _PERCENT.search(text[max(0, token.start() - 8) : token.start()])
    return before.group() if before else ""
