"""Lines side by side: the words that set each apart from the one most like it, and nothing its label does not say."""

from __future__ import annotations

import pytest

from tariff_data.classification.rivals import Piece, apart, apart_from, most_alike
from tariff_data.hts.database import open_schedule


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.apart else piece.text for piece in pieces)


def test_the_word_that_differs_is_set_apart() -> None:
    labels = ["Leather handbags worth $20 or less each", "Leather handbags worth over $20 each", "Cotton hats"]
    assert [shown(pieces) for pieces in apart(labels, "en")] == [
        "Leather handbags worth $20 or [less] each",
        "Leather handbags worth [over] $20 each",
        "Cotton hats",
    ]


def test_a_line_is_compared_with_the_one_looked_at() -> None:
    found = apart_from("T-shirts, cotton", ["T-shirts, silk or wool", "Cotton t-shirts", "Umbrellas"], "en")
    assert [shown(pieces) for pieces in found] == ["T-shirts, [silk or wool]", "Cotton t-shirts", "Umbrellas"]


def test_plurals_and_little_words_set_nothing_apart() -> None:
    assert shown(apart_from("camisetas de algodón", ["la camiseta de algodón"], "es")[0]) == "la camiseta de algodón"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_joined_the_pieces_are_the_label_for_every_line(lang: str) -> None:
    schedule = open_schedule()
    told = 0
    for heading in schedule.headings():
        labels = [line.label(lang) for line in schedule.lines(heading.code)]
        found = apart(labels, lang)
        assert ["".join(piece.text for piece in pieces) for pieces in found] == labels
        told += any(piece.apart for pieces in found for piece in pieces)
    assert told > 700


def test_a_line_alone_has_nothing_to_be_set_apart_from() -> None:
    assert apart(["Smartphones"], "en") == [(Piece("Smartphones", False),)]


def test_the_lines_most_alike_keep_their_order() -> None:
    labels = ["Umbrellas", "Handbags of leather, costly", "Shoes", "Leather handbags"]
    assert most_alike("Leather handbags, cheap", labels, "en", 2) == [1, 3]
