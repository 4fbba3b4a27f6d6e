"""An edition: one version of a document on its way to the reader, and how to find it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from sqlite_utils import Database

from knowledge.editorial.documents import Files, slug_of
from knowledge.editorial.store import Editorial, now
from knowledge.wording.refusals import Unknown, WrongState
from tariff_data.core.messages import Message

OPEN = ("draft", "review", "approved")
STATES = (*OPEN, "published", "superseded", "rolled_back", "discarded")


@dataclass(frozen=True, slots=True)
class Edition:
    """One version. `files` is the text, `base_files` what was in use when it was begun; times are UTC.

    `publish_at`: when an approved edition is to be published, None for with the next publication. `questions`: the
    numbers of the review questions that it is meant to answer.
    """

    id: int
    document: str
    state: str
    revision: int
    files: Files
    base: str
    base_files: Files
    authors: tuple[str, ...]
    approver: str | None
    publish_at: datetime | None
    release: int | None
    questions: tuple[int, ...]
    why: str
    created_at: datetime
    changed_at: datetime
    changed_by: str
    locked_by: str | None = None
    locked_until: datetime | None = None

    @property
    def slug(self) -> str | None:
        """The article it is of, None for other documents."""
        return slug_of(self.document)

    @property
    def scheduled(self) -> bool:
        """Whether it waits for its day."""
        return self.state == "approved" and self.publish_at is not None

    def wrote(self, who: str) -> bool:
        """Whether somebody wrote in it."""
        return same_person(who, *self.authors)


def same_person(who: str, *others: str) -> bool:
    """Whether a name is one of the others, however it is written."""
    return _name(who) in map(_name, others)


def _name(who: str) -> str:
    return " ".join(who.split()).casefold()


def named(who: str) -> str:
    """A name that can be recorded. Raises Unknown for an empty one."""
    if not (name := " ".join(who.split())):
        raise Unknown("editorial.refused.nameless")
    return name


def edition(store: Editorial, number: int) -> Edition:
    """The edition of that number. Raises Unknown."""
    with store.reading() as db:
        return found(db, number)


def editions(store: Editorial, *states: str, document: str | None = None) -> list[Edition]:
    """The editions in these states (or all), of a document (or all), those changed last first."""
    with store.reading() as db:
        return _select(
            db,
            f"(:every or state in ({', '.join(repr(state) for state in STATES if state in states) or 'null'})) "
            "and (:document is null or edition.document = :document)",
            {"every": not states, "document": document},
        )


def found(db: Database, number: int) -> Edition:
    """The edition of that number, within a transaction. Raises Unknown."""
    rows = _select(db, "id = :id", {"id": number})
    if not rows:
        raise Unknown("editorial.refused.no_edition", n=number)
    return rows[0]


def open_edition(db: Database, document: str) -> Edition | None:
    """The edition of a document that is being worked on: there is at most one beside those that wait for their day."""
    rows = _select(
        db,
        "edition.document = :document and (state in ('draft', 'review') "
        "or (state = 'approved' and publish_at is null))",
        {"document": document},
    )
    return rows[0] if rows else None


def expect(one: Edition, *states: str) -> Edition:
    """The edition, where it is in one of these states. Raises WrongState."""
    if one.state not in states:
        wanted = [Message(f"editorial.state.{state}") for state in states]
        either = reduce(lambda first, then: Message("editorial.or", {"first": first, "then": then}), wanted)
        now_ = Message(f"editorial.state.{one.state}")
        raise WrongState("editorial.refused.state", n=one.id, document=one.document, state=now_, wanted=either)
    return one


def change(db: Database, one: Edition, who: str, **values: Any) -> Edition:
    """Change an edition within a transaction; gives it as it is now."""
    changed = {"changed_at": now().isoformat(), "changed_by": who, **values}
    db.table("edition").update(one.id, changed)
    return found(db, one.id)


def _select(db: Database, where: str, values: Mapping[str, Any]) -> list[Edition]:
    rows = db.query(
        "select edition.*, lock.who as locked_by, lock.until as locked_until from edition "
        "left join lock on lock.document = edition.document and lock.until > :now and state = 'draft' "
        f"where {where} order by changed_at desc, id desc",
        {"now": now().isoformat(), **values},
    )
    return [_edition(row) for row in rows]


def _edition(row: Mapping[str, Any]) -> Edition:
    return Edition(
        id=row["id"],
        document=row["document"],
        state=row["state"],
        revision=row["revision"],
        files=json.loads(row["files"]),
        base=row["base"],
        base_files=json.loads(row["base_files"]),
        authors=tuple(json.loads(row["authors"])),
        approver=row["approver"],
        publish_at=_moment(row["publish_at"]),
        release=row["release"],
        questions=tuple(json.loads(row["questions"])),
        why=row["why"],
        created_at=datetime.fromisoformat(row["created_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
        changed_by=row["changed_by"],
        locked_by=row["locked_by"],
        locked_until=_moment(row["locked_until"]),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
