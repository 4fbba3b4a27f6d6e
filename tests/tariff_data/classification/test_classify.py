"""A described item finds sensible lines in either language, with answers narrowing them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tariff_data.classification import classify
from tariff_data.results import Range


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


def test_plausible_lines_are_weighed_and_candidates_varied() -> None:
    found = classify("wooden chair")
    rest = list(found.probability[1:])
    assert rest == sorted(rest, reverse=True)
    assert 0 < sum(c.score for c in found.candidates) <= 1.001
    assert len({c.heading for c in found.candidates}) > 1
    assert len({c.hts for c in found.candidates}) == len(found.candidates)


def test_a_fact_that_nobody_said_keeps_a_heading_from_being_called_strong() -> None:
    assert classify("women's skirt").candidates[0].confidence != "strong"
    assert classify("ceramic mug").candidates[0].confidence == "strong"


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


def test_what_a_bottle_holds_is_the_thing_and_a_box_of_wood_is_a_box() -> None:
    assert classify("bottle of red wine").candidates[0].heading == "2204"
    assert classify("botella de vino tinto", "es").candidates[0].heading == "2204"
    assert classify("jewelry box of wood").candidates[0].heading == "4420"


def test_an_answer_that_is_a_band_counts_against_lines_outside_it() -> None:
    assert classify("women's leather handbag", facts={"unit_value": "20-"}).candidates[0].hts == "42022190"
    assert classify("women's leather handbag", facts={"unit_value": "0-20"}).candidates[0].hts == "42022160"
    unknown = classify("women's leather handbag", facts={"unit_value": "unknown"})
    assert unknown.candidates[0].heading == "4202"


def test_what_was_ruled_out_stays_out_when_more_is_ruled_out() -> None:
    asked = next(q for q in classify("cover", facts={"kind": "not:6304,3926"}).questions if q.id == "kind")
    none_of_these = next(option.value for option in asked.options if option.value.startswith("not:"))
    assert none_of_these.startswith("not:6304,3926,")


def test_nothing_is_asked_about_a_difference_too_small_to_matter() -> None:
    leather, other = (Range(d, d, d) for d in (Decimal(9), Decimal("17.6")))

    def duty_of(hts: str) -> Range:
        return leather if hts.startswith("420221") else other

    assert classify("women's handbag", duty_of=duty_of, least=5.0).questions
    assert classify("women's handbag", duty_of=duty_of, least=9.0).questions == ()


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("plastic handbag", "4202"),
        ("handbag with a zipper, it is made of plastic", "4202"),
        ("chair made of steel", "9401"),
        ("toy car made of wood", "9503"),
        ("plastic raincoat", "3926"),
    ],
)
def test_a_material_does_not_outweigh_what_the_thing_is_called(text: str, heading: str) -> None:
    assert classify(text).candidates[0].heading == heading


def test_a_name_that_no_label_has_is_read_as_what_it_is_a_kind_of() -> None:
    assert classify("gittern").candidates[0].heading == "9202"
    assert classify("limoncello").candidates[0].heading == "2208"


@pytest.mark.parametrize(
    ("text", "heading"),
    [("live crabs", "0306"), ("crabs, prepared or preserved", "1605"), ("strawberries, frozen", "0811")],
)
def test_the_state_of_a_food_decides(text: str, heading: str) -> None:
    assert classify(text).candidates[0].heading == heading


def test_what_half_the_words_leave_unknown_is_not_called_strong() -> None:
    assert classify("zorbaxic chandelier").candidates[0].confidence != "strong"


@pytest.mark.parametrize("text", ["stainless steel water bottle", "leather handbag", "cotton t-shirt"])
def test_a_line_that_the_range_leaves_out_is_only_possible(text: str) -> None:
    found = classify(text)
    left_out = [candidate for candidate in found.candidates if candidate.hts not in found.plausible]
    assert left_out and {candidate.confidence for candidate in left_out} == {"possible"}
