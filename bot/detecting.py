"""Which language a message is in: by script, and by the little words that every sentence has."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import yaml

from bot.reading.text import plain, words

_SCRIPTS = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "HEBREW": "he",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "GREEK": "el",
}
_FILE = Path(__file__).resolve().parent / "data" / "little_words.yml"


@cache
def _little_words() -> dict[str, frozenset[str]]:
    data: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {lang: frozenset(plain(listed).split()) for lang, listed in data.items()}


def detect(text: str, present: str | None = None) -> str | None:
    """A two-letter code, or None where the message does not tell ("DHL 450"). `present` wins a tie."""
    script = _script(text)
    if script:
        return script
    found = [word.text for word in words(plain(text))]
    scores = {lang: sum(word in listed for word in found) for lang, listed in _little_words().items()}
    if any(character in text for character in "¿¡ñ"):
        scores["es"] = scores.get("es", 0) + 2
    best = max(scores.values())
    if best == 0:
        return None
    leaders = [lang for lang, score in scores.items() if score == best]
    if present in leaders:
        return present
    if (
        present
        and present in scores
        and best - scores[present] < 2
        and len(found) < 4
        and leaders[0] not in ("en", "es")
    ):
        return present
    return next((lang for lang in ("en", "es") if lang in leaders), leaders[0])


def _script(text: str) -> str | None:
    """The language of a script that is not Latin, when a good part of the letters is in it."""
    letters = [character for character in text if character.isalpha()]
    counts: dict[str, int] = {}
    for character in letters:
        name = unicodedata.name(character, "").split(" ")[0].split("-")[0]
        if name in _SCRIPTS:
            counts[_SCRIPTS[name]] = counts.get(_SCRIPTS[name], 0) + 1
    if not counts or sum(counts.values()) * 3 < len(letters):
        return None
    if "ja" in counts:
        return "ja"
    return max(counts, key=lambda lang: counts[lang])
