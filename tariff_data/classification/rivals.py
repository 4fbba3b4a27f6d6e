"""What sets lines that are shown side by side apart: the words of a label that the line most like it does not have.

Only words are compared, so nothing is said of a line that its label does not say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tariff_data.classification.words import fold, stem

_WORD = re.compile(r"[\w$¢%.,/'’-]*\w[%¢']*")
_MOST = 0.7  # share of a label's words above which it is another thing altogether, and marking them says nothing
_A_LITTLE_WORD = {
    "en": re.compile(r"an?|and|as|at|by|each|for|in|its?|of|on|or|per|that|the|their|to|with"),
    "es": re.compile(r"al?|cada|con|del?|el?|en|l[ao]s?|o|para|por|que|se|sus?|un?|una|y"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a label, and whether it sets the line apart."""

    text: str
    apart: bool


def apart(labels: Sequence[str], lang: str) -> list[tuple[Piece, ...]]:
    """The pieces of each label; joined they are the label."""
    words = [_words(label, lang) for label in labels]
    return [
        _pieces(label, words[i] - _nearest(words[i], [*words[:i], *words[i + 1 :]]), lang)
        for i, label in enumerate(labels)
    ]


def apart_from(one: str, labels: Sequence[str], lang: str) -> list[tuple[Piece, ...]]:
    """The pieces of each label, set apart from one label that stands for what somebody looks at."""
    known = _words(one, lang)
    return [_pieces(label, _words(label, lang) - known, lang) for label in labels]


def most_alike(one: str, labels: Sequence[str], lang: str, most: int) -> list[int]:
    """The places of the labels that share most words with one label, in their order."""
    known = _words(one, lang)
    shared = [_likeness(known, _words(label, lang)) for label in labels]
    return sorted(sorted(range(len(labels)), key=lambda place: -shared[place])[:most])


def _words(label: str, lang: str) -> frozenset[str]:
    return frozenset(_key(match.group(), lang) for match in _WORD.finditer(label))


def _key(word: str, lang: str) -> str:
    plain = fold(word)
    return plain if any(sign.isdigit() for sign in plain) else stem(plain, lang)


def _nearest(words: frozenset[str], others: Sequence[frozenset[str]]) -> frozenset[str]:
    """The words of the label that shares most with this one."""
    return max(others, key=lambda other: _likeness(words, other), default=words)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _pieces(label: str, own: frozenset[str], lang: str) -> tuple[Piece, ...]:
    places = [match.span() for match in _WORD.finditer(label)]
    keys = [_key(label[start:end], lang) for start, end in places]
    little = [bool(_A_LITTLE_WORD[lang].fullmatch(key)) for key in keys]
    marked = [key in own and not is_little for key, is_little in zip(keys, little, strict=True)]
    if not marked or sum(marked) > _MOST * len(marked):
        return (Piece(label, False),)
    stretches = _stretches(marked, little)
    pieces, at = [], 0
    for first, last in stretches:
        start, end = places[first][0], places[last][1]
        pieces += [Piece(label[at:start], False), Piece(label[start:end], True)]
        at = end
    pieces.append(Piece(label[at:], False))
    return tuple(piece for piece in pieces if piece.text)


def _stretches(marked: Sequence[bool], little: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last word of each stretch to mark; little words between marked ones belong to it."""
    found: list[tuple[int, int]] = []
    for place, is_marked in enumerate(marked):
        if not is_marked:
            continue
        if found and all(little[found[-1][1] + 1 : place]):
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
