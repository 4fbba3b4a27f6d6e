"""The oracle answers from the true line, and says so where the line is silent; rates in percent, inside or not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tariff_data.classification import classify
from tariff_data.classification.facts import UNKNOWN
from tariff_data.core.messages import Message
from tariff_data.results import Option, Question, Range
from tools.evaluation.oracle import Asked, answer, ask
from tools.evaluation.rates import Inside, base_rate, china_rate


def question(name: str, *values: str) -> Question:
    return Question(name, Message("?"), tuple(Option(value, Message(value)) for value in (*values, UNKNOWN)))


@pytest.mark.parametrize(
    ("fact", "values", "true", "said"),
    [
        ("kind", ("4202", "6307"), "42022190", "4202"),
        ("kind", ("6307", "not:6307"), "42022190", "not:6307"),
        ("line", ("42022160", "42022190"), "42022190", "42022190"),
        ("material", ("plastic", "leather"), "42022190", "leather"),
        ("unit_value", ("0-20", "20-"), "42022190", "20-"),
        ("unit_value", ("0-20", "20-"), "95030000", UNKNOWN),
        ("knit", ("knit", "woven"), "61091000", "knit"),
        ("for_whom", ("men", "women"), "95030000", UNKNOWN),
        ("material", ("plastic",), "00000000", UNKNOWN),
    ],
)
def test_answers(fact: str, values: tuple[str, ...], true: str, said: str) -> None:
    assert answer(question(fact, *values), true) == said


def test_two_questions_at_most_are_answered_and_counted() -> None:
    def again(facts: Any) -> Any:
        return classify("women's handbag", facts=facts, duty_of=base_rate)

    asked = Asked()
    found, answers = ask(again({}), again, "42022190", asked)
    assert 1 <= len(answers) <= 2
    assert asked.by_count[len(answers)] == 1 and sum(asked.by_fact.values()) == len(answers)
    assert found.candidates[0].hts == "42022190"
    _, without = ask(again({}), again, "42022190", Asked(), never=next(iter(answers)))
    assert next(iter(answers)) not in without


def test_goods_of_china_owe_at_least_the_base_rate() -> None:
    base, all_duties = base_rate("42022190"), china_rate("42022190")
    assert base.likely == Decimal("9")
    assert all_duties.likely is not None and all_duties.likely > base.likely
    assert base_rate("22042150").likely is None


def test_a_true_rate_is_inside_the_ends_of_the_plausible_ones() -> None:
    def rate(value: str | None) -> Range:
        end = None if value is None else Decimal(value)
        return Range(end, end, end)

    inside = Inside()
    inside.note(rate("5"), [rate("3"), rate("9")])
    inside.note(rate("10"), [rate("3"), rate("9"), rate(None)])
    inside.note(rate(None), [rate("3")])
    inside.note(rate("5"), [])
    assert inside.hits == [True, False, False]
    assert (inside.width, inside.open_ended) == (6.0, 1)
