"""The desk's own questions: none is trained on, and enough of them are answered with the right topic."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml

from bot.runtime.assistant import Assistant
from bot.runtime.batch import converse
from bot.training.dataset import estimate_examples, flow_examples
from knowledge.library.articles import load_articles
from tests import CASES

RIGHT = 0.88
KINDS = {"estimate", "unsafe", "out_of_scope", "chitchat"}


def rows(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((CASES / "questions" / f"{name}.yaml").read_text(encoding="utf-8")))


def trained_on(lang: str) -> set[str]:
    asks = {ask.casefold() for article in load_articles() for ask in article.in_language(lang).facts.asks}
    asks |= {text.casefold() for texts in flow_examples(lang).values() for text in texts}
    return asks | {text.casefold() for text in estimate_examples(lang)}


@pytest.mark.parametrize(("name", "least"), [("spanish", 60), ("unseen", 200), ("fresh", 200)])
def test_none_is_trained_on(name: str, least: int) -> None:
    asks = trained_on("en") | trained_on("es")
    texts = [row["text"].casefold() for row in rows(name)]
    assert len(texts) == len(set(texts)) >= least
    assert not asks.intersection(texts)


@pytest.mark.parametrize("name", ["unseen", "fresh"])
def test_unseen_questions_ask_for_topics_that_there_are(name: str) -> None:
    topics = {article.topic for article in load_articles()}
    assert {topic for row in rows(name) for topic in (row["topic"], *row.get("also", ()))} <= topics


async def missed(assistant: Assistant, asked: list[dict[str, Any]]) -> list[str]:
    found = []
    for row in asked:
        held = await converse(assistant, [row["text"]], row["lang"], date(2026, 11, 24))
        wanted = {row["kind"] if row["kind"] in KINDS else row["topic"], *row.get("also", ())}
        if len(held.topics) != 1 or held.topics[0] not in wanted:
            found.append(f"{row['text']} -> {held.topics}, not {wanted}")
    return found


@pytest.mark.asyncio(loop_scope="session")
async def test_enough_spanish_ones_are_right(assistant: Assistant) -> None:
    wrong = await missed(assistant, rows("spanish"))
    assert len(wrong) <= len(rows("spanish")) * (1 - RIGHT), "\n".join(wrong)


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", ["unseen", "fresh"])
async def test_unseen_ones_keep_their_recorded_share(assistant: Assistant, name: str, lang: str) -> None:
    """What is missed stays unsaid: single questions of these sets are not to be mended."""
    figures = json.loads((CASES / "accuracy.json").read_text(encoding="utf-8"))
    recorded = figures[f"{name.capitalize()} questions: {lang}"]
    asked = [row for row in rows(name) if row["lang"] == lang]
    right = len(asked) - len(await missed(assistant, asked))
    assert right / len(asked) >= recorded["low"], f"{right} of {len(asked)}, recorded {recorded}"
