"""Two questions in one message: where one ends and the other begins."""

from __future__ import annotations

import re

from bot.reading.text import plain
from bot.reading.vocabulary import language_words

_SHORTEST = 3  # words


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
        rf"(?:[?!.;]+\s+(?:(?:{joint}),?\s+)?|,\s*(?:(?:{joint})\s+)?|\s+(?:{joint})\s+)(?=¿?(?:{starts})\b)"
        r"|\?\s*(?=¿)"
    )
    bare = plain(text)
    parts, at = [], 0
    for match in cut.finditer(bare):
        parts.append(text[at : match.start()] + ("?" if "?" in match[0] else ""))
        at = match.end()
    parts.append(text[at:])
    questions = [part.strip() for part in parts if part.strip()]
    if len(questions) < 2 or any(len(part.split()) < _SHORTEST for part in questions):
        return [text]
    return questions


def asks(text: str, lang: str) -> bool:
    """Whether a part reads as a question: a mark, or a word that begins one."""
    bare = plain(text).strip(" ¿,.;")
    return (
        "?" in text
        or "¿" in text
        or any(bare.startswith(f"{start} ") for start in language_words(lang)["question_starts"])
    )
