"""Spanish words are known where English ones are, also under another name or ending."""

from __future__ import annotations

import pytest

from tariff_data.classification import classify
from tariff_data.classification.cognates import in_english
from tariff_data.classification.index import index


@pytest.mark.parametrize(
    ("word", "english"), [("hemoglobina", "hemoglobin"), ("tricloruro", "trichloride"), ("fotografia", "photography")]
)
def test_a_learned_word_is_known_by_its_english_form(word: str, english: str) -> None:
    assert in_english(word, index().languages["en"].words) == english


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("repuestos de moto", "partes de motocicleta"),
        ("chamarra de cuero", "chaqueta de cuero"),
        ("aretes", "pendientes"),
    ],
)
def test_one_thing_under_two_names_is_one_thing(one: str, other: str) -> None:
    first, second = classify(one, "es").candidates[0], classify(other, "es").candidates[0]
    assert first.heading == second.heading
