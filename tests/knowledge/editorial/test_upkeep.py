"""Which articles need a person, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.editorial import Editorial, upkeep
from knowledge.editorial.drafting import open_draft, save
from knowledge.editorial.reviewing import approve, submit
from knowledge.library.active_release import read_knowledge
from tariff_data.law_review.change_calendar import LawChange
from tests.knowledge.editorial.conftest import LEAD, article
from tests.knowledge.editorial.test_releasing import publish

CHANGES = (
    LawChange(date(2027, 1, 1), "limit", "gift"),
    LawChange(date(2026, 12, 1), "fee", "mpf_formal", citation="19 CFR 10.152; 91 FR 40000"),
    LawChange(date(2026, 11, 1), "programme", "122", begin=("9903.03.01",), citation="Proclamation 11012"),
    LawChange(date(2026, 9, 1), "limit", "gift"),  # before the articles were checked
)


@pytest.fixture(autouse=True)
def calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "law_calendar", lambda: CHANGES)


def reasons(store: Editorial, on: date, **more: Any) -> dict[str, list[str]]:
    known = read_knowledge(store.base())
    found = upkeep.due(known.articles, on, **more)
    return {one.article.slug: [reason.key.removeprefix("staff.upkeep.") for reason in one.reasons] for one in found}


def changed(store: Editorial, old: str, new: str, slug: str = "gifts") -> None:
    for lang in ("en", "es"):
        file = store.room / "articles" / slug / f"{lang}.md"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_an_article_that_was_just_read_needs_nobody(store: Editorial) -> None:
    assert reasons(store, date(2026, 10, 20)) == {}


def test_sources_that_were_read_long_ago(store: Editorial) -> None:
    changed(store, "checked: 2026-10-09", "checked: 2026-01-09")
    assert reasons(store, date(2026, 8, 1)) == {"gifts": ["old"]}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Text about gifts.", "Text about gifts up to {threshold:gift}.", {"gifts": ["soon"]}),
        ("Text about gifts.", "Text about gifts up to {threshold:gift@2025-01-01}.", {}),
        ("Text about gifts.", "Text about 9903.03.01.", {"gifts": ["law"]}),
        ("19 CFR 10.152", "Proclamation 11012, section 2", {"gifts": ["law"]}),
    ],
)
def test_a_law_that_changed_or_will_change(store: Editorial, old: str, new: str, why: dict[str, list[str]]) -> None:
    changed(store, old, new)
    for slug in ("gifts", "samples"):
        changed(store, "19 CFR 10.152", "19 USC 1", slug)
    assert reasons(store, date(2026, 12, 5)) == why


def test_a_shared_citation_is_found(store: Editorial) -> None:
    assert reasons(store, date(2026, 12, 5)) == {"gifts": ["law"], "samples": ["law"]}


def test_an_answer_that_no_longer_holds_and_a_language_that_is_missing(store: Editorial) -> None:
    changed(store, "checked:", "holds: {from: 2020-01-01, to: 2026-10-15}\nchecked:")
    (store.room / "articles" / "samples" / "es.md").unlink()
    assert reasons(store, date(2026, 10, 20)) == {"gifts": ["ended"], "samples": ["no_language"]}


def test_a_source_that_is_gone(store: Editorial) -> None:
    assert reasons(store, date(2026, 10, 20), gone={"https://www.ecfr.gov/"}) == {
        "gifts": ["gone"],
        "samples": ["gone"],
    }
    assert reasons(store, date(2026, 10, 20), gone={"https://elsewhere.example/"}) == {}


def edited(store: Editorial, **texts: str) -> None:
    """Publish a change of the lead (or the questions) of some languages."""
    one = open_draft(store, "articles/gifts", "Ana")
    files = dict(one.files)
    for lang, lead in texts.items():
        files[f"{lang}.md"] = article("gifts", lead=lead)[f"{lang}.md"]
    one = save(store, one.id, files, "Ana", revision=one.revision)
    submit(store, one.id, "Ana")
    approve(store, one.id, "Ben")
    publish(store)


def test_a_language_is_behind_until_it_follows(store: Editorial) -> None:
    assert upkeep.behind(store) == {}
    edited(store, en=f"First. {LEAD}")
    assert upkeep.behind(store) == {"gifts": {"es": 1}}
    edited(store, en=f"Second. {LEAD}")
    assert upkeep.behind(store) == {"gifts": {"es": 2}}
    edited(store, es=f"Segundo. {LEAD}")
    assert upkeep.behind(store) == {"gifts": {"en": 1}}
    edited(store, en=f"Third. {LEAD}", es=f"Tercero. {LEAD}")
    assert upkeep.behind(store) == {}


def test_other_training_questions_are_nothing_to_translate() -> None:
    before = article("gifts")
    after = {**before, "en.md": before["en.md"].replace("en question gifts 3", "another question")}
    assert before != after and upkeep.changed_languages(before, after) == set()
