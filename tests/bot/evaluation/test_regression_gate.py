"""The gate: what is compared, and when a candidate stays out."""

from __future__ import annotations

from dataclasses import replace

from bot.evaluation.benchmark import Check, Measured
from bot.evaluation.regression_gate import compare
from tariff_data.core.messages import Message

MET = Message("editorial.met.not")
CHECKS = tuple(Check("en", "gifts", f"question {n}", True, True, MET) for n in range(3))
NOW = Measured(CHECKS, {"a story": None})


def offered(check: Check) -> Check:
    """The same question, met by choices among which the article is."""
    return replace(check, direct=False)


def test_the_same_passes() -> None:
    gate = compare(NOW, NOW)
    assert gate.passes
    assert (gate.asked, gate.direct_then, gate.reached_then) == (3, 3, 3)


def test_offering_what_was_answered_does_not_pass() -> None:
    gate = compare(NOW, replace(NOW, checks=(offered(CHECKS[0]), *CHECKS[1:])))
    assert not gate.passes
    assert (gate.reached_then, gate.direct_now, gate.direct_then) == (3, 3, 2)
    assert (gate.as_json()["direct"], gate.as_json()["direct_before"]) == (2, 3)


def test_answering_what_was_offered_passes() -> None:
    now = replace(NOW, checks=tuple(map(offered, CHECKS)))
    assert compare(now, NOW).passes


def test_a_question_that_is_lost_does_not_pass_and_is_named() -> None:
    lost = replace(CHECKS[2], reached=False, direct=False)
    gate = compare(NOW, replace(NOW, checks=(*CHECKS[:2], lost)))
    assert not gate.passes and gate.breaks == (lost,) == gate.unreached


def test_a_story_that_falls_does_not_pass() -> None:
    gate = compare(NOW, replace(NOW, stories={"a story": MET}))
    assert not gate.passes and list(gate.stories or {}) == ["a story"]


def test_new_questions_are_not_counted_but_named() -> None:
    new = Check("en", "gifts", "a new one", False, False, MET)
    gate = compare(NOW, replace(NOW, checks=(*CHECKS, new)))
    assert gate.passes and gate.asked == 3 and gate.missed == (new,)
