"""Vague words in a text. Each is replaced by a mark, a word of its own, so that the text keeps its grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tariff_data.cargo_descriptions.vocabulary import TOKEN
from tariff_data.classification.words import fold
from tariff_data.law_records.paperwork import VagueWord
from tariff_data.law_records.snapshot import Snapshot

_MARK = "qxz"


@dataclass(frozen=True, slots=True)
class Vague:
    """A vague word found in a text, as it was written (empty: a brand stands alone)."""

    words: str
    record: VagueWord


@lru_cache(maxsize=8)
def _phrases(snap: Snapshot, lang: str) -> dict[str, tuple[tuple[tuple[str, ...], VagueWord], ...]]:
    """Vague phrases in force as folded words, by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], VagueWord]]] = {}
    for record in snap.of(VagueWord):
        if record.names == "brand":
            continue
        listed = record.words_en + record.also_en if lang == "en" else record.words_es + record.also_es
        for key in (tuple(TOKEN.findall(fold(phrase))) for phrase in listed):
            found.setdefault(key[0], []).append((key, record))
    return {first: tuple(sorted(group, key=lambda one: -len(one[0]))) for first, group in found.items()}


def find(text: str, lang: str, snap: Snapshot) -> tuple[tuple[Vague, ...], str]:
    """The vague words of a text in order, and the text with a mark in the place of each."""
    phrases, tokens = _phrases(snap, lang), list(TOKEN.finditer(text))
    plain = [fold(token.group()) for token in tokens]
    found: list[Vague] = []
    pieces, done, at = [], 0, 0
    while at < len(tokens):
        hit = next((one for one in phrases.get(plain[at], ()) if tuple(plain[at : at + len(one[0])]) == one[0]), None)
        if hit is None:
            at += 1
            continue
        first, last = tokens[at], tokens[at + len(hit[0]) - 1]
        pieces += [text[done : first.start()], _mark(len(found))]
        found.append(Vague(text[first.start() : last.end()], hit[1]))
        done, at = last.end(), at + len(hit[0])
    return tuple(found), "".join([*pieces, text[done:]])


def _mark(number: int) -> str:
    return _MARK + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")


def is_mark(word: str) -> bool:
    """Whether a word stands for a vague one."""
    return re.fullmatch(_MARK + "[a-j]{3}", word) is not None


def marked(word: str, found: Sequence[Vague]) -> Vague | None:
    """The vague word that a mark stands for."""
    if not is_mark(word):
        return None
    number = int("".join(str(ord(letter) - ord("a")) for letter in word[len(_MARK) :]))
    return found[number] if number < len(found) else None
