"""What staff make of missed questions."""

from __future__ import annotations

import csv
import io

import pytest
import yaml

from knowledge.editorial import Editorial, deciding
from knowledge.editorial.candidates import candidate, ready
from knowledge.editorial.drafting import open_draft, save
from knowledge.editorial.editions import edition
from knowledge.editorial.faults import faults_of
from knowledge.editorial.front_matter import with_questions
from knowledge.editorial.reviewing import approve, discard, submit
from knowledge.library.active_release import using
from knowledge.library.articles import parse_edition
from knowledge.review.grouping import groups
from knowledge.review.questions import keep, questions, texts
from knowledge.terms.intercepts import intercept as asked_back
from knowledge.wording.refusals import BeingEdited, Unknown, WrongState
from tests.knowledge.editorial.conftest import article


def asked(*wordings: str, lang: str = "en", closest: tuple[str, ...] = ("gifts",)) -> int:
    numbers = [keep(text, lang, closest, "unanswered") for text in wordings]
    assert numbers[0] is not None
    return numbers[0]


def test_wordings_become_training_questions_of_an_article(store: Editorial) -> None:
    number = asked("a present from grandma", "present from my grandma?")
    one = deciding.ask(store, number, "Ana", slug="gifts")
    before = article("gifts")
    facts = parse_edition(one.files["en.md"], store.room / "en.md").facts
    assert facts.asks[-2:] == ("a present from grandma", "present from my grandma?") and len(facts.asks) == 14
    assert one.files["es.md"] == before["es.md"]
    assert len(set(one.files["en.md"].splitlines()) - set(before["en.md"].splitlines())) == 1
    assert groups() == []
    assert {question.settled for question in texts(one.questions)} == {"ask:gifts"}
    submit(store, one.id, "Ana")


def test_they_can_become_check_questions(store: Editorial) -> None:
    one = deciding.ask(store, asked("a present from grandma"), "Ana", slug="gifts", as_check=True)
    assert "a present from grandma" in parse_edition(one.files["en.md"], store.room / "en.md").facts.checks


def test_the_draft_of_a_new_article_has_the_questions_and_says_what_is_missing(store: Editorial) -> None:
    number = asked(*(f"rules for turtles {letter}" for letter in "abcdefgh"))
    one = deciding.draft(store, number, "Ana", slug="turtles", title="May I import a turtle?")
    head = yaml.safe_load(one.files["en.md"].split("---")[1])
    assert (head["title"], head["topic"], head["related"]) == ("May I import a turtle?", "gifts", ["gifts"]) or head
    assert len(head["asks"]) + len(head["checks"]) == 8 and not set(head["asks"]) & set(head["checks"])
    faults = "\n".join(map(str, faults_of(store, one)))
    assert "summary" in faults and "checked" in faults
    with pytest.raises(WrongState):
        deciding.draft(store, asked("another thing entirely"), "Ana", slug="turtles", topic="gifts")


def test_a_draft_needs_a_topic_that_there_is(store: Editorial) -> None:
    number = asked("rules for turtles", closest=())
    with pytest.raises(Unknown, match="topic"):
        deciding.draft(store, number, "Ana", slug="turtles")
    assert deciding.draft(store, number, "Ana", slug="turtles", topic="other").slug == "turtles"


def test_an_article_that_exists_is_not_drafted_over(store: Editorial) -> None:
    with pytest.raises(WrongState):
        deciding.draft(store, asked("a present"), "Ana", slug="gifts", topic="gifts")
    assert len(groups()) == 1


def test_an_intercept_asks_back_once_it_is_published(store: Editorial) -> None:
    one = deciding.intercept(store, asked("toy"), "Ana", term="toy", question='For whom, and "electric" or not?')
    rows = list(csv.DictReader(io.StringIO(one.files["en.csv"])))
    assert [row["id"] for row in rows] == ["TI-001", "ST-001"]
    submit(store, one.id, "Ana")
    approve(store, one.id, "Ben")
    with candidate(store, ready(store)) as made, using(made.knowledge):
        found = asked_back("TOY?", "en")
    assert found is not None and found.question == 'For whom, and "electric" or not?'


