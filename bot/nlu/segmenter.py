"""Two questions in one message: where one ends and the other begins."""

from __future__ import annotations

import re

from bot.nlu.lexicon import language_words
from bot.nlu.normalize import plain

_SHORTEST = {"es": 2}  # words of a question; in the other languages
_OTHERS = 3


def split(text: str, lang: str) -> list[str]:
    """The parts of a message that each read as a question of their own; the whole message where there is only one.

    A statement before a question belongs to it ("I bought a lamp. Do I pay?"), so only what itself begins like a
    question, after a mark or a comma or "and", is cut off.
    """
    starts = "|".join(
        sorted((re.escape(start) for start in language_words(lang)["question_starts"]), key=len, reverse=True)
    )
    joint = {"es": r"y(?: tambien| ademas)?|ademas|tambien"}.get(lang, r"and(?: also)?|also|plus|\+|then")
    cut = re.compile(
        rf"(?:(?:[?!.;]+|\s[-–—])\s+(?:(?:{joint}),?\s+)?|,\s*(?:(?:{joint})\s+)?|\s+(?:{joint})\s+)(?=¿?(?:{starts})\b)"
        r"|[?!.,;:]?\s+(?=¿)|\?(?=¿)"
    )
    bare = plain(text)
    places = [0]
    ends = []
    for match in cut.finditer(bare):
        ends.append(match.start() + ("?" in match[0]))
        places.append(match.end())
    spans = _long_enough(text, list(zip(places, [*ends, len(text)], strict=True)), _SHORTEST.get(lang, _OTHERS))
    return [text[start:end].strip() for start, end in spans] if len(spans) > 1 else [text]


def _long_enough(text: str, spans: list[tuple[int, int]], shortest: int) -> list[tuple[int, int]]:
    """The stretches of a message; one of a word or two goes with the next, or the last one with the one before."""
    kept: list[tuple[int, int]] = []
    begun: int | None = None
    for start, end in spans:
        start = start if begun is None else begun
        short = len(text[start:end].split()) < shortest
        begun = start if short else None
        if not short:
            kept.append((start, end))
    if begun is not None:
        kept = [*kept[:-1], (kept[-1][0] if kept else begun, spans[-1][1])]
    return kept


def asks(text: str, lang: str) -> bool:
    """Whether a part reads as a question: a mark, or a word that begins one."""
    bare = plain(text).strip(" ¿,.;")
    return (
        "?" in text
        or "¿" in text
        or any(bare.startswith(f"{start} ") for start in language_words(lang)["question_starts"])
    )
