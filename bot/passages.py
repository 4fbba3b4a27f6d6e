"""The passage of an article that is nearest to a question: what a follow-up on the same subject is answered with."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.judging.encoding import Vectors, encode, encode_lately
from knowledge.loading import Edition

_HEADING = re.compile(r"^#{2,4} +(.+)$", re.M)
_SHORTEST = 40  # characters of a passage worth saying


@lru_cache(maxsize=64)
def _passages(body: str) -> tuple[tuple[str, ...], Vectors]:
    """The sections of an article's body, each with its heading, and their vectors."""
    parts = _HEADING.split(f"## {body}")
    sections = [(parts[i].strip(), parts[i + 1].strip()) for i in range(1, len(parts) - 1, 2)]
    texts = tuple(f"{heading}: {body}" for heading, body in sections if len(body) >= _SHORTEST)
    return texts, encode(texts)


def best_passage(edition: Edition, question: str) -> str | None:
    """The section nearest to the question, or None where the article has none."""
    texts, vectors = _passages(edition.body)
    if not texts:
        return None
    return texts[int((vectors @ encode_lately([question])[0]).argmax())]
