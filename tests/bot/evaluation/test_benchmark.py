"""The real thing, small: three articles are trained and measured in child processes, as a publication does it."""

from __future__ import annotations

import shutil
from pathlib import Path
from unittest.mock import ANY

import pytest

from bot.evaluation import benchmark as measuring
from bot.evaluation.benchmark import Measured, Met, measure
from bot.evaluation.regression_gate import compare
from bot.training import train as training
from knowledge.library.active_release import ROOM, Knowledge, read_knowledge, using
from knowledge.review.questions import questions
from knowledge.wording.translate import say
from tests.conftest import only_one

SLUGS = ("de-minimis-ended", "gifts", "mpf-and-hmf")
STORY = """- story: gifts
  lang: en
  turns: [{say: "are gifts still duty free?", topic: gifts}]
- story: books
  lang: en
  turns: [{say: "are gifts still duty free?", topic: books}]
- story: something that nobody can answer
  lang: en
  turns: [{say: "zebra licences of the quantum xylophone"}]
"""


def small(folder: Path) -> Knowledge:
    for slug in SLUGS:
        shutil.copytree(ROOM / "articles" / slug, folder / "articles" / slug)
    for lists in ("intercepts", "glossary"):
        shutil.copytree(ROOM / lists, folder / lists)
    (folder / "out_of_scope").mkdir()
    (folder / "out_of_scope" / "en.yaml").write_text("- who will win the chess world cup\n- the next chess champion\n")
    return read_knowledge(folder)


@pytest.fixture(scope="module")
def measured(trained: None, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder = tmp_path_factory.mktemp("small")
    (folder / "stories").mkdir()
    (folder / "stories" / "gifts.yaml").write_text(STORY)
    knowledge = small(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMPORTDESK_STORIES", str(folder / "stories"))
        with using(knowledge), only_one("training"):
            training.train()
        asked = [("en", "is there still duty free for gifts"), ("en", "chess world cup winner")]
        return measure(knowledge, asked)


def test_check_questions_are_asked_in_every_language(measured: Measured) -> None:
    assert {check.slug for check in measured.checks} == set(SLUGS)
    assert {check.lang for check in measured.checks} == {"en", "es"}
    assert sum(check.reached for check in measured.checks) >= 0.9 * len(measured.checks)


def test_stories_are_held(measured: Measured) -> None:
    assert measured.stories["gifts: gifts"] is None
    assert "the topic is not books" in say(measured.stories["gifts: books"] or "")


def test_questions_are_met_as_staff_decided(measured: Measured) -> None:
    assert measured.met["en", "is there still duty free for gifts"] == Met("gifts", ANY)
    assert measured.met["en", "chess world cup winner"].answered == "out_of_scope"


def test_nothing_that_was_asked_waits_for_staff(measured: Measured) -> None:
    assert "something that nobody can answer" in str(list(measured.stories))
    assert "zebra licences" not in str([question.text for question in questions()])


def test_what_was_measured_is_written_and_read_alike(measured: Measured, tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text(measuring.as_json(measured))
    again = measuring.read(tmp_path / "result.json")
    assert again == measured
    assert compare(measured, again).passes
