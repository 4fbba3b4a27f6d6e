"""The numbers that the classifier sees: stems and their pairs, word pieces against typing errors, and meaning."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bot.judging.counting import Counted, pieces, words
from bot.judging.encoding import SIZE, Vectors, encode, encode_lately

# The meaning weighs three times as much as each of the two groups of words, which measured best out of fold.
_MEANING = np.float32(3.0)


class Row(NamedTuple):
    """What is not zero in the features of a text."""

    places: Any
    weights: Any


class Features:
    """Turns (lemmas, text) into one row: words and their pairs, pieces of words, then the meaning."""

    def __init__(self) -> None:
        self._counted = {"words": Counted(words), "pieces": Counted(pieces, rarest=2)}

    def __len__(self) -> int:
        return sum(map(len, self._counted.values())) + SIZE

    def fit(self, lemmas: Sequence[str]) -> None:
        """Learn the vocabulary, from the examples in the language itself."""
        for counted in self._counted.values():
            counted.fit(lemmas)

    def rows(self, lemmas: Sequence[str], vectors: Vectors) -> list[Row]:
        """The rows of some texts."""
        return [self._row(*pair) for pair in zip(lemmas, vectors, strict=True)]

    def read(self, texts: Mapping[str, str]) -> list[Row]:
        """The rows of some texts (text -> lemmas), whose meanings are looked up together."""
        return self.rows(list(texts.values()), encode_lately(tuple(texts)))

    def _row(self, lemmas: str, vector: Any) -> Row:
        places, weights, start = [], [], 0
        for counted in self._counted.values():
            found, weighed = counted.weigh(lemmas)
            places.append(found + start)
            weights.append(weighed)
            start += len(counted)
        return Row(
            np.concatenate([*places, np.arange(start, start + SIZE)]), np.concatenate([*weights, vector * _MEANING])
        )

    def stored(self) -> dict[str, Any]:
        """Arrays from which `restored` makes the same features."""
        return {key: array for name, counted in self._counted.items() for key, array in counted.stored(name).items()}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Features:
        """The features from their arrays."""
        features = cls()
        for name, counted in features._counted.items():
            counted.restore(name, stored)
        return features


def remembered(texts: Sequence[str], file: Path) -> Vectors:
    """The vectors of training texts, kept in a file from one training to the next (a text's vector never changes).

    What is not in it is looked for in the files of the other languages, which share most texts, before it is encoded.
    """
    keys = [_key(text) for text in texts]
    wanted = dict(zip(keys, texts, strict=True))
    kept = _read(file)
    if not wanted.keys() <= kept.keys():
        for other in sorted(file.parent.glob("vectors-*.npz")):
            kept = _read(other) | kept
        missing = {key: text for key, text in wanted.items() if key not in kept}
        kept |= dict(zip(missing, encode(list(missing.values())).astype(np.float16), strict=True)) if missing else {}
        _write(file, {key: kept[key] for key in wanted})
    return np.array([kept[key] for key in keys], dtype=np.float32).reshape(-1, SIZE)


def unknown(texts: Iterable[str], folder: Path) -> list[str]:
    """The texts whose vectors no file of the folder remembers, each once."""
    known = {key for file in folder.glob("vectors-*.npz") for key in _keys(file)}
    return [text for text in dict.fromkeys(texts) if _key(text) not in known]


def _key(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()[:16]


def _keys(file: Path) -> list[str]:
    try:
        with np.load(file, allow_pickle=False) as stored:
            return [str(key) for key in stored["keys"]]
    except FileNotFoundError:  # none yet, or a share that another training has just taken over
        return []


def _read(file: Path) -> dict[str, Any]:
    try:
        with np.load(file, allow_pickle=False) as stored:
            return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    except FileNotFoundError:
        return {}


def _write(file: Path, kept: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.stem}.{os.getpid()}.npz")
    np.savez(unfinished, keys=np.array(list(kept)), vectors=np.array(list(kept.values()), dtype=np.float16))
    unfinished.replace(file)
