"""A described item finds sensible lines in either language, with answers narrowing them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tariff_data.classify import classify
from tariff_data.result import Range


@pytest.mark.parametrize(
    ("text", "lang", "heading"),
    [
        ("women's leather handbag", "en", "4202"),
        ("cotton t-shirt", "en", "6109"),
        ("camiseta de algodón", "es", "6109"),
        ("bolso de cuero", "es", "4202"),
        ("toothbrushs", "en", "9603"),
        ("gold necklace 18k", "en", "7113"),
    ],
)
def test_everyday_items_find_their_heading(text: str, lang: str, heading: str) -> None:
    assert classify(text, lang).candidates[0].heading == heading


def test_probabilities_fall_and_sum_to_at_most_one() -> None:
    found = classify("wooden chair", top=50)
    scores = [c.score for c in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) <= 1.001


def test_a_known_value_decides_between_value_bands() -> None:
    assert classify("women's leather handbag", facts={"unit_value": 450}).candidates[0].hts == "42022190"
    assert classify("women's leather handbag", facts={"unit_value": "15"}).candidates[0].hts == "42022160"


def test_nothing_is_asked_when_every_line_costs_the_same() -> None:
    same = Range(Decimal(5), Decimal(5), Decimal(5))
    assert classify("women's leather handbag", duty_of=lambda _: same).questions == ()


def test_an_unknown_answer_is_not_asked_again() -> None:
    first = classify("women's handbag")
    assert first.questions
    asked = first.questions[0].id
    assert asked not in {q.id for q in classify("women's handbag", facts={asked: "unknown"}).questions}


def test_words_nobody_knows_give_no_candidate() -> None:
    assert classify("qzxv wvqk").candidates == ()
    assert classify("").candidates == ()
