"""Which language a description is in, whatever page it was typed on: the one whose labels know its words together."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from tariff_data.classification.index import Index, Language
from tariff_data.classification.words import fold, grammar_words, stem, tokens, words


@lru_cache(maxsize=2)
def _only(lang: str) -> frozenset[str]:
    """The grammar words that only this language has (for, of; para, del)."""
    return grammar_words(lang) - grammar_words("es" if lang == "en" else "en")


def _known(text: str, lang: str, language: Language) -> tuple[float, int]:
    """The share of the words that the labels know, and how many neighbours stand together in labels, too."""
    ids = [language.words.get(stem(word.text, lang), -1) for word in words(text, lang)]
    together = sum(pair in language.follows for pair in pairwise(ids))
    return (sum(t >= 0 for t in ids) / len(ids) if ids else 0.0), together


def spoken(text: str, lang: str, index: Index) -> str:
    """The language of a text: `lang`, unless the other one's labels know its words and grammar better."""
    other = "es" if lang == "en" else "en"
    said = frozenset(tokens(fold(text)))
    if said & _only(lang):
        return lang
    mine, together = _known(text, lang, index.languages[lang])
    theirs, theirs_together = _known(text, other, index.languages[other])
    if theirs > mine and (theirs == 1.0 or said & _only(other)):
        return other
    return other if theirs == mine == 1.0 and theirs_together > together else lang


__all__ = ["spoken"]
