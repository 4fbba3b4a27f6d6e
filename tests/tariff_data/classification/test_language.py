"""The language of a description is the one whose labels know its words together, whatever page it was typed on."""

from __future__ import annotations

import pytest

from tariff_data.classification import classify
from tariff_data.classification.index import index
from tariff_data.classification.language import spoken


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("frying pan", "es", "en"),
        ("hair dryer", "es", "en"),
        ("pan de molde", "es", "es"),
        ("pan", "es", "es"),
        ("mesa", "es", "es"),
        ("camiseta de algodón", "en", "es"),
        ("vino tinto", "en", "es"),
        ("sombrero", "en", "en"),
        ("funda para iphone", "es", "es"),
    ],
)
def test_the_language_of_a_text(text: str, page: str, language: str) -> None:
    assert spoken(text, page, index()) == language


def test_english_words_on_a_spanish_page_find_what_they_find_on_an_english_one() -> None:
    assert classify("frying pan", "es").candidates[0].hts == classify("frying pan", "en").candidates[0].hts
