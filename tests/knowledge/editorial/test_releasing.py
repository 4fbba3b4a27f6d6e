"""Releases: all at once or not at all, superseded, rolled back, withdrawn, and never over somebody else's change."""

from __future__ import annotations

import json
import multiprocessing
from datetime import date
from pathlib import Path

import pytest

from knowledge.editorial import Editorial, releasing
from knowledge.editorial.candidates import behind, candidate, ready, repeated
from knowledge.editorial.documents import documents_below
from knowledge.editorial.drafting import open_draft, save
from knowledge.editorial.editions import Edition, edition
from knowledge.editorial.history import actions
from knowledge.editorial.releasing import Release, before, commit, publishing, release, releases
from knowledge.editorial.reviewing import approve, renew, send_back, submit
from knowledge.editorial.withdrawing import restore, withdraw
from knowledge.library import active_release as using
from knowledge.library.articles import find_article, find_page
from knowledge.library.search import search
from knowledge.wording.refusals import Busy, Faulty, Outdated, Refused, Unknown, WrongState
from tests.knowledge.editorial.conftest import LEAD, article

SECOND = (
    "The second text about it, which somebody wrote later and which says a little more than the first one did. " * 2
)
THIRD = "The third text about it, which replaced the second one and which stands here for the sake of these tests. " * 2


def approved(store: Editorial, lead: str = SECOND, slug: str = "gifts") -> Edition:
    one = open_draft(store, f"articles/{slug}", "Ana")
    one = save(store, one.id, article(slug, lead=lead), "Ana", revision=one.revision)
    submit(store, one.id, "Ana")
    return approve(store, one.id, "Ben")


def publish(store: Editorial, *chosen: Edition, kind: str = "publish") -> Release:
    with publishing(store, "Ben"), candidate(store, chosen or ready(store)) as made:
        return commit(store, made, "Ben", "now", kind=kind)


def back(store: Editorial, to: Release) -> Release:
    with publishing(store, "Ben"), repeated(store, to.number, dict(to.overlay)) as made:
        return commit(store, made, "Ben", "it was wrong", kind="rollback")


def lead_in_use(store: Editorial, slug: str = "gifts") -> str:
    using.refresh()
    found = find_article(slug)
    assert found is not None
    return found.in_language("en").lead


def test_published_it_is_what_everybody_reads(store: Editorial, room: Path) -> None:
    one = approved(store)
    made = publish(store)
    assert lead_in_use(store) == SECOND.strip()
    assert lead_in_use(store, "samples") == LEAD.strip()
    assert edition(store, one.id).state == "published" and edition(store, one.id).release == made.number
    assert json.loads((store.releases / "current").read_text()) == {"release": made.number}
    assert "second text" not in (room / "articles/gifts/en.md").read_text()


def test_the_first_release_keeps_the_files_as_they_were(store: Editorial, room: Path) -> None:
    approved(store)
    publish(store)
    assert [one.kind for one in releases(store)] == ["publish", "files"]
    assert documents_below(store.releases / "1") == documents_below(room)


def test_the_earlier_edition_is_superseded(store: Editorial) -> None:
    first = approved(store)
    publish(store)
    second = approved(store, THIRD)
    publish(store)
    assert [edition(store, one.id).state for one in (first, second)] == ["superseded", "published"]
    assert lead_in_use(store) == THIRD.strip()


def test_several_editions_go_out_in_one_release(store: Editorial) -> None:
    approved(store)
    approved(store, THIRD, "samples")
    publish(store)
    assert (lead_in_use(store), lead_in_use(store, "samples")) == (SECOND.strip(), THIRD.strip())
    assert len(releases(store)) == 2


def test_a_rollback_brings_back_exactly_the_texts_before(store: Editorial, room: Path) -> None:
    first = approved(store)
    publish(store)
    second = approved(store, THIRD)
    publish(store)
    made = back(store, before(store))
    assert documents_below(store.releases / str(made.number)) == documents_below(store.releases / "2")
    assert lead_in_use(store) == SECOND.strip()
    assert [edition(store, one.id).state for one in (first, second)] == ["published", "rolled_back"]
    assert before(store).number == 1
    back(store, before(store))
    assert lead_in_use(store) == LEAD.strip()
    with pytest.raises(Unknown, match="no release to go back to"):
        before(store)


def test_after_a_rollback_work_goes_on_from_the_text_in_use(store: Editorial) -> None:
    approved(store)
    publish(store)
    back(store, before(store))
    assert open_draft(store, "articles/gifts", "Ana").files == article("gifts")
    assert "rollback" in [action.what for action in actions(store)]


