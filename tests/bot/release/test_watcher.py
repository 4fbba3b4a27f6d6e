"""A running assistant goes over to another state of the knowledge without dropping a conversation."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.evaluation.stories import TODAY
from bot.runtime.assistant import Assistant, Turn
from knowledge.library.active_release import Knowledge, in_use
from knowledge.library.articles import Article

pytestmark = pytest.mark.asyncio(loop_scope="session")
NEW = "The new text of this answer."


@pytest_asyncio.fixture(loop_scope="session")
async def other(assistant: Assistant) -> AsyncIterator[Knowledge]:
    """The knowledge in use with another text in one article; the questions, and so the models, are the same."""
    before = in_use()
    yield replace(before, release=99, articles=tuple(map(rewritten, before.articles)))
    await assistant.take_up(before)


def rewritten(article: Article) -> Article:
    if article.slug != "gifts":
        return article
    editions = {lang: replace(edition, lead=NEW) for lang, edition in article.editions.items()}
    return replace(article, editions=editions)


async def asked(assistant: Assistant, text: str, name: str | None = None) -> Turn:
    return await assistant.handle(name or secrets.token_urlsafe(16), text, "en", TODAY)


async def test_every_turn_is_answered_while_it_goes_over(
    assistant: Assistant, other: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    taking = asyncio.create_task(assistant.take_up(other))
    turns = []
    with caplog.at_level(logging.WARNING):
        while not taking.done():
            turns += await asyncio.gather(*(asked(assistant, "are gifts still duty free?") for _ in range(3)))
    await taking
    assert turns and all(turn.topics == ["gifts"] for turn in turns)
    assert [record.message for record in caplog.records if record.name.startswith(("rasa", "bot"))] == []
    after = await asked(assistant, "are gifts still duty free?")
    assert after.messages[0]["text"].startswith(NEW)
    assert assistant.release == 99


async def test_a_form_goes_on_with_everything_that_was_said(assistant: Assistant, other: Knowledge) -> None:
    name = secrets.token_urlsafe(16)
    await asked(assistant, "a drone from China $300", name)
    before = await assistant.slots(name)
    await assistant.take_up(other)
    kept = await assistant.slots(name)
    assert kept["item"] == "drone" and kept == before
    await asked(assistant, "by mail", name)
    assert (await assistant.slots(name))["mode"] == "post"
    assert await assistant.transcript(name)
    await assistant.forget(name)
    assert await assistant.transcript(name) is None
