"""The numbers that the classifier sees: stems and their pairs, word pieces against typing errors, and meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.judging.encoding import SIZE, Vectors, encode, encode_one

# The meaning weighs three times as much as each of the two groups of words, which measured best out of fold.
_MEANING = np.float32(3.0)
_SHAPES: dict[str, dict[str, Any]] = {
    "words": {"ngram_range": (1, 2), "sublinear_tf": True, "dtype": np.float32},
    "pieces": {
        "analyzer": "char_wb",
        "ngram_range": (3, 4),
        "sublinear_tf": True,
        "min_df": 2,
        "dtype": np.float32,
    },
}


class Features:
    """Turns (lemmas, text) into one sparse row."""

    def __init__(self) -> None:
        self._vectorizers = {name: TfidfVectorizer(**shape) for name, shape in _SHAPES.items()}

    def fit(self, lemmas: Sequence[str]) -> None:
        """Learn the vocabulary, from the examples in the language itself."""
        for vectorizer in self._vectorizers.values():
            vectorizer.fit(lemmas)

    def rows(self, lemmas: Sequence[str], vectors: Vectors) -> csr_matrix:
        """The rows of some texts."""
        counted = [vectorizer.transform(lemmas) for vectorizer in self._vectorizers.values()]
        return hstack([*counted, csr_matrix(vectors * _MEANING)], format="csr")

    def row(self, lemmas: str, text: str) -> csr_matrix:
        """The row of one text."""
        return self.rows([lemmas], encode_one(text)[None, :])

    def stored(self) -> dict[str, Any]:
        """Arrays from which `restored` makes the same features."""
        found: dict[str, Any] = {}
        for name, vectorizer in self._vectorizers.items():
            terms = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
            found |= {f"{name}_terms": np.array("\n".join(terms)), f"{name}_idf": vectorizer.idf_.astype(np.float32)}
        return found

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Features:
        """The features from their arrays."""
        features = cls()
        for name, shape in _SHAPES.items():
            terms = str(stored[f"{name}_terms"]).split("\n")
            shape = {option: value for option, value in shape.items() if option != "min_df"}
            vectorizer = TfidfVectorizer(vocabulary={term: at for at, term in enumerate(terms)}, **shape)
            vectorizer.idf_ = stored[f"{name}_idf"]
            features._vectorizers[name] = vectorizer
        return features


def remembered(texts: Sequence[str], file: Path) -> Vectors:
    """The vectors of training texts, kept in a file from one training to the next (a text's vector never changes)."""
    keys = [hashlib.sha1(text.encode()).hexdigest()[:16] for text in texts]
    kept = _read(file)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
    if missing:
        kept |= dict(zip(missing, encode(list(missing.values())).astype(np.float16), strict=True))
        wanted = set(keys)
        _write(file, {key: vector for key, vector in kept.items() if key in wanted})
    return np.array([kept[key] for key in keys], dtype=np.float32).reshape(-1, SIZE)


def _read(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    with np.load(file, allow_pickle=False) as stored:
        return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))


def _write(file: Path, kept: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".part.npz")
    np.savez(unfinished, keys=np.array(list(kept)), vectors=np.array(list(kept.values()), dtype=np.float16))
    unfinished.replace(file)
