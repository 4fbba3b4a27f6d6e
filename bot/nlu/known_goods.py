"""Whether a few words name goods that the tariff knows."""

from __future__ import annotations

import re
from functools import lru_cache

from tariff_data.classification import classify
from tariff_data.classification.words import fold, stem

SURE = frozenset({"strong", "good"})
_LOOKED_AT = 6


@lru_cache(maxsize=512)
def known_goods(text: str, lang: str) -> bool:
    """Whether classification finds a strong or good candidate for the words."""
    found = classify(text, lang, top=1)
    return bool(found.candidates) and found.candidates[0].confidence in SURE


@lru_cache(maxsize=512)
def named_goods(text: str, lang: str) -> bool:
    """Whether they name goods, if only a kind that stands on many lines ("a watch"): a line that they may mean has
    all of them in its plain label."""
    if known_goods(text, lang):
        return True
    said = {stem(word, lang) for word in re.findall(r"\w+", fold(text))}
    found = classify(text, lang, top=_LOOKED_AT)
    labels = ((one.label_es if lang == "es" else one.label_en) for one in found.candidates)
    return any(said <= {stem(word, lang) for word in re.findall(r"\w+", fold(label))} for label in labels)
