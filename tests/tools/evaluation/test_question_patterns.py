"""The reviewed patterns of facts and claims: every one says yes and no where its controls say so."""

from __future__ import annotations

from typing import Any

import pytest

from tools.evaluation.facts import Pattern, Patterns, normal

PATTERNS = Patterns()


def controls() -> list[Any]:
    return [
        pytest.param(row.get("fact") or row["claim"], lang, sentence, expected, id=f"{lang} {expected} {sentence[:60]}")
        for row in PATTERNS.rows
        for lang in ("en", "es")
        if lang in row
        for expected, name in ((True, "positive"), (False, "negative"))
        for sentence in row[lang][name]
    ]


@pytest.mark.parametrize(("fact", "lang", "sentence", "expected"), controls())
def test_controls(fact: str, lang: str, sentence: str, expected: bool) -> None:
    pattern = PATTERNS.of(fact, lang)
    assert pattern is not None
    assert pattern.holds(sentence) is expected


def test_every_row_is_a_fact_or_a_claim_with_controls_in_each_of_its_languages() -> None:
    keys = [normal(row.get("fact") or row["claim"]) for row in PATTERNS.rows]
    assert len(keys) == len(set(keys))
    for row in PATTERNS.rows:
        assert ("fact" in row) != ("claim" in row)
        for lang in {"en", "es"} & row.keys():
            assert row[lang]["positive"] and row[lang]["negative"]
            assert ("says" in row[lang]) == ("fact" in row)


def test_a_denial_in_one_sentence_does_not_hide_a_claim_in_another() -> None:
    pattern = PATTERNS.of("packages under $800 are duty free", "en")
    assert isinstance(pattern, Pattern)
    assert pattern.holds("That is not a tax. Packages under $800 are duty free.")


def test_other_languages_are_answered_in_english() -> None:
    claim = "Packages under $800 are duty free"
    assert PATTERNS.of(claim, "zh") is PATTERNS.of(claim, "en") is not None
