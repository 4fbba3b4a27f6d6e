"""Whether a few words name goods that the tariff knows."""

from __future__ import annotations

from functools import lru_cache

from tariff_data.classify import classify

SURE = frozenset({"strong", "good"})


@lru_cache(maxsize=512)
def known_goods(text: str, lang: str) -> bool:
    """Whether classification finds a strong or good candidate for the words."""
    found = classify(text, lang, top=1)
    return bool(found.candidates) and found.candidates[0].confidence in SURE
