"""The thing itself: what is left of a message when everything that rules read has been taken out."""

from __future__ import annotations

import re
from functools import cache

from bot.nlu.entities.span import Reading
from bot.nlu.lexicon import language_words
from bot.nlu.normalize import plain

_SPLIT = re.compile(r"[,;?!\n|()]+|\.(?=\s|$)|\s[-–—]\s")
_EDGE = " \t.,;:!?¿¡\"'“”()-–—/&+@=*"
_KEPT = {"purpose": False, "sender": False}


@cache
def _forms(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = language_words(lang)
    frame = "|".join(f"(?:{form})" for form in words["frames"])
    tail = "|".join(f"(?:{form})" for form in words["tails"])
    return re.compile(rf"^(?:{frame})(?:(?<=[^\w])|(?!\w))"), re.compile(rf"(?<![\w])(?:{tail})$")


def the_thing(reading: Reading) -> str | None:
    """The description of the goods, as the person wrote it, or None."""
    found = []
    for start, end in reading.gaps():
        for piece in _SPLIT.split(reading.text[start:end]):
            kept = _trim(piece, reading.lang)
            if kept and any(character.isalpha() for character in kept):
                found.append(kept)
    described = " ".join(found).strip()
    return described[:300] if len(described) > 1 else None


def _trim(piece: str, lang: str) -> str:
    """A piece without the words people put around a thing ("how much duty on a", "that came in")."""
    frame, tail = _forms(lang)
    kept = piece.strip(_EDGE)
    while kept:
        bare = plain(kept).replace("'", " ")
        start, end = 0, len(kept)
        if (match := frame.match(bare)) and match.end():
            start = match.end()
        if (match := tail.search(bare)) and match.end() > match.start():
            end = match.start()
        trimmed = kept[start:end].strip(_EDGE) if start < end else ""
        if trimmed == kept:
            break
        kept = trimmed
    return kept
