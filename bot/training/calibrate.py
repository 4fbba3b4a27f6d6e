"""`python -m bot.training.calibrate`: measures out of fold how sure the assistant can be; writes `bot/data/limits.yml`.

The articles' own questions are split into folds; each fold is classified by a machine, and searched in an index, that
have not seen it. The check questions take no part.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import yaml
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.dialogue.intents import ARTICLE, spoken_languages
from bot.judging.articles import rank
from bot.judging.features import Features, remembered
from bot.judging.limits import FILE, limits
from bot.judging.machine import fit, softmax
from bot.judging.nearest import gather
from bot.nlu.entities import read
from bot.nlu.tokenizer import lemmas
from bot.training import dataset
from knowledge.library.articles import Article, load_articles
from knowledge.library.search import LIKE_QUESTIONS, ArticleIndex
from tariff_data.core.paths import home

_FOLDS = 4
_HEDGED = 0.4  # from here on the nearest article is shown, with the next ones beside it; below, they are only offered
_PRECISION = 0.97  # of the answers shown without choices, by topic


def measure(lang: str) -> dict[str, float]:
    """The limits of one language."""
    articles = load_articles()
    blocks = dataset.nlu(articles, lang)["nlu"]
    rows = [
        (block["intent"], line.removeprefix("- "), "metadata" not in block)
        for block in blocks
        for line in block["examples"].splitlines()
    ]
    intents, texts, own = (np.array(column) for column in zip(*rows, strict=True))
    stems = np.array([" ".join(lemma for *_place, lemma in lemmas(read(text, lang))) for text in texts])
    vectors = remembered(texts.tolist(), home() / "models" / f"vectors-{lang}.npz")
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
    judged: list[tuple[Any, ...]] = []
    for train, test in folds.split(texts, intents):
        test = test[own[test]]
        features = Features()
        features.fit(stems[train][own[train]].tolist())
        learned = features.rows(stems[train].tolist(), vectors[train])
        machine = fit(learned, len(features), intents[train].tolist(), own[train])
        asked = train[own[train] & np.char.startswith(intents[train], ARTICLE)]
        nearest = gather(vectors[asked], intents[asked].tolist())
        rows_held = features.rows(stems[test].tolist(), vectors[test])
        decisions = [machine.decide(row) for row in rows_held]
        index = ArticleIndex([_without(article, lang, set(texts[test])) for article in articles], lang)
        judged += [
            (intents[i], machine.names, row, nearest.likeness(vectors[i]), index.search(texts[i], 40, LIKE_QUESTIONS))
            for i, row in zip(test, decisions, strict=True)
        ]
    return _fit(judged, lang, {article.slug: article.topic for article in articles})


def _without(article: Article, lang: str, held: set[str]) -> Article:
    edition = article.in_language(lang)
    asks = tuple(ask for ask in edition.facts.asks if " ".join(ask.split()) not in held)
    return replace(
        article,
        editions={**article.editions, lang: replace(edition, facts=edition.facts.model_copy(update={"asks": asks}))},
    )


def _fit(judged: list[tuple[Any, ...]], lang: str, topics: dict[str, str]) -> dict[str, float]:
    def loss(temperature: float) -> float:
        return float(
            np.mean([-np.log(softmax(row * temperature)[names.index(intent)]) for intent, names, row, *_ in judged])
        )

    temperature = float(minimize_scalar(loss, bounds=(0.5, 20), method="bounded").x)
    plain = replace(limits(lang), margin=1.0, top=0.0, offset=0.0)
    marks, right, slug_right = [], [], []
    for intent, names, row, like, hits in judged:
        if not intent.startswith(ARTICLE):
            continue
        decisions = dict(zip(names, map(float, row), strict=True))
        ranked = rank(decisions, like, {hit.slug: hit.score for hit in hits}, plain)
        top = max(value for name, value in decisions.items() if name.startswith(ARTICLE))
        marks.append((ranked.scores[0][1] - ranked.scores[1][1], top))
        slug = intent.removeprefix(ARTICLE)
        right.append(topics[str(ranked.best)] == topics[slug])
        slug_right.append(ranked.best == slug)
    fitted = LogisticRegression(C=100).fit(marks, right)
    odds = fitted.predict_proba(marks)[:, 1]
    order = np.argsort(-odds)
    precision = np.cumsum(np.array(right)[order]) / np.arange(1, len(order) + 1)
    reached = np.nonzero(precision >= _PRECISION)[0]
    direct = float(odds[order][reached[-1]]) if len(reached) else 1.0
    print(
        f"{lang}: {len(marks)} questions of {len(topics)} articles, out of fold: article {np.mean(slug_right):.1%}, "
        f"topic {np.mean(right):.1%}; {_PRECISION:.0%} right for the surest {(reached[-1] + 1) / len(order):.0%}"
    )
    (margin, top), offset = fitted.coef_[0], fitted.intercept_[0]
    numbers = {
        "temperature": temperature,
        "search": plain.search,
        "likeness": plain.likeness,
        "margin": margin,
        "top": top,
        "offset": offset,
        "direct": direct,
        "hedged": _HEDGED,
    }
    return {name: round(float(value), 3) for name, value in numbers.items()}


if __name__ == "__main__":
    found = {lang: measure(lang) for lang in spoken_languages()}
    comment = "# Written by `python -m bot.training.calibrate`: out of fold, on the articles' own questions.\n"
    rows = yaml.safe_dump(found, default_flow_style=None, sort_keys=False, width=200)
    FILE.write_text(comment + rows, encoding="utf-8")
