"""Counted words and word pieces, weighed by how rare they are (tf-idf), in plain Python and numpy.

scikit-learn's vectorizer gives the same numbers, but a server that imports it holds 60 MB for nothing else, and one
short text takes it three times as long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

_WORD = re.compile(r"\w\w+")
_PIECES = (3, 4)  # letters


def words(text: str) -> list[str]:
    """The words of a text and the pairs of neighbours."""
    found = _WORD.findall(text.lower())
    return [*found, *map(" ".join, pairwise(found))]


def pieces(text: str) -> Iterator[str]:
    """The pieces of each word with the blanks around it."""
    for word in text.lower().split():
        padded = f" {word} "
        for size in _PIECES:
            yield from (padded[at : at + size] for at in range(max(1, len(padded) - size + 1)))
            if len(padded) <= size:
                break  # a shorter word is a single piece


class Counted:
    """Turns a text into the places of its terms and their weights, which have length 1 together."""

    def __init__(self, split: Callable[[str], Iterable[str]], rarest: int = 1) -> None:
        """`rarest`: a term that fewer texts hold is not learned."""
        self._split, self._rarest = split, rarest
        self._places: dict[str, int] = {}
        self._rarity: Any = np.zeros(0, np.float32)

    def __len__(self) -> int:
        return len(self._places)

    def fit(self, texts: Sequence[str]) -> None:
        """Learn the terms of some texts."""
        held = Counter(term for text in texts for term in set(self._split(text)))
        terms = sorted(term for term, count in held.items() if count >= self._rarest)
        counts = np.array([held[term] for term in terms])
        self._learned(terms, (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32))

    def weigh(self, text: str) -> tuple[Any, Any]:
        """(places, weights) of the known terms of a text. The second time that a term comes counts less, and so on."""
        known = self._places
        counts = Counter(place for term in self._split(text) if (place := known.get(term)) is not None)
        places = np.array(sorted(counts), dtype=np.intp)
        times = np.array([counts[place] for place in places.tolist()], dtype=np.float32)
        weights = (np.log(times) + 1) * self._rarity[places]
        return places, weights / (np.sqrt(weights @ weights) or np.float32(1))

    def stored(self, name: str) -> dict[str, Any]:
        """Arrays from which `restore` makes the same."""
        return {f"{name}_terms": np.array("\n".join(self._places)), f"{name}_idf": self._rarity}

    def restore(self, name: str, arrays: Any) -> None:
        """Know what was learned, from its arrays."""
        self._learned(str(arrays[f"{name}_terms"]).split("\n"), arrays[f"{name}_idf"])

    def _learned(self, terms: Sequence[str], rarity: Any) -> None:
        self._places = {term: place for place, term in enumerate(terms)}
        self._rarity = rarity
