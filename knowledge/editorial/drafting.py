"""Drafts: opening one, saving it, and telling two people that they edit the same text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlite_utils import Database

from knowledge.editorial.documents import Files, checked_files, checked_name, fingerprint
from knowledge.editorial.editions import (
    Edition,
    change,
    expect,
    found,
    named,
    open_edition,
    same_person,
)
from knowledge.editorial.store import Editorial, now, record
from knowledge.wording.refusals import BeingEdited, Conflict

HELD = timedelta(minutes=15)  # how long a text stays somebody's after the last save


def open_draft(store: Editorial, document: str, who: str, why: str = "", *, take_over: bool = False) -> Edition:
    """The draft of a document, held for this person: the one in the works, or a new one of the text in use.

    An edition in review or approved is given as it is (send it back to write in it). Raises BeingEdited while somebody
    else holds the draft, unless `take_over`.
    """
    checked_name(document)
    who = named(who)
    files = store.standing(document)
    with store.writing() as db:
        one = open_edition(db, document) or _begin(db, document, who, why, files)
        if one.state == "draft":
            _hold(db, one, who, take_over)
        return found(db, one.id)


def save(
    store: Editorial,
    number: int,
    files: Mapping[str, str],
    who: str,
    *,
    revision: int,
    why: str = "",
    questions: Iterable[int] = (),
) -> Edition:
    """Save a draft that was read at `revision`.

    Raises Conflict where somebody saved since then, BeingEdited where somebody else holds it.
    """
    who, texts = named(who), checked_files(files)
    with store.writing() as db:
        one = expect(found(db, number), "draft")
        if one.revision != revision:
            raise Conflict(one.changed_by, one.changed_at, one.revision, one.files)
        _hold(db, one, who)
        asked = sorted({*one.questions, *questions})
        if texts == one.files and asked == list(one.questions):
            return found(db, number)
        authors = one.authors if one.wrote(who) else (*one.authors, who)
        record(db, who, "saved", document=one.document, edition=number, why=why, details={"revision": revision + 1})
        return change(
            db,
            one,
            who,
            files=json.dumps(texts, ensure_ascii=False),
            revision=revision + 1,
            authors=json.dumps(authors, ensure_ascii=False),
            questions=json.dumps(asked),
        )


def close(store: Editorial, number: int, who: str) -> None:
    """Let go of a draft, so that others are not told that it is being edited."""
    with store.writing() as db:
        one = found(db, number)
        if one.locked_by and same_person(who, one.locked_by):
            db.table("lock").delete(one.document)


def begin(db: Database, document: str, who: str, why: str, files: Files, base_files: Files, state: str) -> Edition:
    """A new edition, within a transaction."""
    at = now().isoformat()
    number = (
        db.table("edition")
        .insert(
            {
                "document": document,
                "state": state,
                "revision": 1,
                "files": json.dumps(files, ensure_ascii=False),
                "base": fingerprint(base_files),
                "base_files": json.dumps(base_files, ensure_ascii=False),
                "authors": json.dumps([who], ensure_ascii=False),
                "approver": None,
                "publish_at": None,
                "release": None,
                "questions": "[]",
                "why": why,
                "created_at": at,
                "changed_at": at,
                "changed_by": who,
            }
        )
        .last_pk
    )
    assert isinstance(number, int)
    record(db, who, "began", document=document, edition=number, why=why)
    return found(db, number)


def _begin(db: Database, document: str, who: str, why: str, files: Files) -> Edition:
    return begin(db, document, who, why, files, files, "draft")


def _hold(db: Database, one: Edition, who: str, take_over: bool = False) -> None:
    if one.locked_by and one.locked_until and not same_person(who, one.locked_by):
        if not take_over:
            raise BeingEdited(one.document, one.locked_by, one.locked_until)
        record(db, who, "took over", document=one.document, edition=one.id, details={"held_by": one.locked_by})
    until: datetime = now() + HELD
    db.table("lock").upsert({"document": one.document, "who": who, "until": until.isoformat()}, pk="document")
