"""The passage of an article that is nearest to a question: what a follow-up on the same subject is answered with."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import yaml

from bot.judging.encoding import Vectors, encode, encode_lately
from bot.nlu.lexicon import key, language_words
from bot.nlu.normalize import plain
from tariff_data.classification.words import stem

_FILE = Path(__file__).resolve().parent / "passages.yaml"
_HEADING = re.compile(r"^#{2,4} +(.+)$", re.M)
_SENTENCE = re.compile(r"(?<=[.!?])(?<!EE\.)(?<!UU\.)(?<!U\.S\.)(?<!No\.) +(?=[A-Z¿¡\"0-9$ÁÉÍÓÚÑ])")
_SHORTEST = 40  # characters of a passage worth saying
_WANTED = 0.25  # what it is worth that a passage has the kind of answer that is asked for
_NAMED = 0.3  # what it is worth that a passage has the words that the question brings in
_FIRST = 0.1  # what it is worth that the lead has the answer, which says what matters most
_SAID = 0.05  # what it costs that a passage has been said already


@lru_cache(maxsize=128)
def _passages(lead: str, body: str, has: str) -> tuple[tuple[str, ...], Vectors]:
    """The lead, what the lead has of the wanted kind, and the sections of the body; with their vectors."""
    parts = _HEADING.split(body)
    sections = [(parts[i].strip(), parts[i + 1].strip()) for i in range(1, len(parts) - 1, 2)]
    wanted = [sentence for sentence in _SENTENCE.split(lead) if has and re.search(has, plain(sentence))]
    texts = (lead, " ".join(wanted) or lead, *(f"{head}: {text}" for head, text in sections if len(text) >= _SHORTEST))
    return texts, encode(list(texts))


def best_passage(lead: str, body: str, question: str, before: str, lang: str) -> str | None:
    """The section or the part of the lead that answers best, or None where it is the lead as a whole.

    `before`: the question that the lead answered. A question for an amount, a time or a reason is answered with a
    passage that has one, or with the lead where none has.
    """
    has = wanted_kind(question, lang)
    texts, vectors = _passages(lead, body, has)
    fits = [bool(has) and bool(re.search(has, plain(text))) for text in texts]
    if has and not any(fits):
        return None
    said, scores = _own_words(question, lang), vectors @ encode_lately([f"{before} {question}"])[0]
    worth = [_WANTED * fit + _NAMED * _share(said, text, lang) for fit, text in zip(fits, texts, strict=True)]
    worth[0] -= _SAID
    worth[1] += _FIRST * fits[1]
    best = max(range(len(texts)), key=lambda place: scores[place] + worth[place])
    return None if texts[best] == lead else texts[best]


def _own_words(question: str, lang: str) -> frozenset[str]:
    """The stems of the words that the question brings in itself."""
    bare = language_words(lang)["bare_words"]
    return frozenset(stem(word, lang) for word in key(question).split() if word not in bare)


def _share(said: frozenset[str], text: str, lang: str) -> float:
    """The share of them that stands in a passage."""
    return len(said & _stems(text, lang)) / len(said) if said else 0.0


@lru_cache(maxsize=1024)
def _stems(text: str, lang: str) -> frozenset[str]:
    return frozenset(stem(word, lang) for word in key(text).split())


def wanted_kind(question: str, lang: str) -> str:
    """The pattern of the kind of answer that a question asks for, empty where it asks for none in particular."""
    said = key(question)
    return next((has for asks, has in _kinds(lang) if asks.search(said)), "")


@cache
def _kinds(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple((re.compile(rf"\b(?:{row['asks']})"), row["has"]) for row in rows.get(lang) or rows["en"])
