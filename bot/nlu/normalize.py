"""Text in the form that rules match: same length, lower case, no accents, so that positions stay true."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    stripped = "".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)).lower()
    if character in "’‘`´":
        return "'"
    return stripped if len(stripped) == 1 else character


def plain(text: str) -> str:
    """Lower case without accents, character for character (the length does not change)."""
    return "".join(map(_plain_character, text))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a plain text with its place."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a plain text."""
    return [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