def test_nothing_is_published_when_the_publication_dies_half_way(
    store: Editorial, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = approved(store)
    publish(store, approved(store, THIRD, "samples"))

    def dies(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(releasing, "_settle", dies)
    with pytest.raises(OSError, match="no space"):
        publish(store, one)
    monkeypatch.undo()
    monkeypatch.setenv("IMPORTDESK_HOME", str(store.folder))
    assert lead_in_use(store) == LEAD.strip()
    assert edition(store, one.id).state == "approved"
    assert publish(store, one).number == 3
    assert lead_in_use(store) == SECOND.strip()
    assert not list(store.releases.glob("candidate-*"))


def test_a_pointer_that_was_not_written_is_written_by_the_next_one(store: Editorial) -> None:
    approved(store)
    publish(store)
    (store.releases / "current").write_text('{"release": 1}')  # as if the process died before it pointed
    with publishing(store, "Cleo"):
        assert using.current_release() == 2


def test_a_text_with_faults_stops_the_whole(store: Editorial) -> None:
    one = approved(store)
    other = approved(store, slug="samples")
    with store.writing() as db:  # a fault that came after the approval, such as a fee that was given another name
        files = {name: text.replace("## More", "{fee:gone}\n\n## More") for name, text in other.files.items()}
        db.table("edition").update(other.id, {"files": json.dumps(files)})
    with pytest.raises(Faulty, match="fee:gone"):
        publish(store)
    assert edition(store, one.id).state == "approved"
    assert releases(store)[0].kind == "files"


def test_an_edition_of_an_older_text_is_refused_and_can_be_renewed(store: Editorial) -> None:
    one = approved(store)
    with store.writing() as db:  # approved for a day to come, while another text goes out
        db.table("edition").update(one.id, {"publish_at": "2999-01-01T00:00:00+00:00"})
    publish(store, approved(store, THIRD))
    with pytest.raises(Outdated):
        publish(store, edition(store, one.id))
    renewed = renew(store, one.id, "Ana")
    assert renewed.state == "draft" and THIRD.strip() in renewed.base_files["en.md"]
    submit(store, one.id, "Ana")
    approve(store, one.id, "Ben")
    publish(store)
    assert lead_in_use(store) == SECOND.strip()


def test_an_edition_sent_back_during_the_publication_is_not_published(store: Editorial) -> None:
    one = approved(store)
    with publishing(store, "Ben"), candidate(store, [one]) as made:
        send_back(store, one.id, "Cleo", "wait")
        with pytest.raises(WrongState):
            commit(store, made, "Ben", "now")
    assert lead_in_use(store) == LEAD.strip()


def hold(home: Path, room: Path, held: object, done: object) -> None:
    with publishing(Editorial(home, room), "Ana"):
        held.set()  # type: ignore[attr-defined]
        done.wait(30)  # type: ignore[attr-defined]


def test_two_cannot_publish_at_once_even_from_two_processes(store: Editorial, room: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(store.folder, room, held, done))
    other.start()
    assert held.wait(30)
    with pytest.raises(Busy, match="Ana is publishing"), publishing(store, "Ben"):
        pass
    other.kill()  # it dies without letting go
    other.join()
    with publishing(store, "Ben"):
        pass


def test_withdrawn_it_leaves_chat_and_search_but_keeps_its_page(store: Editorial) -> None:
    withdraw(store, "gifts", "Ben", "the rule ended", see="samples", on=date(2026, 11, 24))
    publish(store, kind="withdraw")
    using.refresh()
    assert find_article("gifts") is None
    assert [hit.slug for hit in search("question gifts", "en")] == ["samples"]
    page = find_page("gifts")
    assert page is not None and page.withdrawn is not None
    assert (page.withdrawn.on, page.withdrawn.see) == (date(2026, 11, 24), "samples")
    assert page.in_language("en").lead == LEAD.strip()


def test_brought_back_after_somebody_else_approved(store: Editorial) -> None:
    withdraw(store, "gifts", "Ben", "the rule ended")
    publish(store)
    one = restore(store, "gifts", "Ana", "it did not end")
    with pytest.raises(Refused):
        approve(store, one.id, "Ana")
    approve(store, one.id, "Ben")
    publish(store)
    assert lead_in_use(store) == LEAD.strip()


@pytest.mark.parametrize(
    ("slug", "see", "why"), [("nothing", None, "x"), ("gifts", "nothing", "x"), ("gifts", None, " ")]
)
def test_a_withdrawal_needs_an_article_and_a_reason(store: Editorial, slug: str, see: str | None, why: str) -> None:
    with pytest.raises(Unknown):
        withdraw(store, slug, "Ben", why, see=see)


def test_files_that_changed_beneath_are_taken_up_by_the_next_release(store: Editorial, room: Path) -> None:
    publish(store, approved(store))
    file = room / "articles/samples/en.md"
    file.write_text(file.read_text().replace("This is what", "Delivered anew: this is what"))
    assert behind(store) == ["articles/samples"]
    assert "Delivered anew" not in lead_in_use(store, "samples")
    publish(store)
    assert "Delivered anew" in lead_in_use(store, "samples")
    assert behind(store) == []
    assert lead_in_use(store) == SECOND.strip()


def test_an_edition_that_the_files_caught_up_with_no_longer_stands_over_them(store: Editorial, room: Path) -> None:
    publish(store, approved(store))
    for name, text in article("gifts", lead=SECOND).items():
        (room / "articles/gifts" / name).write_text(text)
    publish(store)
    assert release(store, 3).overlay == {}
    for name, text in article("gifts", lead=THIRD).items():
        (room / "articles/gifts" / name).write_text(text)
    publish(store)
    assert lead_in_use(store) == THIRD.strip()


def test_a_task_under_way_keeps_the_texts_it_began_with(store: Editorial) -> None:
    using.refresh()
    with using.using(using.in_use()):
        publish(store, approved(store))
        assert using.refresh()  # the process goes on, this task does not
        before_ = find_article("gifts")
        assert before_ is not None and before_.in_language("en").lead != SECOND.strip()
    assert lead_in_use(store) == SECOND.strip()
