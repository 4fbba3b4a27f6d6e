"""What is wrong with a text, and what is refused, is said in the language of whoever reads it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.editorial.store import now
from knowledge.library.articles import BadArticle, parse_edition
from knowledge.library.placeholders import UnknownFigure, fill
from knowledge.library.validate import check
from knowledge.wording import translate as words
from knowledge.wording.languages import languages
from knowledge.wording.localized_errors import Fault, joined, kept, taken_up
from knowledge.wording.refusals import BeingEdited, Busy, Faulty, Refused, Unknown
from tariff_data.core.messages import Message

HEAD = "---\nslug: gift\ntopic: gifts\ntitle: A gift, please\nsummary: Twenty letters and more.\nchecked: 2026-10-09\n"


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "en.md: the lead has 2 words; 25 to 170 fit"), ("es", "en.md: la entrada tiene 2 palabras; caben de 25")],
)
def test_a_fault_is_said_in_a_language_behind_its_file(tmp_path: Path, lang: str, said: str) -> None:
    (tmp_path / "gift").mkdir()
    (tmp_path / "gift" / "en.md").write_text(f"{HEAD}---\n\nToo short.\n", encoding="utf-8")
    told = [fault.below(tmp_path / "gift").said(lang) for fault in check(tmp_path)]
    assert any(line.startswith(said) for line in told), told


@pytest.mark.parametrize(
    ("head", "lang", "said"),
    [
        ('summary: "never closed\n', "en", "en.md:3: this line or the one before"),
        ('summary: "never closed\n', "es", "en.md:3: esta línea o la anterior"),
        ("asks:\n\t- x\n", "es", "en.md:4: esta línea o la anterior"),
        ("checked: soon\n", "en", "checked: must be a date"),
        ("checked: soon\n", "es", "checked: debe ser una fecha"),
        ("sources: none\n", "es", "sources: debe ser una lista"),
        ("colour: red\n", "es", "colour: no es un campo"),
        ("title: Hi\n", "es", "title: tiene menos de 5 caracteres"),
    ],
)
def test_a_head_that_cannot_be_read(head: str, lang: str, said: str) -> None:
    text = f"---\nslug: gift\n{head}topic: gifts\nrelated: []\n---\n\nLead.\n"
    with pytest.raises(BadArticle) as refusal:
        parse_edition(text, Path("en.md"))
    told = [fault.said(lang) for fault in refusal.value.faults]
    assert any(said in line for line in told), told


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "no fee 'gone' is in force on"), ("es", "ninguna tarifa 'gone' está vigente el")]
)
def test_a_figure_that_is_not_in_force(lang: str, said: str) -> None:
    with pytest.raises(UnknownFigure) as refusal:
        fill("{fee:gone}", lang, date(2026, 10, 9))
    assert said in words.say(refusal.value.message, lang)


@pytest.mark.parametrize(
    ("refusal", "english", "spanish"),
    [
        (Unknown("editorial.refused.no_edition", n=7), "there is no edition 7", "no hay una edición 7"),
        (BeingEdited("articles/gifts", "Ana", now()), "is being edited by Ana", "Ana está editando articles/gifts"),
        (Busy("staff.why.begun", who="Ana"), "Ana has begun something", "Ana empezó algo"),
        (
            Faulty([Fault(Path("en.md"), Message("fault.no_source"))] * 3),
            "en.md: names no source (and 2 more)",
            "en.md: no cita ninguna fuente (y 2 más)",
        ),
    ],
)
def test_a_refusal_is_said_in_both_languages(refusal: Refused, english: str, spanish: str) -> None:
    assert english in str(refusal) and english in words.say(refusal.message, "en")
    assert spanish in words.say(refusal.message, "es")


@pytest.mark.parametrize("lang", sorted(set(languages()) - {"en"}))
def test_no_fault_or_refusal_is_left_in_english(lang: str) -> None:
    rooms = ("fault.", "editorial.refused.", "editorial.met.", "editorial.work.", "editorial.story.", "staff.why.")
    english, own = words.catalogue("en"), words.catalogue(lang)
    ours = [key for key in english if key.startswith(rooms)]
    bare = {key for key in ours if not any(letter.isalpha() for letter in _without_fields(english[key]))}
    assert len(ours) > 100 and [key for key in ours if own[key] == english[key] and key not in bare] == []


def test_what_the_desk_says_is_kept_by_its_key_and_said_in_the_language_it_is_read_in() -> None:
    day = Message("estimate.notice", {"day": date(2026, 10, 9)})
    several = joined([Message("editorial.why.scheduled", {"who": "Ben"}), day, "as typed"])
    assert taken_up(kept(several)) == several
    assert words.say(taken_up(kept(several)), "en").startswith("scheduled by Ben; ")
    assert words.say(taken_up(kept(several)), "es").startswith("programado por Ben; ")
    amounts = Message("editorial.work.asking", {"n": Decimal("3"), "of": ("a", "b")})
    assert taken_up(kept(amounts)) == amounts


@pytest.mark.parametrize(
    "typed", ["", "because it is wrong", '{"message": ', '{"message": 3}', '{"message": "a", "value": {}}', "[1]"]
)
def test_what_somebody_typed_is_kept_as_typed(typed: str) -> None:
    assert kept(typed) == typed and taken_up(typed) == typed


def _without_fields(sentence: str) -> str:
    return "".join(text for text, *_field in words.string.Formatter().parse(sentence))
