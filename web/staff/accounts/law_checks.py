"""Who read a subject of the law data, and found it right: kept with what the records were then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from web.staff.accounts.store import StaffStore, now


@dataclass(frozen=True, slots=True)
class LawCheck:
    """One confirmation. `fingerprint`: of the records that were looked at."""

    subject: str
    fingerprint: str
    who: str
    at: datetime
    why: str


class LawChecks:
    """Every confirmation."""

    def __init__(self, store: StaffStore) -> None:
        self._store = store

    def confirm(self, subject: str, fingerprint: str, who: str, why: str) -> None:
        """Record that somebody read the sources."""
        row = {"subject": subject, "fingerprint": fingerprint, "who": who, "at": now().isoformat(), "why": why}
        with self._store.opened() as db:
            db.table("law_check").insert(row)

    def of(self, subject: str) -> list[LawCheck]:
        """The confirmations of a subject, the last first."""
        with self._store.opened() as db:
            rows = db.query("select * from law_check where subject = ? order by id desc", [subject])
            return [_check(row) for row in rows]

    def last(self) -> dict[str, LawCheck]:
        """The last confirmation of every subject that has one."""
        with self._store.opened() as db:
            rows = db.query("select * from law_check where id in (select max(id) from law_check group by subject)")
            return {row["subject"]: _check(row) for row in rows}


def _check(row: Mapping[str, str]) -> LawCheck:
    at = datetime.fromisoformat(row["at"])
    return LawCheck(row["subject"], row["fingerprint"], row["who"], at, row["why"])