def test_an_intercept_that_there_is_already_is_refused(store: Editorial) -> None:
    with pytest.raises(WrongState):
        deciding.intercept(store, asked("gift"), "Ana", term="Gift", question="What is it?")


def test_out_of_scope_goes_to_the_list_of_its_language_once(store: Editorial) -> None:
    deciding.out_of_scope(store, asked("¿qué tiempo hace?", lang="es"), "Ana")
    one = deciding.out_of_scope(store, asked("que tiempo hace", "dime: ¿gol?", lang="es"), "Ana")
    assert yaml.safe_load(one.files["es.yaml"])[0] == "¿qué tiempo hace?"
    one = deciding.out_of_scope(store, asked("dime: ¿gol?", lang="es"), "Ana")
    assert yaml.safe_load(one.files["es.yaml"]) == ["¿qué tiempo hace?", "dime: ¿gol?"]
    submit(store, one.id, "Ana")


def test_dismissed_questions_leave_the_queue_with_a_reason(store: Editorial) -> None:
    number = asked("asdf asdf")
    with pytest.raises(Unknown):
        deciding.dismiss(store, number, "Ana", "")
    deciding.dismiss(store, number, "Ana", "noise")
    assert groups() == []
    assert [one.settled for one in questions(settled=True)] == ["dismissed"]


def test_questions_of_a_discarded_edition_wait_again(store: Editorial) -> None:
    number = asked("a present from grandma")
    one = deciding.ask(store, number, "Ana", slug="gifts")
    assert groups() == []
    discard(store, one.id, "Ana", "a mistake")
    assert [found.id for found in groups()] == [number]


def test_a_draft_that_somebody_has_open_is_not_changed_beneath_them(store: Editorial) -> None:
    open_draft(store, "articles/gifts", "Ben")
    with pytest.raises(BeingEdited):
        deciding.ask(store, asked("a present"), "Ana", slug="gifts")
    assert len(groups()) == 1


def test_the_questions_of_two_decisions_stand_with_the_one_draft(store: Editorial) -> None:
    first, second = asked("a present from grandma"), asked("who signs for parcels")
    deciding.ask(store, first, "Ana", slug="gifts")
    one = deciding.ask(store, second, "Ben", slug="gifts")
    assert one.questions == (first, second) and one.authors == ("Ana", "Ben")
    save(store, one.id, article("gifts", lead="x " * 40), "Ana", revision=one.revision)
    assert edition(store, one.id).questions == (first, second)


@pytest.mark.parametrize(
    "head",
    [
        "asks:\n  - one\n  - two\nchecks: []",
        "asks:\n- one\n- two\nchecks: [three]",
        "asks: [one, two]\nchecks: [three]",
        "asks: [one,\n  two]\nchecks: []",
        'asks:\n  - one\n  # a remark\n  - "two: with [brackets]"\n\nchecks: []',
        "asks: []\nchecks: []",
        "checks: []",
    ],
)
def test_questions_are_added_to_any_way_of_writing_a_list(head: str) -> None:
    text = f"---\nslug: gifts\n{head}\nchecked: 2026-10-09\n---\nLead.\n\n---\n\nMore.\n"
    before = yaml.safe_load(head).get("asks") or []
    new = ['a "new" one: [x]', "¿otra?"]
    changed = with_questions(text, "asks", new)
    assert yaml.safe_load(changed.split("---\n")[1])["asks"] == [*before, *new]
    assert changed.endswith("Lead.\n\n---\n\nMore.\n")
    assert with_questions(changed, "asks", ["A new one x"]) == changed or "A new one x" in changed
    assert with_questions(changed, "checks", ["¿Otra?"]) == changed
