"""Articles: reading, checking, figures of law in prose, and finding one."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.library.articles import BadArticle, load_articles, read_edition
from knowledge.library.placeholders import UnknownFigure, fill
from knowledge.library.search import search
from knowledge.library.validate import check

GOOD = """---
slug: {slug}
topic: gifts
title: A gift from a person
summary: A gift of little value comes in free of duty.
asks: [{asks}]
checks: [a1, b1, c1, d1]
sources: [{{citation: "19 CFR 10.152", url: "https://www.ecfr.gov/"}}]
checked: 2026-10-09
---
{lead}

## More
Text.
"""
LEAD = "A gift from a person abroad to a person here is free of duty up to {threshold:gift}. " * 3


def article(folder: Path, slug: str = "gift", lead: str = LEAD, lang: str = "en", asks: int = 12) -> Path:
    file = folder / slug / f"{lang}.md"
    file.parent.mkdir(exist_ok=True)
    questions = ", ".join(f"question {slug} {number}" for number in range(asks))
    file.write_text(GOOD.format(slug=slug, asks=questions, lead=lead), encoding="utf-8")
    return file


def test_the_articles_in_use_have_no_fault() -> None:
    assert [str(fault) for fault in check()] == []


def test_every_article_stands_in_both_languages() -> None:
    assert load_articles()
    for found in load_articles():
        assert set(found.editions) == {"en", "es"}, found.slug


def test_lead_is_what_stands_before_the_first_heading(tmp_path: Path) -> None:
    edition = read_edition(article(tmp_path))
    assert edition.lead.startswith("A gift from") and edition.body.startswith("## More")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"lead": LEAD + "{threshold:gifft}"}, "gifft"),
        ({"lead": LEAD + "{fee:hmf:min}"}, "no min"),
        ({"lead": LEAD + "<b>bold</b>"}, "HTML"),
        ({"lead": LEAD + "[x](nowhere)"}, "leads nowhere"),
        ({"lead": LEAD + " It costs $2.77."}, "fee in force"),
        ({"lead": "Too short."}, "words"),
        ({"asks": 3}, "3 training questions"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, change: dict[str, object], says: str) -> None:
    article(tmp_path, **change)  # type: ignore[arg-type]
    article(tmp_path, lang="es")
    assert any(says in str(fault) for fault in check(tmp_path)), [str(fault) for fault in check(tmp_path)]


def test_one_question_in_two_articles_is_a_fault(tmp_path: Path) -> None:
    for slug in ("gift", "gift-two"):
        for lang in ("en", "es"):
            article(tmp_path, slug, lang=lang)
    assert any("stands in" in str(fault) for fault in check(tmp_path))


def test_bad_front_matter_says_which_file(tmp_path: Path) -> None:
    file = article(tmp_path)
    file.write_text(file.read_text().replace("checked: 2026-10-09\n", ""))
    with pytest.raises(BadArticle, match="checked"):
        read_edition(file)


def test_a_figure_is_the_one_in_force() -> None:
    assert fill("{threshold:de_minimis@2025-08-01}", "en") == "$800"
    assert fill("{fee:mpf_formal:min@2025-10-01}", "en") == "$33.58"
    assert fill("{fee:mpf_formal:min@2026-10-01}", "es") == "$34.58"
    with pytest.raises(UnknownFigure):
        fill("{fee:no_such_fee}", "en")


def test_an_era_answers_for_its_dates() -> None:
    found = next(one for one in load_articles() if one.slug == "de-minimis-ended").in_language("en")
    assert "$800" in found.answer(date(2025, 7, 1)) and found.answer(date(2025, 7, 1)) != found.lead
    assert found.answer(date(2026, 11, 24)) == found.lead


@pytest.mark.parametrize(
    ("text", "lang", "slug"),
    [
        ("is the $800 exemption gone", "en", "de-minimis-ended"),
        ("entrada informal límite", "es", "informal-entry"),
    ],
)
def test_search_finds_the_article(text: str, lang: str, slug: str) -> None:
    assert slug in [hit.slug for hit in search(text, lang)][:3]


def test_search_survives_any_text() -> None:
    for text in ("", '"', "OR AND NOT", "*", "ñ" * 5000, "(()"):
        assert isinstance(search(text, "es"), list)
