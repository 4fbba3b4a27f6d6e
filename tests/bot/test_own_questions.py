"""The desk's own Spanish questions: none is trained on, and enough of them are answered with the right topic."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.assistant import Assistant
from bot.batch import converse
from bot.training_data import estimate_examples, flow_examples
from knowledge.loading import load_articles

FILE = Path(__file__).resolve().parents[1] / "cases" / "questions" / "spanish.yaml"
RIGHT = 0.88
KINDS = {"estimate", "unsafe", "out_of_scope", "chitchat"}


def rows() -> list[dict[str, Any]]:
    return list(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def test_none_is_trained_on() -> None:
    asks = {ask.casefold() for article in load_articles() for ask in article.in_language("es").facts.asks}
    asks |= {text.casefold() for texts in flow_examples("es").values() for text in texts}
    asks |= {text.casefold() for text in estimate_examples("es")}
    texts = [row["text"].casefold() for row in rows()]
    assert len(texts) == len(set(texts)) >= 60
    assert not asks.intersection(texts)


@pytest.mark.asyncio(loop_scope="session")
async def test_enough_are_right(assistant: Assistant) -> None:
    missed = []
    for row in rows():
        held = await converse(assistant, [row["text"]], row["lang"], date(2026, 11, 24))
        wanted = row["kind"] if row["kind"] in KINDS else row["topic"]
        if held.topics != [wanted]:
            missed.append(f"{row['text']} -> {held.topics}, not {wanted}")
    assert len(missed) <= len(rows()) * (1 - RIGHT), "\n".join(missed)
