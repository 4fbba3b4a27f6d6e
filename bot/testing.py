"""The articles' own check questions, asked of the assistant's models."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import rasa_compat

rasa_compat.install()

from rasa.core.agent import Agent  # noqa: E402

from bot.training import Progress, train  # noqa: E402
from bot.training_data import ARTICLE  # noqa: E402
from knowledge.glossary import term_by_id  # noqa: E402
from knowledge.loading import Article, load_articles  # noqa: E402


@dataclass(frozen=True, slots=True)
class Check:
    """One check question and how the assistant would meet it."""

    lang: str
    slug: str
    topic: str
    text: str
    answered: str | None  # the slug of the article that would be shown, if one would
    alone: bool  # shown without choices
    choices: tuple[str, ...]  # slugs offered, the nearest first
    same_topic: bool

    @property
    def reached(self) -> bool:
        """Whether the person gets to the article: shown, or among the choices."""
        return self.slug == self.answered or self.same_topic or (not self.alone and self.slug in self.choices)

    def __str__(self) -> str:
        met = f"answers {self.answered}" if self.answered else f"offers {', '.join(self.choices) or 'nothing'}"
        return f"{self.slug} ({self.lang}): {self.text!r} {met}"


def checks(
    articles: Sequence[Article] | None = None, models: dict[str, Path] | None = None, progress: Progress | None = None
) -> list[Check]:
    """Every check question of the articles, met by the models of the present inputs (or those given)."""
    articles = load_articles() if articles is None else articles
    models = models or train(articles=articles, progress=progress)
    return asyncio.run(_ask(articles, models))


def test(progress: Progress | None = None) -> Iterator[Check]:
    """The check questions that do not reach their article."""
    return (check for check in checks(progress=progress) if not check.reached)


async def _ask(articles: Sequence[Article], models: dict[str, Path]) -> list[Check]:
    topics = {article.slug: article.topic for article in articles}
    found = []
    for lang, model in models.items():
        agent = Agent.load(str(model))
        for article in articles:
            for text in article.in_language(lang).facts.checks:
                parsed = await agent.parse_message(text)
                found.append(_met(article, lang, text, parsed["intent"]["name"], parsed.get("judgement") or {}, topics))
    return found


def _met(
    article: Article, lang: str, text: str, intent: str, judgement: dict[str, object], topics: dict[str, str]
) -> Check:
    answered = intent.removeprefix(ARTICLE) if intent.startswith(ARTICLE) else None
    if judgement.get("term") and (term := term_by_id(str(judgement["term"]))):
        answered = term.article  # the definition, with the guide that says more
    closest = judgement.get("articles")
    choices = tuple(map(str, closest)) if isinstance(closest, list | tuple) else ()
    alone = intent != "offer" and not judgement.get("hedged")
    same = answered is not None and topics.get(answered) == article.topic
    return Check(lang, article.slug, article.topic, text, answered, alone, choices, same)
