"""The glossary: its own rules, the words people ask for, and the places where a text names a term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.library.active_release import in_use, using
from knowledge.terms.glossary import FOLDER, asked_term, load_glossary, mentions, term_named
from knowledge.terms.validate import check
from tests import CASES

OWN_CASES = CASES / "glossary" / "questions.yaml"


def test_the_glossary_in_use_has_no_fault() -> None:
    assert [str(fault) for fault in check()] == []


def test_there_are_sixty_terms_and_more_in_both_languages() -> None:
    assert len(load_glossary()) >= 60
    assert all(set(term.languages) == {"en", "es"} for term in load_glossary())


@pytest.mark.parametrize("case", yaml.safe_load(OWN_CASES.read_text(encoding="utf-8")), ids=lambda case: case["text"])
def test_the_term_somebody_asks_for(case: dict[str, Any]) -> None:
    found = asked_term(case["text"], case["lang"])
    assert (found.id if found else None) == case["term"]


def test_figures_are_those_of_the_day() -> None:
    mpf = term_named("MPF", "en")
    assert mpf is not None
    assert "$2.69" in mpf.definition("en", date(2026, 9, 30)) and "$2.77" in mpf.definition("en", date(2026, 10, 1))


def test_a_text_shows_where_it_names_a_term() -> None:
    text = "El Arancel y el MPF se deben; el arancel va al gobierno."
    assert [(text[m.start : m.end], m.term.id) for m in mentions(text, "es")] == [("Arancel", "duty"), ("MPF", "mpf")]


def test_an_everyday_word_is_not_an_abbreviation() -> None:
    assert [m.term.id for m in mentions("They add a cape to the bol.", "en")] == []
    assert [m.term.id for m in mentions("File in CAPE.", "en")] == ["cape"]


def test_without_a_glossary_nothing_is_named(tmp_path: Path) -> None:
    with using(replace(in_use(), folder=tmp_path)):
        assert mentions("The MPF is due.", "en") == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("{fee:dutiable_mail}", "{fee:dutiable_male}"), "dutiable_male"),
        (("aliases: [drawback claim", "aliases: [MPF, drawback claim"), "names drawback and mpf"),
        (("article: drawback", "article: drawbridge"), "no article 'drawbridge'"),
        (("  es:\n    term: Drawback", "  fr:\n    term: Drawback"), "drawback: nothing in es"),
        (("Latin for", "so " * 40 + "Latin for"), "words; at most 40 fit"),
        (("{fee:usps_clearance} an item", "$9.35 an item"), "$9.35 is a fee in force"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    text = (FOLDER / "terms.yaml").read_text(encoding="utf-8").replace("[duty drawback, ", "[")
    assert change[0] in text
    (tmp_path / "terms.yaml").write_text(text.replace(*change, 1), encoding="utf-8")
    assert any(says in str(fault) for fault in check(tmp_path)), [str(fault) for fault in check(tmp_path)]
