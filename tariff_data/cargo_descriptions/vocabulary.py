"""Words that matter when a description is judged, from `schedule/vocabulary` and the classification index."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import yaml

from tariff_data.classification.index import index
from tariff_data.classification.materials import VOCABULARY, materials
from tariff_data.classification.words import fold, stem

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((VOCABULARY / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def selling(lang: str) -> re.Pattern[str]:
    """The selling words of a language as one pattern, longest first."""
    ordered = sorted(_read("descriptions")["selling"][lang], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in ordered) + r")(?!\w)[!¡]*", re.IGNORECASE)


@cache
def people(lang: str) -> frozenset[str]:
    """Folded words for those whom goods are for."""
    listed = [word for group in _read("people").values() for word in group[lang]]
    return frozenset(fold(str(word)) for word in listed + _read("descriptions")["for_whom"][lang])


@cache
def animals(lang: str) -> frozenset[str]:
    """Folded words for animals that goods are for."""
    return frozenset(fold(word) for word in _read("descriptions")["animals"][lang])


@cache
def no_thing(lang: str) -> frozenset[str]:
    """Stems of words for a place, an occasion or a purpose."""
    return frozenset(stem(fold(word), lang) for word in _read("descriptions")["no_thing"][lang])


@cache
def _noise(lang: str) -> frozenset[str]:
    return frozenset(stem(fold(str(word)), lang) for word in _read("noise")[lang])


@cache
def never_a_material() -> tuple[frozenset[str], frozenset[str]]:
    """Folded words that mean a material only in capitals, and those that here never do."""
    listed = _read("descriptions")["not_a_material"]
    return frozenset(listed["capitals"]), frozenset(listed["never"])


def is_material(word: str, lang: str) -> bool:
    """Whether a folded word names a material."""
    return bool(materials().find((stem(word, lang),), lang)[0])


@lru_cache(maxsize=20_000)
def says_nothing(word: str, lang: str) -> bool:
    """Whether a folded word cannot name goods: it praises them, or names a material or people."""
    return stem(word, lang) in _noise(lang) or word in people(lang) or is_material(word, lang)


@lru_cache(maxsize=20_000)
def naming(word: str, lang: str) -> float | None:
    """How often a folded word names the thing (0 to 1); None for a word that the tariff's labels do not know."""
    for code in (lang, "es" if lang == "en" else "en"):
        language = index().languages[code]
        number = language.words.get(stem(word, code))
        if number is not None:
            return float(language.headness[number])
    return None
