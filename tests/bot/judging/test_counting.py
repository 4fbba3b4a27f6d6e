"""Counted words and pieces are what scikit-learn counts, and a server does without scikit-learn."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.judging.counting import Counted, pieces, words
from knowledge.library.articles import load_articles

_ASKS = [ask for article in load_articles() for lang in ("en", "es") for ask in article.in_language(lang).facts.asks]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("split", "rarest", "shape"),
    [(words, 1, {"ngram_range": (1, 2)}), (pieces, 2, {"analyzer": "char_wb", "ngram_range": (3, 4), "min_df": 2})],
)
def test_the_same_as_scikit_learn(split: Callable[[str], Iterable[str]], rarest: int, shape: dict[str, object]) -> None:
    learned, asked = _ASKS[::3], [*_ASKS[1::9], "", "?", "a an the", "zzzz"]
    theirs = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **shape).fit(learned)
    ours = Counted(split, rarest)
    ours.fit(learned)
    again = Counted(split)
    again.restore("x", ours.stored("x"))
    assert len(again) == len(theirs.vocabulary_)
    for text, row in zip(asked, theirs.transform(asked), strict=True):
        row.sort_indices()
        places, weights = again.weigh(text)
        assert places.tolist() == row.indices.tolist()
        assert weights.tolist() == pytest.approx(row.data.tolist(), abs=1e-6)


def test_a_server_imports_no_library_for_training() -> None:
    listed = "import sys, bot.release.watcher, web.app.serve; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True).stdout.split()
    assert "rasa.core.agent" in modules
    assert not {"sklearn", "tensorflow", "scipy.optimize"} & set(modules)
