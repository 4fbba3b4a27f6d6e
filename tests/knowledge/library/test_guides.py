"""Guides: reading their files, what is refused and why, and the guides that come with the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.library.guide_files import BadGuide
from knowledge.library.guides import GUIDES, Guide, first_sentence, parse_guide, read_guides
from knowledge.library.placeholders import fill
from knowledge.library.validate_guides import check_guides, faults_among
from knowledge.wording.languages import languages

SENTENCE = "A gift from a person abroad is free of duty up to {threshold:gift} for each recipient and day."
REST = " The giver must want nothing in return." * 5
FACTS = """
slug: gifts
topic: gifts
checked: 2026-10-09
sources:
  rule: {citation: "19 CFR 10.152", url: "https://www.ecfr.gov/"}
answers:
  how-much:
    sources: [rule]
    related: [above, customs-value]
  above:
    sources: [rule]
    about: {who: [buyer], way: [mail]}
typed: {"$140": "example price"}
"""
PROSE = """---
title: Gifts from abroad
summary: A gift of little value comes in free of duty.
eras:
  - {answer: how-much, to: 2020-01-01, text: "Before that day the limit was another one."}
---

## How much is free? {#how-much}

%s

<!-- more -->

More of it.

## And above that? {#above}

Duty is owed on the whole value of a gift that is worth more than {threshold:gift}.%s
"""


def files(**changed: str) -> dict[str, str]:
    """A guide's files; `facts`, `prose`, `asked` replace one of them."""
    prose = changed.get("prose", PROSE % (SENTENCE + REST, REST))
    asked = "how-much: {asks: [%s]}\nabove: {asks: [%s]}\n"
    questions = asked % (", ".join(f"a{n}" for n in range(8)), ", ".join(f"b{n}" for n in range(8)))
    texts = {"guide.yaml": changed.get("facts", FACTS)}
    for lang in languages():
        texts |= {f"{lang}.md": prose, f"questions.{lang}.yaml": changed.get("asked", questions)}
    return texts


def guide(tmp_path: Path, **changed: str) -> Guide:
    place = tmp_path / "buying" / "gifts"
    place.mkdir(parents=True, exist_ok=True)
    made = files(**changed)
    for name, text in made.items():
        (place / name).write_text(text, encoding="utf-8")
    return parse_guide(made, place)


def said(tmp_path: Path, **changed: str) -> str:
    return "\n".join(str(fault) for fault in faults_among([guide(tmp_path, **changed)]))


def test_a_guide_is_a_list_of_answers(tmp_path: Path) -> None:
    read = guide(tmp_path)
    first, second = read.in_language("en").answers
    assert (read.subject, first.id, second.name) == ("buying", "gifts/how-much", "above")
    assert first.text == SENTENCE + REST and first.more == "More of it."
    assert first.asks[:2] == ("a0", "a1") and first.related == ("gifts/above", "customs-value")
    assert second.about.who == ("buyer",) and second.sources[0].citation == "19 CFR 10.152"


def test_an_earlier_day_gets_the_answer_of_its_time(tmp_path: Path) -> None:
    first, second = guide(tmp_path).in_language("en").answers
    assert first.on(date(2019, 12, 31)).startswith("Before that day")
    assert first.on(date(2020, 1, 1)) == first.text == first.on(None)
    assert second.on(date(2019, 12, 31)) == second.text


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"facts": FACTS.replace("slug: gifts", "slug: other")}, "other"),
        ({"facts": FACTS.replace("sources: [rule]", "sources: [law]")}, "law"),
        ({"facts": FACTS.replace("  above:", "  beyond:")}, "beyond"),
        ({"prose": PROSE.replace("{#above}", "")}, "And above that?"),
        ({"prose": PROSE.replace("{#above}", "{#how-much}")}, "how-much"),
        ({"asked": "nothing: {asks: [a]}"}, "nothing"),
        ({"asked": "how-much: [a"}, "questions.en.yaml"),
    ],
)
def test_a_guide_that_cannot_be_read_says_what_and_where(tmp_path: Path, change: dict[str, str], names: str) -> None:
    with pytest.raises(BadGuide) as error:
        guide(tmp_path, **change)
    assert names in str(error.value)


@pytest.mark.parametrize(
    ("prose", "says"),
    [
        (PROSE % (SENTENCE, REST), "words are said in the chat"),
        (PROSE % ("Yes. " + SENTENCE + REST, REST), "opens with 'yes'"),
        (
            PROSE % (SENTENCE.replace("day.", "day, " + "and so on and on " * 6 + ".") + REST, REST),
            "first sentence has",
        ),
        (PROSE % (SENTENCE + REST + " It is $99.", REST), "$99 is typed"),
        (PROSE % (SENTENCE + REST + " It is {threshold:gifft}.", REST), "gifft"),
        (PROSE % (SENTENCE + REST + " This we have from memory.", REST), "from memory"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, prose: str, says: str) -> None:
    assert says in said(tmp_path, prose=prose)


def test_what_is_listed_as_typed_may_stand(tmp_path: Path) -> None:
    assert "is typed" not in said(tmp_path, prose=PROSE % (SENTENCE + REST + " It is $140.", REST))


def test_neighbours_must_exist_and_periods_must_last(tmp_path: Path) -> None:
    assert "customs-value" in said(tmp_path)
    ended = FACTS.replace("related: [above, customs-value]", "holds: {from: 2026-02-01, to: 2026-01-01}")
    assert "how-much" in said(tmp_path, facts=ended)


def test_two_answers_cannot_learn_from_one_question(tmp_path: Path) -> None:
    asked = "how-much: {asks: [a, b, c, d, e, f, Is it free?]}\nabove: {asks: [g, h, i, j, k, l, is it free]}"
    assert "gifts/above, gifts/how-much" in said(tmp_path, asked=asked)


def test_the_first_sentence_ends_where_a_reader_ends_it() -> None:
    assert first_sentence("Duty is 9% of it. Pay {fee:hmf:rate} too.") == "Duty is 9% of it."
    assert first_sentence("Three things count:\n\n- One. Two.") == "Three things count:"


def test_the_guides_have_no_fault() -> None:
    assert [str(fault) for fault in check_guides()] == []


def test_every_guide_stands_in_every_language_and_can_be_said() -> None:
    guides = read_guides(GUIDES)
    assert len(guides) > 100
    for read in guides:
        assert set(read.texts) == set(languages()), read.slug
        for text in read.texts.values():
            assert "{" not in fill(text.title + text.prose, text.lang).replace("{#", ""), read.slug
