"""Out to files and back: no difference, and what differs becomes drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.editorial import Editorial
from knowledge.editorial.candidates import candidate
from knowledge.editorial.documents import documents_below
from knowledge.editorial.editions import editions
from knowledge.editorial.exchange import export, take_in
from knowledge.editorial.releasing import commit, publishing
from knowledge.editorial.reviewing import approve, submit
from knowledge.library.active_release import ROOM
from knowledge.wording.refusals import Unknown, WrongState
from tests.knowledge.editorial.conftest import article


def everything_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_exported_comes_back_without_a_difference(store: Editorial, room: Path, tmp_path: Path) -> None:
    export(store, tmp_path / "out")
    assert everything_below(tmp_path / "out") == everything_below(room)
    taken = take_in(store, tmp_path / "out", "Ana", "back")
    assert (taken.drafts, taken.absent) == ((), ())
    assert editions(store) == []


def test_the_whole_knowledge_base_of_the_desk_goes_out_and_back(tmp_path: Path) -> None:
    store = Editorial(tmp_path / "home", ROOM)
    names = export(store, tmp_path / "out")
    assert len([name for name in names if name.startswith("articles/")]) >= 70
    assert {"glossary", "intercepts"} <= set(names)
    for name in names:
        assert everything_below(tmp_path / "out" / name) == everything_below(ROOM / name), name
    assert take_in(store, tmp_path / "out", "Ana", "back").drafts == ()


def test_a_change_in_the_folder_goes_through_review_and_comes_out_again(store: Editorial, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(store, out)
    for name, text in article(
        "samples", lead="Another lead, long enough for the chat to say it as it stands. " * 4
    ).items():
        (out / "articles/samples" / name).write_text(text)
    (out / "articles/new-one").mkdir()
    for name, text in article("new-one").items():
        (out / "articles/new-one" / name).write_text(text)
    taken = take_in(store, out, "Ana", "from git")
    assert sorted(one.document for one in taken.drafts) == ["articles/new-one", "articles/samples"]
    for one in taken.drafts:
        submit(store, one.id, "Ana")
        approve(store, one.id, "Ben")
    with publishing(store, "Ben"), candidate(store, editions(store, "approved")) as made:
        commit(store, made, "Ben", "from git")
    export(store, tmp_path / "again")
    assert everything_below(tmp_path / "again") == everything_below(out)


def test_an_export_leaves_nothing_of_what_the_folder_held_before(store: Editorial, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "articles/old").mkdir(parents=True)
    (out / "articles/old/en.md").write_text("old")
    (out / "articles/gifts").mkdir()
    (out / "articles/gifts/fr.md").write_text("old")
    (out / "README").write_text("kept: it is none of the documents")
    export(store, out)
    assert set(documents_below(out)) == {"articles/gifts", "articles/samples", "intercepts"}
    assert not (out / "articles/gifts/fr.md").exists()
    assert (out / "README").exists()


def test_an_import_does_not_run_over_a_draft(store: Editorial, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(store, out)
    (out / "articles/gifts/en.md").write_text("changed\n")
    take_in(store, out, "Ana", "once")
    with pytest.raises(WrongState, match="articles/gifts"):
        take_in(store, out, "Ben", "twice")


def test_articles_that_the_folder_lacks_are_named_and_stay(store: Editorial, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(store, out)
    for file in (out / "articles/gifts").iterdir():
        file.unlink()
    assert take_in(store, out, "Ana", "back").absent == ("articles/gifts",)


def test_a_folder_without_documents_is_refused(store: Editorial, tmp_path: Path) -> None:
    with pytest.raises(Unknown):
        take_in(store, tmp_path / "nowhere", "Ana", "back")
