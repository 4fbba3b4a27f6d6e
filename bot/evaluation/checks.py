"""The articles' own check questions, asked of the assistant's models."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import rasa_shims as rasa_compat

rasa_compat.install()

from rasa.core.agent import Agent  # noqa: E402

from bot.dialogue.intents import ARTICLE, spoken_languages  # noqa: E402
from bot.training.train import Progress, train  # noqa: E402
from knowledge.library.articles import Article, load_articles  # noqa: E402
from knowledge.terms.glossary import term_by_id  # noqa: E402
from knowledge.wording.translate import say  # noqa: E402
from tariff_data.core.messages import Message  # noqa: E402

Understand = Callable[[str, str], Awaitable[Mapping[str, Any]]]  # text, language -> Rasa's parse


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
    def direct(self) -> bool:
        """Whether the article is shown, or another on the same topic: not merely offered among choices."""
        return self.slug == self.answered or self.same_topic

    @property
    def reached(self) -> bool:
        """Whether the person gets to the article: shown, or among the choices."""
        return self.direct or (not self.alone and self.slug in self.choices)

    @property
    def met(self) -> Message:
        """What happens instead, or indeed."""
        if self.answered:
            return Message("editorial.met.answers", {"slug": self.answered})
        offered = Message("editorial.met.offers", {"slugs": ", ".join(self.choices)})
        return offered if self.choices else Message("editorial.met.not")

    def __str__(self) -> str:
        return f"{self.slug} ({self.lang}): {self.text!r} {say(self.met)}"


def checks(
    articles: Sequence[Article] | None = None, models: dict[str, Path] | None = None, progress: Progress | None = None
) -> list[Check]:
    """Every check question of the articles, met by the models of the present inputs (or those given)."""
    articles = load_articles() if articles is None else articles
    models = models or train(articles=articles, progress=progress)

    async def ask() -> list[Check]:
        agents = {lang: Agent.load(str(model)) for lang, model in models.items()}
        return await ask_checks(lambda text, lang: agents[lang].parse_message(text), articles)

    return asyncio.run(ask())


def test(progress: Progress | None = None) -> Iterator[Check]:
    """The check questions that do not reach their article."""
    return (check for check in checks(progress=progress) if not check.reached)


async def ask_checks(understand: Understand, articles: Sequence[Article]) -> list[Check]:
    """Every check question of the articles, in every language of the assistant."""
    topics = {article.slug: article.topic for article in articles}
    return [
        _met(article, lang, text, await understand(text, lang), topics)
        for lang in spoken_languages()
        for article in articles
        for text in article.in_language(lang).facts.checks
    ]


def answered_by(parsed: Mapping[str, Any]) -> tuple[str | None, bool, tuple[str, ...]]:
    """What a parsed message leads to: an article (its slug) or else an intent, whether alone, and what is offered.

    A definition leads to the guide that says more.
    """
    intent, judgement = parsed["intent"]["name"], parsed.get("judgement") or {}
    choices = tuple(map(str, judgement.get("articles") or ()))
    alone = intent != "offer" and not judgement.get("hedged")
    if judgement.get("term") and (term := term_by_id(str(judgement["term"]))):
        return term.article, alone, choices
    return (None if intent == "offer" else intent.removeprefix(ARTICLE)), alone, choices


def _met(article: Article, lang: str, text: str, parsed: Mapping[str, Any], topics: Mapping[str, str]) -> Check:
    answered, alone, choices = answered_by(parsed)
    answered = answered if answered in topics else None
    same = answered is not None and topics.get(answered) == article.topic
    return Check(lang, article.slug, article.topic, text, answered, alone, choices, same)
