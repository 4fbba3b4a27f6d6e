"""The way of an edition: drafted, handed in, sent back, approved by somebody else, and two people at one text."""

from __future__ import annotations

import sqlite3
import threading
from datetime import timedelta

import pytest

from knowledge.editorial import Editorial
from knowledge.editorial.comparing import changes
from knowledge.editorial.documents import checked_name
from knowledge.editorial.drafting import close, open_draft, save
from knowledge.editorial.editions import Edition, edition, editions
from knowledge.editorial.history import actions
from knowledge.editorial.reviewing import approve, discard, send_back, submit
from knowledge.editorial.store import now
from knowledge.wording.refusals import BeingEdited, Conflict, Faulty, OwnWork, Refused, Unknown, WrongState
from tests.knowledge.editorial.conftest import article

BETTER = (
    "A better sentence about gifts, which is shorter than the one before and says the same thing in other words. " * 2
)


def written(store: Editorial, who: str = "Ana", lead: str = BETTER) -> Edition:
    """A draft of the gifts article that this person wrote in."""
    one = open_draft(store, "articles/gifts", who)
    return save(store, one.id, article("gifts", lead=lead), who, revision=one.revision)


def test_a_draft_begins_with_the_text_in_use(store: Editorial) -> None:
    one = open_draft(store, "articles/gifts", "Ana")
    assert one.files == store.in_use("articles/gifts") != {}
    assert (one.state, one.slug, one.authors) == ("draft", "gifts", ("Ana",))


def test_opening_again_gives_the_same_draft(store: Editorial) -> None:
    assert open_draft(store, "articles/gifts", "Ana").id == open_draft(store, "articles/gifts", "Ana").id


def test_the_whole_way_is_recorded_with_who_and_why(store: Editorial) -> None:
    one = written(store)
    submit(store, one.id, "Ana", "clearer")
    approve(store, one.id, "Ben", "agreed")
    done = [(action.who, action.what, action.why) for action in actions(store, document="articles/gifts")]
    assert done == [
        ("Ben", "approved", "agreed"),
        ("Ana", "submitted", "clearer"),
        ("Ana", "saved", ""),
        ("Ana", "began", ""),
    ]
    assert edition(store, one.id).approver == "Ben"


@pytest.mark.parametrize("statement", ["update action set who = 'Eve'", "delete from action"])
def test_the_record_cannot_be_changed(store: Editorial, statement: str) -> None:
    written(store)
    with pytest.raises(sqlite3.IntegrityError, match="recorded cannot"), store.writing() as db:
        db.conn.execute(statement)
    assert {action.who for action in actions(store)} == {"Ana"}


@pytest.mark.parametrize("name", ["Ana", " ana ", "ANA"])
def test_an_author_cannot_approve(store: Editorial, name: str) -> None:
    one = written(store)
    submit(store, one.id, "Ana")
    with pytest.raises(OwnWork):
        approve(store, one.id, name)
    assert edition(store, one.id).state == "review"


def test_whoever_wrote_in_it_later_cannot_approve_either(store: Editorial) -> None:
    one = written(store)
    close(store, one.id, "Ana")
    save(store, one.id, article("gifts", lead=BETTER + "And more."), "Ben", revision=one.revision)
    submit(store, one.id, "Ana")
    with pytest.raises(OwnWork):
        approve(store, one.id, "Ben")


def test_only_what_is_in_review_can_be_approved(store: Editorial) -> None:
    one = written(store)
    with pytest.raises(WrongState):
        approve(store, one.id, "Ben")


def test_a_draft_that_changes_nothing_is_not_handed_in(store: Editorial) -> None:
    one = open_draft(store, "articles/gifts", "Ana")
    with pytest.raises(WrongState, match="changes nothing"):
        submit(store, one.id, "Ana")


def test_a_draft_with_faults_is_not_handed_in(store: Editorial) -> None:
    one = written(store, lead="Too short, and {fee:nothing} is no figure.")
    with pytest.raises(Faulty) as refusal:
        submit(store, one.id, "Ana")
    faults = "\n".join(map(str, refusal.value.faults))
    assert "en.md: the lead has" in faults and "fee:nothing" in faults


def test_a_question_of_another_article_is_a_fault(store: Editorial) -> None:
    one = open_draft(store, "articles/gifts", "Ana")
    texts = {name: text.replace("en question gifts 3", "en question samples 3") for name, text in one.files.items()}
    save(store, one.id, texts, "Ana", revision=one.revision)
    with pytest.raises(Faulty, match="en question samples 3"):
        submit(store, one.id, "Ana")


