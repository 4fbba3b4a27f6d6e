"""Messages become sentences in both languages, with Babel's formats."""

from datetime import date
from decimal import Decimal
from string import Formatter

import pytest

from knowledge.wording import translate as words
from knowledge.wording.languages import languages
from tariff_data.core.messages import Message


@pytest.mark.parametrize(
    ("lang", "shown"),
    [("en", "Law known through Oct 9, 2026."), ("es", "Leyes conocidas hasta el 9 oct 2026.")],
)
def test_notice_ends_with_the_day_in_the_language(lang: str, shown: str) -> None:
    assert words.say(Message("estimate.notice", {"day": date(2026, 10, 9)}), lang).endswith(shown)


def test_country_and_number_are_formatted() -> None:
    said = words.say(Message("missing.for_rate", {"rate": "90¢/pr. + 37.5%", "hts": "64029170"}), "en")
    assert "6402.91.70" in said and "90¢/pr. + 37.5%" in said
    assert "Italia" in words.say(Message("why.base_duty.column2", {"country": "IT"}), "es")


def test_unknown_message_is_an_error_not_a_blank() -> None:
    with pytest.raises(words.UnknownMessage):
        words.say(Message("no.such.key"))


@pytest.mark.parametrize(
    ("digits", "dotted"), [("42022190", "4202.21.90"), ("4202219000", "4202.21.90.00"), ("9903", "9903")]
)
def test_dots_of_a_tariff_number(digits: str, dotted: str) -> None:
    assert words.dotted(digits) == dotted


def test_percent_has_no_needless_zeros() -> None:
    assert words.percent(Decimal("16.50")) == "16.5%"
    assert words.percent(Decimal("9")) == "9%"


def test_every_catalogue_has_the_same_keys() -> None:
    keys = {code: set(words.catalogue(code)) for code in languages()}
    english = keys["en"]
    for code, found in keys.items():
        assert found == english, f"{code}: missing {sorted(english - found)}, too many {sorted(found - english)}"


def test_every_sentence_has_the_fields_of_the_english_one() -> None:
    def fields(sentence: str) -> set[str]:
        return {name for _, name, _, _ in words.string.Formatter().parse(sentence) if name}

    english = words.catalogue("en")
    for code in languages():
        for key, sentence in words.catalogue(code).items():
            # A language may name a thing by its label in that language (`classify.label`).
            if key != "classify.label":
                assert fields(sentence) == fields(english[key]), (code, key)
            assert sentence.strip(), (code, key)


@pytest.mark.parametrize("lang", languages())
def test_every_field_names_a_way_to_write_it(lang: str) -> None:
    fields = [
        (key, name, (spec or "").partition(":")[0])
        for key, sentence in words.catalogue(lang).items()
        for _, name, spec, _ in Formatter().parse(sentence)
        if name is not None
    ]
    assert len(fields) > 500
    assert [field for field in fields if field[2] not in words.KINDS] == []


def test_a_replaced_number_is_said_with_its_day_and_its_heirs() -> None:
    values = {"number": "0201305085", "since": date(2026, 1, 30), "heirs": ("0201305091", "0201305097")}
    said = Message("classify.number.replaced", values)
    assert "since Jan 30, 2026: 0201.30.50.91 and 0201.30.50.97" in words.say(said, "en")
    assert "desde el 30 ene 2026; en su lugar: 0201.30.50.91 y 0201.30.50.97" in words.say(said, "es")
