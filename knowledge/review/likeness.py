"""How alike two questions are: by the words that tell questions apart, or letter by letter where one is mistyped."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import snowballstemmer
from babel import Locale
from rapidfuzz import fuzz

from knowledge.glossary import bare
from knowledge.languages import language
from knowledge.using import in_use, kept_with_knowledge

SHARED_WORDS = 0.6
SAME_LETTERS = 88.0


@dataclass(frozen=True, slots=True)
class Gist:
    """What a question comes to: its plain words, and their stems."""

    words: str
    stems: frozenset[str]


def gist(text: str, lang: str) -> Gist:
    """The gist of a question."""
    words = bare(text)
    return Gist(words, frozenset(_stemmer(lang).stemWords(words.split())))


def alike(one: Gist, other: Gist, lang: str) -> bool:
    """Whether two questions ask the same."""
    if one.words == other.words:
        return True
    return shared(one, other, lang) >= SHARED_WORDS or fuzz.ratio(one.words, other.words) >= SAME_LETTERS


def shared(one: Gist, other: Gist, lang: str) -> float:
    """The share of their words that two questions have in common, the rare ones counting more: 0 none, 1 all."""
    weight = weights(lang)
    rare = max(weight.values(), default=1.0)
    both, either = (
        math.fsum(sorted(weight.get(stem, rare) for stem in stems))
        for stems in (one.stems & other.stems, one.stems | other.stems)
    )
    return both / either if either else 0.0


@kept_with_knowledge
def weights(lang: str) -> Mapping[str, float]:
    """How much each word tells, from the articles' own questions: a word of few articles tells much."""
    seen: Counter[str] = Counter()
    articles = in_use().articles
    for article in articles:
        stems: set[str] = set()
        for ask in article.in_language(lang).facts.asks:
            stems |= gist(ask, lang).stems
        seen.update(stems)
    return {stem: math.log(1 + len(articles) / count) for stem, count in seen.items()}


@cache
def _stemmer(lang: str) -> snowballstemmer.stemmer.Stemmer:
    """The stemmer of a language, found by its English name; English where there is none."""
    name = (Locale(language(lang).code).english_name or "english").lower()
    return snowballstemmer.stemmer(name if name in snowballstemmer.algorithms() else "english")
