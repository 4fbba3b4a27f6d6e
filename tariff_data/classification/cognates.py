"""Spanish words that are English ones with another ending: hemoglobina, solarímetro, tricloruro."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache

# Ending of a folded Spanish stem -> what English has in its place, the likeliest first.
_ENDINGS = (
    ("uro", ("ide",)),
    ("ato", ("ate",)),
    ("ito", ("ite",)),
    ("ido", ("ide", "id")),
    ("ina", ("in", "ine")),
    ("ino", ("in", "ine")),
    ("ano", ("ane", "an")),
    ("eno", ("ene", "en")),
    ("ona", ("one",)),
    ("osa", ("ose",)),
    ("oso", ("ous",)),
    ("metro", ("meter",)),
    ("scopio", ("scope",)),
    ("grafo", ("graph",)),
    ("fono", ("phone",)),
    ("cion", ("tion",)),
    ("sion", ("sion",)),
    ("dad", ("ty",)),
    ("ico", ("ic", "ical")),
    ("ia", ("y", "ia")),
    ("io", ("ium", "y", "io")),
    ("ivo", ("ive",)),
    ("ador", ("ator", "er")),
    ("a", ("e", "", "a")),
    ("o", ("e", "", "us", "o")),
    ("", ("", "e")),
)
_SOUNDS = (("", ""), ("f", "ph"), ("cu", "qu"), ("t", "th"), ("cl", "chl"), ("i", "y"))
SHORTEST = 6


def _forms(word: str) -> Iterator[str]:
    for ending, others in _ENDINGS:
        if word.endswith(ending):
            start = word[: len(word) - len(ending)]
            for sound, other in _SOUNDS:
                if sound in start:
                    yield from (start.replace(sound, other) + instead for instead in others)


@lru_cache(maxsize=2000)
def _candidates(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_forms(word)))


def in_english(word: str, known: Container[str]) -> str | None:
    """The known English word that a folded Spanish one most likely is."""
    if len(word) < SHORTEST:
        return None
    return next((form for form in _candidates(word) if form in known), None)
