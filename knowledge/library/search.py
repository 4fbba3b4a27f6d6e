"""Full-text search over the articles of one language: which answer a question may mean."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from knowledge.library.active_release import kept_with_knowledge
from knowledge.library.articles import Article, load_articles
from knowledge.library.placeholders import fill

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# bm25 weights of title, summary, asks, lead, body. An article has a hundred asks that name all kinds of goods: weighed
# like the title they would drown what it is about.
_WEIGHTS = "4.0, 2.0, 1.0, 1.5, 0.5"
LIKE_QUESTIONS = "4.0, 2.0, 6.0, 1.5, 0.5"
"""The weights for the assistant, which knows by its classifier what an article is about."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a text may be about; `score` grows with likeness and is comparable within one query only."""

    slug: str
    topic: str
    title: str
    passage: str
    score: float


class ArticleIndex:
    """An in-memory index of the articles of one language."""

    def __init__(self, articles: Sequence[Article], lang: str) -> None:
        self._articles = {article.slug: article for article in articles}
        self._lang = lang
        # One read-only index serves the web's and the assistant's threads.
        self._db = Database(sqlite3.connect(":memory:", check_same_thread=False))
        self._db.conn.execute(
            "create virtual table page using fts5(slug unindexed, title, summary, asks, lead, body, "
            'tokenize = "porter unicode61 remove_diacritics 2")'
        )
        self._db.conn.executemany("insert into page values (?, ?, ?, ?, ?, ?)", map(self._row, articles))

    def _row(self, article: Article) -> tuple[str, ...]:
        edition = article.in_language(self._lang)
        asks = "\n".join(edition.facts.asks)
        return article.slug, edition.title, edition.summary, asks, edition.lead, edition.body

    def search(self, text: str, limit: int = 5, weights: str = _WEIGHTS) -> list[Hit]:
        """The articles nearest to a text, best first; none where no word of it stands in any."""
        words = list(dict.fromkeys(word.lower() for word in _WORD.findall(text)))[:40]
        if not words:
            return []
        query = " OR ".join(f'"{word}"' for word in words)
        rows = self._db.conn.execute(
            f"select slug, -bm25(page, 0, {weights}) as score from page where page match ? order by score desc limit ?",
            (query, limit),
        )
        return [self._hit(slug, score) for slug, score in rows]

    def _hit(self, slug: str, score: float) -> Hit:
        article = self._articles[slug]
        edition = article.in_language(self._lang)
        return Hit(slug, article.topic, edition.title, fill(edition.summary, self._lang), score)


@kept_with_knowledge
def index(lang: str) -> ArticleIndex:
    """The index of the articles in use."""
    return ArticleIndex(load_articles(), lang)


def search(text: str, lang: str, limit: int = 5, weights: str = _WEIGHTS) -> list[Hit]:
    """The articles in use that are nearest to a text in a language, best first."""
    return index(lang).search(text, limit, weights)