def test_sent_back_it_is_a_draft_again_and_needs_a_reason(store: Editorial) -> None:
    one = written(store)
    submit(store, one.id, "Ana")
    with pytest.raises(Refused):
        send_back(store, one.id, "Ben", " ")
    assert send_back(store, one.id, "Ben", "say which date").state == "draft"


def test_text_that_was_handed_in_cannot_be_changed_behind_the_reviewer(store: Editorial) -> None:
    one = written(store)
    submit(store, one.id, "Ana")
    with pytest.raises(WrongState):
        save(store, one.id, article("gifts"), "Ana", revision=one.revision)


def test_a_second_person_is_told_and_may_take_over(store: Editorial) -> None:
    one = open_draft(store, "articles/gifts", "Ana")
    with pytest.raises(BeingEdited, match="Ana"):
        open_draft(store, "articles/gifts", "Ben")
    assert edition(store, one.id).locked_by == "Ana"
    assert open_draft(store, "articles/gifts", "Ben", take_over=True).locked_by == "Ben"
    with pytest.raises(BeingEdited, match="Ben"):
        save(store, one.id, article("gifts", lead=BETTER), "Ana", revision=one.revision)


def test_who_saves_over_somebody_is_refused_and_shown_their_text(store: Editorial) -> None:
    one = open_draft(store, "articles/gifts", "Ana")
    open_draft(store, "articles/gifts", "Ben", take_over=True)
    theirs = article("gifts", lead=BETTER)
    save(store, one.id, theirs, "Ben", revision=one.revision)
    with pytest.raises(Conflict, match="Ben") as refusal:
        save(store, one.id, article("gifts"), "Ana", revision=one.revision)
    assert refusal.value.theirs == theirs


def test_of_many_saves_at_once_one_wins(store: Editorial) -> None:
    one = open_draft(store, "articles/gifts", "Ana")
    results: list[str] = []
    start = threading.Barrier(6)

    def attempt(number: int) -> None:
        start.wait()
        try:
            save(store, one.id, article("gifts", lead=f"{BETTER} {number}"), "Ana", revision=one.revision)
            results.append("saved")
        except Conflict:
            results.append("refused")

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["refused"] * 5 + ["saved"]
    assert edition(store, one.id).revision == 2


def test_one_draft_at_a_time_beside_what_waits_for_its_day(store: Editorial) -> None:
    one = written(store)
    submit(store, one.id, "Ana")
    assert open_draft(store, "articles/gifts", "Cleo").id == one.id
    approve(store, one.id, "Ben", at=now() + timedelta(days=30))
    other = open_draft(store, "articles/gifts", "Cleo")
    assert other.id != one.id
    with pytest.raises(WrongState, match="in the works"):
        send_back(store, one.id, "Ben", "not yet")


def test_a_date_that_is_past_is_refused(store: Editorial) -> None:
    one = written(store)
    submit(store, one.id, "Ana")
    with pytest.raises(Unknown, match="past"):
        approve(store, one.id, "Ben", at=now() - timedelta(minutes=1))


def test_discarded_it_leaves_room_for_another(store: Editorial) -> None:
    one = written(store)
    discard(store, one.id, "Ana", "no longer needed")
    assert open_draft(store, "articles/gifts", "Ben").id != one.id
    assert [other.id for other in editions(store, "discarded")] == [one.id]


def test_the_difference_is_shown_line_by_line(store: Editorial) -> None:
    one = written(store)
    shown = "\n".join(map(str, changes(one.base_files, one.files)))
    assert f"+{BETTER.strip()}" in shown.replace(" \n", "\n") and "-This is what the desk says" in shown
    assert "slug: gifts" not in shown


@pytest.mark.parametrize(
    "name", ["articles/../../etc", "articles/", "/etc/passwd", "messages", "articles/A", "pages/x/y"]
)
def test_a_name_cannot_lead_out_of_the_room(name: str) -> None:
    with pytest.raises(Unknown):
        checked_name(name)


def test_a_browsers_line_ends_change_nothing(store: Editorial) -> None:
    one = open_draft(store, "articles/gifts", "Ana")
    texts = {name: text.replace("\n", "\r\n") for name, text in one.files.items()}
    assert save(store, one.id, texts, "Ana", revision=one.revision).revision == one.revision
