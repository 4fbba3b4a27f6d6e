"""What is held out of which part: the models themselves are trained by `python -m bot.evaluation.cross_validate`."""

from __future__ import annotations

from collections import Counter

from bot.dialogue.intents import spoken_languages
from bot.evaluation.cross_validate import FOLDS, parts
from knowledge.library.articles import Article, load_articles


def questions(articles: list[Article], kind: str) -> Counter[tuple[str, str, str]]:
    return Counter(
        (lang, article.slug, text)
        for lang in spoken_languages()
        for article in articles
        for text in getattr(article.in_language(lang).facts, kind)
    )


def test_every_check_question_is_held_out_once_and_never_learned_from_then() -> None:
    articles = list(load_articles())
    every, heard = questions(articles, "checks"), Counter[tuple[str, str, str]]()
    for known, held in parts(articles):
        out = questions(held, "checks")
        learned = questions(known, "asks")
        assert not out & learned
        assert every - out <= learned, "the questions of the other parts are learned from"
        assert len(out) < 2 * len(every) / FOLDS
        heard += out
    assert heard == every
