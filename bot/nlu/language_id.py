"""Which language a message is in: by script, and by the little words that every sentence has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml
from babel import Locale

from bot.nlu.normalize import plain, words

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
# A wish for a language: "in", "speak", "switch to" before its name, "please" behind it, or the name alone.
_WISH = (
    r"^{name}$|\b{name} (?:please|pls|por favor)\b"
    r"|\b(?:in|en|to|speak|hablas?|hablar|hable|habla|a|al|parle)(?: en| in)? {name}\b"
)
_LONGEST_WISH = 9  # words
_FILE = Path(__file__).resolve().parents[1] / "data" / "little_words.yml"


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


def asked_language(text: str, spoken: Iterable[str]) -> str | None:
    """The spoken language that a short message asks for ("in Spanish please", "¿hablas inglés?"), or None."""
    bare = " ".join(word.text for word in words(plain(text)))
    if len(bare.split()) > _LONGEST_WISH:
        return None
    return next((lang for name, lang in _named(tuple(spoken)) if re.search(_WISH.format(name=name), bare)), None)


@cache
def _named(spoken: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The names of the spoken languages, each in all of them: spanish, espanol, english, ingles."""
    return tuple((plain(Locale(one).languages[lang]), lang) for lang in spoken for one in spoken)


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
