"""How alike two questions are: by the words that tell questions apart, or letter by letter where one is mistyped."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer
from babel import Locale
from rapidfuzz import fuzz

from knowledge.library.active_release import in_use, kept_with_knowledge
from knowledge.terms.glossary import bare
from knowledge.wording.languages import language

SHARED_WORDS = 0.55
SAME_LETTERS = 88.0


@dataclass(frozen=True, slots=True)
class Gist:
    """What a question comes to: its plain words, and how much each of their stems tells."""

    words: str
    weights: Mapping[str, int]
    total: int

    def telling(self) -> list[str]:
        """The stems of which any like question has at least one: the rarest that make up what it may not lack."""
        ordered, left, found = sorted(self.weights, key=lambda stem: (-self.weights[stem], stem)), self.total, []
        for stem in ordered:
            if left < SHARED_WORDS * self.total:
                break
            found.append(stem)
            left -= self.weights[stem]
        return found


def gist(text: str, lang: str) -> Gist:
    """The gist of a question."""
    words = bare(text)
    known = weights(lang)
    rare = max(known.values(), default=1)
    own = {stem: known.get(stem, rare) for stem in _stems(words, lang)}
    return Gist(words, own, sum(own.values()))


def alike(one: Gist, other: Gist) -> bool:
    """Whether two questions ask the same."""
    return shared(one, other) >= SHARED_WORDS or (
        fuzz.ratio(one.words, other.words, score_cutoff=SAME_LETTERS) >= SAME_LETTERS
    )


def shared(one: Gist, other: Gist) -> float:
    """The share of their words that two questions have in common, the rare ones counting more: 0 none, 1 all."""
    both = sum(weight for stem, weight in one.weights.items() if stem in other.weights)
    either = one.total + other.total - both
    return both / either if either else 0.0


@kept_with_knowledge
def weights(lang: str) -> Mapping[str, int]:
    """How much each word tells, from the articles' own questions: a word of few articles tells much."""
    seen: Counter[str] = Counter()
    articles = in_use().articles
    for article in articles:
        seen.update({stem for ask in article.in_language(lang).facts.asks for stem in _stems(bare(ask), lang)})
    return {stem: round(1000 * math.log(1 + len(articles) / count)) for stem, count in seen.items()}


def _stems(words: str, lang: str) -> set[str]:
    return {_stem(word, lang) for word in words.split()}


@lru_cache(maxsize=20_000)
def _stem(word: str, lang: str) -> str:
    return str(_stemmer(lang).stemWord(word))


@cache
def _stemmer(lang: str) -> snowballstemmer.stemmer.Stemmer:
    """The stemmer of a language, found by its English name; English where there is none."""
    name = (Locale(language(lang).code).english_name or "english").lower()
    return snowballstemmer.stemmer(name if name in snowballstemmer.algorithms() else "english")
