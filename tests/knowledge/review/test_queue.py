"""The queue: what goes in, what stands together, how it is counted, and thumbs."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from knowledge.editorial import Editorial
from knowledge.review import feedback, questions
from knowledge.review.grouping import group, groups
from knowledge.review.questions import KEPT, keep
from knowledge.wording.refusals import Unknown

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def kept(*texts: str, lang: str = "en", kind: str = "unanswered", closest: tuple[str, ...] = ()) -> list[int]:
    numbers = [keep(text, lang, closest, kind, at=MONDAY) for text in texts]
    assert None not in numbers
    return [number for number in numbers if number is not None]


def wordings(lang: str | None = None) -> list[set[str]]:
    return [set(one.texts) for one in groups(lang=lang)]


def test_the_same_question_in_other_words_stands_together(store: Editorial) -> None:
    same = {
        "do I pay duty on a used violin from Germany?",
        "do i pay duty for a used violin from germany",
        "duty on used violins from Germany",
        "do I pay duty on a used violn from Germany",
    }
    other = {"who signs the power of attorney", "can I import a turtle"}
    kept(*sorted(same), *sorted(other))
    assert {frozenset(one) for one in wordings()} == {frozenset(same), *(frozenset({text}) for text in other)}


def test_words_that_every_question_has_do_not_join_them(store: Editorial) -> None:
    kept("do I pay duty on a violin", "do I pay duty on a turtle", "do I pay duty on a drone")
    assert len(groups()) == 3


def test_spanish_is_grouped_by_spanish_words_and_apart_from_english(store: Editorial) -> None:
    kept("¿pago arancel por un violín usado?", "pago aranceles por violines usados", lang="es")
    kept("violin", lang="es")
    kept("violin")
    assert len(groups(lang="es")) == 2
    assert [one.lang for one in groups(lang="en")] == ["en"]


def test_the_most_asked_come_first_with_their_counts(store: Editorial) -> None:
    kept("can I import a turtle")
    kept("who signs the power of attorney", kind="unsure", closest=("power-of-attorney", "gifts"))
    keep("who signs the power of attorney", "en", ["gifts"], "thumbed_down", at=MONDAY + timedelta(days=7))
    first, second = groups()
    assert (first.text, first.count) == ("who signs the power of attorney", 2)
    assert first.kinds == {"thumbed_down": 1, "unsure": 1}
    assert first.weeks == {"2026-W48": 1, "2026-W49": 1}
    assert first.closest == ("gifts", "power-of-attorney")
    assert second.count == 1


def test_new_questions_do_not_change_a_groups_number(store: Editorial) -> None:
    (number,) = kept("can I import a turtle")
    assert groups()[0].id == number
    kept(*["Can I import a turtle?"] * 5, "who signs the power of attorney")
    assert group(number).count == 6 and groups()[0].id == number


def test_grouping_is_the_same_on_every_run(store: Editorial) -> None:
    kept(*(f"{verb} I {what} a {thing}" for verb in ("can", "may") for what in ("import", "send") for thing in "abc"))
    assert groups() == groups()


def test_five_thousand_questions_are_grouped_in_seconds(store: Editorial) -> None:
    things = [f"{kind}{number}" for kind in ("lamp", "boat", "seed", "coin", "tent") for number in range(40)]
    with questions.opened() as db:
        db.table("question").insert_all(
            {
                "asked_at": MONDAY.isoformat(),
                "lang": "en",
                "text": f"{how} {thing} {number % 5}",
                "kind": "unanswered",
                "closest": "",
            }
            for number, how in enumerate(("duty on", "send me", "is it allowed to bring", "cost of", "rules for"))
            for thing in things * 5
        )
    began = time.process_time()  # not by the clock: the machine may be busy with other tests
    assert sum(one.count for one in groups()) == 5000
    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", ["", "  ", "/show_article{}"])
def test_what_is_no_question_is_not_kept(store: Editorial, text: str) -> None:
    assert keep(text, "en", [], "unanswered") is None
    assert groups() == []


def test_an_unknown_kind_is_an_error(store: Editorial) -> None:
    with pytest.raises(ValueError, match="bored"):
        keep("a question", "en", [], "bored")


def test_questions_are_deleted_when_they_were_kept_long_enough(store: Editorial) -> None:
    now = datetime.now(UTC)
    keep("can I import a turtle", "en", [], "unanswered", at=now - KEPT - timedelta(minutes=1))
    keep("who signs the power of attorney", "en", [], "unanswered", at=now - KEPT + timedelta(minutes=1))
    questions._tidied.clear()  # as if a day had gone by
    questions.tidy()
    assert b"turtle" not in b"".join(path.read_bytes() for path in store.folder.glob("review.db"))
    assert [one.texts for one in groups()] == [("who signs the power of attorney",)]


def test_questions_can_be_taken_by_kind_and_time(store: Editorial) -> None:
    kept("can I import a turtle")
    keep("who signs the power of attorney", "en", [], "unsure", at=MONDAY + timedelta(days=1))
    assert [one.text for one in groups(kind="unsure")] == ["who signs the power of attorney"]
    assert [one.text for one in groups(since=MONDAY + timedelta(hours=1))] == ["who signs the power of attorney"]


def test_an_unknown_number_is_refused(store: Editorial) -> None:
    with pytest.raises(Unknown):
        group(7)


def test_a_thumb_down_brings_the_question_to_the_queue_once(store: Editorial) -> None:
    for _ in range(3):
        feedback.record("conversation", 2, False, "is it free", "en", "gifts")
    feedback.record("conversation", 4, True, "and toys", "en", "gifts")
    assert [(one.kinds, one.closest) for one in groups()] == [({"thumbed_down": 1}, ("gifts",))]
    assert feedback.thumbs() == {"gifts": feedback.Thumbs(1, 1)}


def test_a_thumb_that_turns_up_takes_the_question_back(store: Editorial) -> None:
    feedback.record("conversation", 2, False, "is it free", "en", "gifts")
    feedback.record("conversation", 2, True, "is it free", "en", "gifts")
    assert groups() == []
    assert feedback.thumbs() == {"gifts": feedback.Thumbs(1, 0)}


def test_no_conversation_can_be_read_out_of_the_store(store: Editorial) -> None:
    feedback.record("secret-conversation-id", 2, False, "is it free", "en", "gifts")
    assert b"secret-conversation-id" not in b"".join(path.read_bytes() for path in store.folder.glob("review.db*"))
