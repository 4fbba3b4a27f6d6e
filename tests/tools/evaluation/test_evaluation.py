"""Evaluation: intervals that are known, and what counts as right."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tools.evaluation import questions
from tools.evaluation.asking import Answer
from tools.evaluation.classification import evaluate as classified
from tools.evaluation.classification import plain_search
from tools.evaluation.facts import Patterns
from tools.evaluation.shares import Share, table
from tools.evaluation.slots import wrong_slots
from web.app import cli as command_line


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962), (81, 263, 0.2553, 0.3662)],
)
def test_intervals_are_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert Share(hits, of).interval == pytest.approx((low, high), abs=0.0001)


def test_nothing_tried_says_nothing() -> None:
    assert Share(0, 0).interval == (0.0, 1.0)


def test_a_table_lines_up() -> None:
    assert table([("a", "bb"), ("ccc", "d")]) == "| a   | bb |\n|-----|----|\n| ccc | d  |"


def test_classification_is_counted_at_the_digits_a_label_has() -> None:
    item: Any = SimpleNamespace(text="leather handbag", lang="en", attributes={}, facts={}, code="420221")
    report = classified([item])
    shares = report.shares["import desk"]
    assert shares[4, 1].of == shares[6, 5].of == 1
    assert shares[8, 1].of == 0, "a label of six digits says nothing about eight"
    assert "420221" in {code[:6] for code in plain_search("leather handbag", "en")}
    assert plain_search("!?", "en") == []


class Assistant:
    """Answers every question about the same thing."""

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.heard: list[tuple[str, str]] = []

    async def handle(self, conversation: str, text: str, lang: str | None, on: object = None) -> Any:
        self.heard.append((conversation, text))
        shown = {"card": {"type": "estimate"}} if text == "IT" else {}
        return SimpleNamespace(
            topics=[self.topic, "bond"], intents=[], hedged=False, messages=[{"text": "$800", **shown}, self.choices]
        )

    @property
    def choices(self) -> dict[str, Any]:
        """What is offered beside it."""
        payloads = ['/show_article{"article": "de-minimis-history"}', "/start_over", '/show_article{"article": "gone"}']
        return {"text": "", "buttons": [{"title": payload, "payload": payload} for payload in payloads]}

    async def slots(self, conversation: str) -> dict[str, str]:
        return {
            "item": "bag",
            "value": "40",
            "quantity": "2",
            "each": "yes",
            "origin": "IT",
            "requested_slot": "origin",
        }

    async def forget(self, conversation: str) -> None:
        pass


async def test_the_last_answer_counts_in_a_conversation_of_its_own() -> None:
    rows = [
        {"id": "1", "kind": "education", "topic": "gifts", "text": "can i get a gift duty free", "lang": "en"},
        {"id": "2", "kind": "education", "topic": "de_minimis", "text": "$800?", "lang": "en"},
        {"id": "3", "kind": "followup", "topic": "gifts", "turns": ["hi", "and gifts?"], "lang": "en"},
        {
            "id": "4",
            "kind": "estimate",
            "topic": "duty_rates",
            "text": "a bag",
            "lang": "en",
            "slots": {"item": "handbag", "value": 80, "currency": "USD", "quantity": 2, "origin": "Italy"},
        },
        {"id": "5", "kind": "mixed", "topic": "bond", "text": "a $3000 bag, bond?", "lang": "en"},
    ]
    assistant = Assistant("gifts")
    report = await questions.evaluate(rows, assistant)
    assert [one.right for one in report.answered] == [True, False, True, False, True]
    assert [one.misled for one in report.answered] == [False, True, False, True, False]
    assert [one.reached for one in report.answered] == [True, True, True, False, True], "$800 is offered beside gifts"
    assert len({conversation for conversation, _ in assistant.heard}) == 5
    assert report.overall()["education"] == Share(1, 2)
    assert report.by("kind")["followup"] == Share(1, 1)
    assert report.answered[3].answer.turns is None, "the origin is told in words, not as a code"
    assert report.answered[3].wrong_slots == ()
    assert json.dumps(report.as_dict())
    assert "1 x estimate -> gifts" in report.as_text()


@pytest.mark.parametrize(
    ("slots", "wrong"),
    [
        ({"item": "leather purse", "value": "450", "origin": "IT", "mode": "post"}, []),
        ({"item": "purse", "value": "450", "origin": "IT", "mode": "post", "date": "2026-11-25"}, ["date (unsaid)"]),
        (
            {"item": "lawn mower", "value": "45", "currency": "EUR", "origin": "FR"},
            ["item", "value", "currency", "origin", "mode"],
        ),
        ({}, ["item", "value", "origin", "mode"]),
    ],
)
def test_slots_are_right_or_named(slots: dict[str, str], wrong: list[str]) -> None:
    expected = {"item": "leather purse", "value": 450, "currency": "USD", "origin": "Italy", "mode": "post"}
    assert wrong_slots(expected, slots, "en") == wrong


def test_facts_and_claims_are_held_against_their_patterns() -> None:
    row = {
        "id": "1", "kind": "education", "topic": "de_minimis", "text": "?", "lang": "en",
        "must_say": ["Mail shipments have also been dutiable since 2025-08-29", "No such fact", "Unsure"],
        "must_say_confidence": ["high", "high", "low"],
        "must_not_say": ["packages under $800 are duty free"],
    }  # fmt: skip
    said = "Mail owes duty too. Packages under $800 are duty free."
    one = questions.judged(row, Answer(("de_minimis",), said=said), None, Patterns())
    assert (len(one.said), one.unsaid, one.unchecked) == (1, (), ("No such fact",))
    assert one.wrong == ("packages under $800 are duty free",)


@pytest.mark.parametrize(
    ("command", "text", "said"),
    [
        ("classify", "not json\n", ":1: not JSON"),
        ("classify", '{"hts": "42022190"}\n', ":1: a row needs hts"),
        ("classify", "", "no rows"),
        ("questions", '{"id": 1}\n', ":1: a row needs id"),
        ("questions", "", "no rows"),
    ],
)
def test_bad_sets_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str, text: str, said: str
) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(text)
    assert command_line.run(["evaluate", command, str(path)]) == 2
    assert said in capsys.readouterr().err
