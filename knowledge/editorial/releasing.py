"""Releases: a candidate becomes what everybody reads, all at once, or not at all.

The last release in the store is the current one; the pointer file that running processes watch follows it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from knowledge.editorial.candidates import PREFIX, Candidate
from knowledge.editorial.documents import documents_below, write
from knowledge.editorial.editions import editions, expect, found, named
from knowledge.editorial.store import Editorial, now, overlay_in_use, record
from knowledge.library.active_release import POINTER, current_release
from knowledge.review.questions import reopen
from knowledge.wording.localized_errors import Sentence, kept, taken_up
from knowledge.wording.refusals import Busy, Unknown
from tariff_data.core.messages import Message

_KEPT = 30  # releases whose texts are kept to go back to


@dataclass(frozen=True, slots=True)
class Release:
    """`kind`: files (the first: the room's own files), publish, withdraw, restore or rollback (of `back_to`).

    `models`: the name of the model by language; `measured`: what the gate found; `kept`: whether one can go back to it.
    """

    number: int
    at: datetime
    who: str
    why: Sentence
    kind: str
    back_to: int | None
    overlay: Mapping[str, int]
    models: Mapping[str, str]
    measured: Mapping[str, Any]
    current: bool
    kept: bool


def releases(store: Editorial) -> list[Release]:
    """Every release, the newest first."""
    with store.reading() as db:
        rows = list(db.query("select * from release order by number desc"))
    return [_release(store, row, row is rows[0]) for row in rows]


def release(store: Editorial, number: int) -> Release:
    """The release of that number. Raises Unknown."""
    for one in releases(store):
        if one.number == number:
            return one
    raise Unknown("editorial.refused.no_release", n=number)


def before(store: Editorial) -> Release:
    """The release that a rollback goes back to: the one whose texts were in use before the current ones."""
    known = releases(store)
    current = known[0] if known else None
    while current is not None and current.back_to is not None:  # after a rollback, go on from where it went
        current = next((one for one in known if one.number == current.back_to), None)
    if current is not None:
        for one in known:
            if one.number < current.number and one.kind != "rollback" and one.kept:
                return one
    raise Unknown("editorial.refused.no_way_back")


@contextmanager
def publishing(store: Editorial, who: str) -> Iterator[None]:
    """Hold the right to publish: one at a time. Raises Busy. A process that dies lets go of it."""
    store.releases.mkdir(parents=True, exist_ok=True)
    with (store.releases / "publishing.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            by = file.read().strip()
            raise Busy(
                Message("editorial.refused.busy", {"by": by}) if by else "editorial.refused.busy.somebody"
            ) from None
        file.truncate(0)
        file.write(named(who))
        file.flush()
        _tidy(store)
        first(store)
        yield
        file.truncate(0)


def first(store: Editorial) -> None:
    """Keep the room's own files as the first release, so that one can go back to them."""
    with store.writing() as db:
        if db.table("release").count:
            return
        write(store.releases / "1", documents_below(store.room))
        _insert(db, 1, "the desk", Message("editorial.why.delivered"), "files", None, {}, {}, {})
    point(store)


def commit(
    store: Editorial,
    made: Candidate,
    who: str,
    why: Sentence,
    *,
    kind: str = "publish",
    models: Mapping[str, str] | None = None,
    measured: Mapping[str, Any] | None = None,
) -> Release:
    """Take a candidate into use (within `publishing`). Raises WrongState where an edition of it changed meanwhile."""
    who = named(who)
    with store.writing() as db:
        for one in made.editions:
            still = expect(found(db, one.id), "approved")
            if still.revision != one.revision:
                raise Unknown("editorial.refused.changed_meanwhile", n=one.id, document=one.document)
        number = int(next(db.query("select coalesce(max(number), 0) + 1 as n from release"))["n"])
        earlier = overlay_in_use(db)
        place = store.releases / str(number)
        shutil.rmtree(place, ignore_errors=True)  # of a publication that did not come to its end
        os.rename(made.folder, place)
        _insert(db, number, who, why, kind, made.back_to, made.overlay, models or {}, measured or {})
        _settle(db, earlier, made, number)
        record(db, who, kind, release=number, why=why, details={"editions": [one.id for one in made.editions]})
        for one in made.editions:
            record(db, who, "published", document=one.document, edition=one.id, release=number, why=why)
    point(store)
    for edition in set(earlier.values()) - set(made.overlay.values()) if made.back_to is not None else ():
        reopen(edition, store.folder)  # what it was to answer is not answered any more
    return release(store, number)


def point(store: Editorial) -> None:
    """Make the pointer name the last release. Running processes take it up when they see it."""
    with store.writing() as db:
        last = next(db.query("select max(number) as n from release"))["n"]
        if last is None or current_release(store.releases) == last:
            return
        new = store.releases / f"{POINTER}.new"
        with new.open("w", encoding="utf-8") as file:
            file.write(json.dumps({"release": last}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, store.releases / POINTER)


def _settle(db: Database, earlier: Mapping[str, int], made: Candidate, number: int) -> None:
    """Give every edition the state that the new release puts it in."""
    edition = db.table("edition")
    for one in made.editions:
        edition.update(one.id, {"release": number})
    for document in {*earlier, *made.overlay}:
        old, new = earlier.get(document), made.overlay.get(document)
        if old == new:
            continue
        if made.back_to is not None and old is not None:
            edition.update(old, {"state": "rolled_back"})
        if new is not None:
            db.execute("update edition set state = 'superseded' where document = ? and state = 'published'", [document])
            edition.update(new, {"state": "published"})


def _insert(
    db: Database,
    number: int,
    who: str,
    why: Sentence,
    kind: str,
    back_to: int | None,
    overlay: Mapping[str, int],
    models: Mapping[str, str],
    measured: Mapping[str, Any],
) -> None:
    db.table("release").insert(
        {
            "number": number,
            "at": now().isoformat(),
            "who": who,
            "why": kept(why),
            "kind": kind,
            "back_to": back_to,
            "overlay": json.dumps(overlay, sort_keys=True),
            "models": json.dumps(models, sort_keys=True),
            "measured": json.dumps(measured, ensure_ascii=False),
        }
    )


def _tidy(store: Editorial) -> None:
    """Remove what publications that died have left, and the texts of old releases."""
    point(store)
    for path in store.releases.glob(f"{PREFIX}*"):
        if _old(path):
            shutil.rmtree(path, ignore_errors=True)
    kept = sorted((int(path.name) for path in store.releases.iterdir() if path.name.isdigit()), reverse=True)
    for number in kept[_KEPT:]:
        shutil.rmtree(store.releases / str(number), ignore_errors=True)


def _old(path: Path) -> bool:
    """Whether a candidate was left behind: previews of living processes last minutes."""
    try:
        return now().timestamp() - path.stat().st_mtime > 6 * 3600
    except FileNotFoundError:
        return False


def _release(store: Editorial, row: Mapping[str, Any], current: bool) -> Release:
    return Release(
        number=row["number"],
        at=datetime.fromisoformat(row["at"]),
        who=row["who"],
        why=taken_up(row["why"]),
        kind=row["kind"],
        back_to=row["back_to"],
        overlay=json.loads(row["overlay"]),
        models=json.loads(row["models"]),
        measured=json.loads(row["measured"]),
        current=current,
        kept=(store.releases / str(row["number"])).is_dir(),
    )


def due(store: Editorial, at: datetime | None = None) -> list[int]:
    """The scheduled editions whose time has come, the earliest first."""
    moment = at or now()
    waiting = [one for one in editions(store, "approved") if one.publish_at and one.publish_at <= moment]
    return [one.id for one in sorted(waiting, key=lambda one: (one.publish_at or moment, one.id))]
