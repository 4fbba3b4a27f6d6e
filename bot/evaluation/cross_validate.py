"""The check questions by cross-validation: each fifth asked of models that learned from the other four as well.

A check question never trains the assistant that runs. Here, to see how far questions of their kind are understood once
some like them are known, each part of them is held out in turn. What is searched are the articles as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.dialogue.intents import spoken_languages
from bot.evaluation.checks import Check, checks
from bot.training.train import folder, train
from knowledge.library.articles import Article, load_articles

FOLDS = 5


def cross_validated(progress: Callable[[str], object] | None = None) -> list[Check]:
    """Every check question, asked while its part was held out (takes about four minutes)."""
    met: list[Check] = []
    for part, (known, held) in enumerate(parts(load_articles()), 1):
        if progress:
            progress(f"part {part} of {FOLDS}")
        met += _asked(known, held)
    return met


def _asked(known: Sequence[Article], held: Sequence[Article]) -> list[Check]:
    """The check questions of some articles, asked of models that exist for no longer than that."""
    kept = set(folder().glob("*/*.tar.gz"))
    models = train(articles=known)
    try:
        return checks(held, models)
    finally:
        for model in set(models.values()) - kept:
            model.unlink()


def parts(articles: Sequence[Article]) -> Iterator[tuple[list[Article], list[Article]]]:
    """The articles to learn from, with the check questions of the other parts among what people ask, and the articles
    with the check questions of this part alone; once for each part."""
    for part in range(FOLDS):
        known, held = [], []
        for number, article in enumerate(articles):
            learned, kept = article, article
            for lang in spoken_languages():
                facts = article.in_language(lang).facts
                out = tuple(check for at, check in enumerate(facts.checks) if (at + number) % FOLDS == part)
                asked = (*facts.asks, *(check for check in facts.checks if check not in out))
                learned, kept = _with(learned, lang, asks=asked), _with(kept, lang, checks=out)
            known.append(learned)
            held.append(kept)
        yield known, held


def _with(article: Article, lang: str, **facts: tuple[str, ...]) -> Article:
    edition = article.in_language(lang)
    changed = replace(edition, facts=edition.facts.model_copy(update=facts))
    return replace(article, editions={**article.editions, lang: changed})


if __name__ == "__main__":
    found = cross_validated(print)
    for check in found:
        if not check.reached:
            print(check)
    reached = sum(check.reached for check in found)
    print(f"{reached} of {len(found)} check questions reach their article, each asked while it was held out")
