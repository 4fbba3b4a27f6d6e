"""Rate texts and countries as people read them."""

from __future__ import annotations

import pytest

from knowledge.wording.rates import rate_words
from knowledge.wording.translate import country_in_sentence, country_name
from tariff_data.duty_rates import parse_rate
from tariff_data.hts.database import open_schedule


@pytest.mark.parametrize(
    ("text", "spanish"),
    [
        ("Free", "Libre"),
        ("16.5%", "16.5%"),
        ("40¢ each + 8.5% on the case", "40¢ por unidad + 8.5% sobre la caja"),
        ("2.8% on the strap, band or bracelet", "2.8% sobre la correa o brazalete"),
        ("90¢/pr. + 37.5%", "90¢/par + 37.5%"),
        ("6.3¢/liter", "6.3¢/litro"),
        ("17.8¢/pf. liter", "17.8¢/litro de prueba"),
    ],
)
def test_rate_words(text: str, spanish: str) -> None:
    assert rate_words(text, "es") == spanish
    assert rate_words(text, "en") == text


def test_no_rate_that_can_be_read_keeps_english_words_in_spanish() -> None:
    english = (" each", " on ", "liter", "/pr", "/doz", "Free")
    for line in open_schedule().lines():
        if parse_rate(line.general).reason is None and "less" not in line.general and "content" not in line.general:
            if line.hts8.startswith("98"):
                continue  # chapter 98 has sentences
            said = rate_words(line.general, "es")
            assert not any(word in said for word in english), line.general


def test_countries_in_sentences() -> None:
    assert country_in_sentence("GB", "en") == "the United Kingdom" and country_in_sentence("GB", "es") == "Reino Unido"
    assert country_name("HK", "en") == country_name("HK", "es") == "Hong Kong"
    assert country_in_sentence("IT", "en") == "Italy"
