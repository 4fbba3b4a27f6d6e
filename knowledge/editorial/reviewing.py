"""From draft to approved: handing in, sending back, approving by somebody else, for now or for a date."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime

from sqlite_utils import Database

from knowledge.editorial.documents import fingerprint
from knowledge.editorial.editions import OPEN, Edition, change, edition, expect, found, named
from knowledge.editorial.faults import faults_of
from knowledge.editorial.store import Editorial, now, record
from knowledge.review.questions import reopen
from knowledge.wording.localized_errors import Sentence
from knowledge.wording.refusals import Faulty, Outdated, OwnWork, Unknown, WrongState


def submit(store: Editorial, number: int, who: str, why: str = "") -> Edition:
    """Hand a draft in for review. Raises Faulty for what must be mended first, Outdated, WrongState."""
    read = expect(edition(store, number), "draft")
    if fingerprint(read.files) == read.base:
        raise WrongState("editorial.refused.nothing_changed", n=number, document=read.document)
    expect_current(store, read)
    if faults := faults_of(store, read):
        raise Faulty(faults)
    with store.writing() as db:
        one = expect(found(db, number), "draft")
        if one.revision != read.revision:
            raise WrongState("editorial.refused.saved_meanwhile", by=one.changed_by, n=number)
        return _move(db, one, who, "submitted", "review", why)


def send_back(store: Editorial, number: int, who: str, why: Sentence) -> Edition:
    """Give an edition in review, or approved, back to its authors with the reason."""
    if isinstance(why, str) and not why.strip():
        raise Unknown("editorial.refused.authors_reason")
    with store.writing() as db:
        one = expect(found(db, number), "review", "approved")
        return _move(db, one, who, "sent back", "draft", why, approver=None, publish_at=None)


def approve(store: Editorial, number: int, who: str, why: str = "", *, at: datetime | None = None) -> Edition:
    """Approve an edition in review: for the next publication, or for a moment (`at`; without a zone it is UTC).

    Raises OwnWork for whoever wrote in it, Outdated where the text in use has changed since it was begun.
    """
    moment = as_utc(at)
    if moment is not None and moment <= now():
        raise Unknown("editorial.refused.past", day=moment.date(), time=f"{moment:%H:%M}")
    with store.writing() as db:
        one = expect(found(db, number), "review")
        if one.wrote(who):
            raise OwnWork("editorial.refused.own_work", who=named(who), n=number, document=one.document)
        expect_current(store, one)
        due = moment.isoformat() if moment else None
        return _move(db, one, who, "approved", "approved", why, approver=named(who), publish_at=due)


def schedule(store: Editorial, number: int, who: str, at: datetime, why: str = "") -> Edition:
    """Give an approved edition another time of publication."""
    moment = as_utc(at)
    if moment is None or moment <= now():
        late = moment or at
        raise Unknown("editorial.refused.past", day=late.date(), time=f"{late:%H:%M}")
    with store.writing() as db:
        one = expect(found(db, number), "approved")
        return _move(db, one, who, "scheduled", "approved", why, publish_at=moment.isoformat())


def discard(store: Editorial, number: int, who: str, why: str) -> Edition:
    """Give up an edition that was not published. Its text stays in the record; its questions wait for staff again."""
    with store.writing() as db:
        gone = _move(db, expect(found(db, number), *OPEN), who, "discarded", "discarded", why, publish_at=None)
    reopen(number, store.folder)
    return gone


def renew(store: Editorial, number: int, who: str, why: str = "") -> Edition:
    """Make an outdated edition a draft over the text that is in use now; its own text stays, to be compared anew."""
    with store.writing() as db:
        one = expect(found(db, number), *OPEN)
        base = store.standing(one.document)
        return _move(
            db,
            one,
            who,
            "renewed",
            "draft",
            why,
            approver=None,
            publish_at=None,
            base=fingerprint(base),
            base_files=json.dumps(base, ensure_ascii=False),
        )


def expect_current(store: Editorial, one: Edition) -> None:
    """Raises Outdated where the text in use is not the one that the edition was made from."""
    if fingerprint(store.standing(one.document)) != one.base:
        raise Outdated("editorial.refused.outdated", document=one.document, n=one.id)


def as_utc(at: datetime | None) -> datetime | None:
    """A moment in UTC, to the second."""
    if at is None:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def _move(db: Database, one: Edition, who: str, what: str, state: str, why: Sentence, **values: str | None) -> Edition:
    who = named(who)
    due = {"publish_at": at} if (at := values.get("publish_at")) else {}
    try:
        moved = change(db, one, who, state=state, **values)
    except sqlite3.IntegrityError:
        raise WrongState("editorial.refused.another", document=one.document) from None
    record(db, who, what, document=one.document, edition=one.id, why=why, details=due)
    db.table("lock").delete_where("document = ?", [one.document])
    return moved
