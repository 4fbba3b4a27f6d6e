"""Thumbs: the question and the article come from the conversation, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.runtime.feedback import thumb
from knowledge.review.feedback import Thumbs, thumbs
from knowledge.review.grouping import groups

SAID = [
    {"by": "person", "text": "are gifts taxed, card [card number]"},
    {"by": "desk", "text": "A gift ...", "card": {"type": "article", "slug": "gifts"}},
    {"by": "desk", "text": "Was that it?"},
    {"by": "person", "text": "¿y los libros pagan arancel?"},
    {"by": "desk", "text": "Los libros ..."},
]


class Conversations:
    async def transcript(self, conversation: str) -> list[dict[str, Any]] | None:
        return SAID if conversation == "known" else None


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path))


async def test_a_thumb_down_brings_the_question_to_the_queue(home: None) -> None:
    assert await thumb(Conversations(), "known", 1, False, "en")
    (group,) = groups()
    assert (group.text, group.lang, group.closest) == ("are gifts taxed, card [card number]", "en", ("gifts",))
    assert thumbs() == {"gifts": Thumbs(0, 1)}


async def test_the_language_is_that_of_the_question(home: None) -> None:
    assert await thumb(Conversations(), "known", 4, False, "en")
    assert [group.lang for group in groups()] == ["es"]


async def test_a_thumb_up_is_only_counted(home: None) -> None:
    assert await thumb(Conversations(), "known", 1, True)
    assert groups() == []
    assert thumbs() == {"gifts": Thumbs(1, 0)}


@pytest.mark.parametrize(("conversation", "message"), [("known", 0), ("known", 5), ("known", -1), ("unknown", 1)])
async def test_what_is_no_answer_cannot_be_thumbed(home: None, conversation: str, message: int) -> None:
    assert not await thumb(Conversations(), conversation, message, False)
    assert groups() == [] and thumbs() == {}
