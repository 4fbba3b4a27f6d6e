"""Site keys: a shop's key lists the origins of its pages. Made by staff, or asked for by a shop and then approved."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from sqlite_utils import Database, Migrations

from tariff_data.core.migrating import migrate

State = Literal["pending", "active", "revoked"]
_KEY = re.compile(r"dk_[A-Za-z0-9_-]{24}")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
MOST_ORIGINS = 20


class BadOrigin(ValueError):
    """An address that cannot be a page's origin."""


class NoSuchKey(LookupError):
    """A key that nobody made."""


@dataclass(frozen=True, slots=True)
class SiteKey:
    """One shop's key."""

    key: str
    name: str
    origins: tuple[str, ...]
    contact: str
    state: State
    asked: date


def origin_of(address: str) -> str:
    """The origin of an address as browsers send it: scheme, host in ASCII, port where it is not the usual one."""
    text = address.strip()
    parts = urlsplit(text if "://" in text else f"https://{text}")
    try:
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (UnicodeError, ValueError):
        raise BadOrigin(f"{address!r} is not a web address") from None
    if parts.scheme not in {"https", "http"} or not re.fullmatch(r"[a-z0-9.:-]+", host):
        raise BadOrigin(f"{address!r} is not a web address such as https://shop.example")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise BadOrigin(f"{address!r}: only https is possible (http for localhost alone)")
    if "." not in host and host not in _LOOPBACK:
        raise BadOrigin(f"{address!r} has no domain")
    usual = {"https": 443, "http": 80}[parts.scheme]
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port and port != usual else "")


MIGRATIONS = Migrations("sites")


@MIGRATIONS()
def first(db: Database) -> None:
    """The tables of version 0.1.0, which made them without saying so."""
    columns = {"key": str, "name": str, "origins": str, "contact": str, "state": str, "asked": str}
    cast(Any, db["keys"]).create(columns, pk="key", if_not_exists=True)


class SiteKeys:
    """The keys, in a file of their own."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, check_same_thread=False)
        migrate(connection, MIGRATIONS)
        self._database = Database(connection)
        self._table = cast(Any, self._database["keys"])

    def add(self, name: str, origins: Iterable[str], contact: str = "", state: State = "pending") -> SiteKey:
        """Make a key. Raises BadOrigin."""
        allowed = tuple(dict.fromkeys(origin_of(origin) for origin in origins))
        if not 0 < len(allowed) <= MOST_ORIGINS:
            raise BadOrigin(f"a key lists between 1 and {MOST_ORIGINS} addresses")
        made = SiteKey(f"dk_{secrets.token_urlsafe(18)}", name.strip(), allowed, contact.strip(), state, date.today())
        with self._database.conn:
            self._table.insert(_row(made))
        return made

    def find(self, key: str) -> SiteKey | None:
        """The key, whatever its state, or None."""
        if not _KEY.fullmatch(key):
            return None
        return next((_key(row) for row in self._table.rows_where("key = ?", [key])), None)

    def all(self) -> Iterator[SiteKey]:
        """Every key, the newest first."""
        return (_key(row) for row in self._table.rows_where(order_by="asked desc, rowid desc"))

    def decide(self, key: str, state: State) -> SiteKey:
        """Approve a key or take it back. Raises NoSuchKey."""
        if self.find(key) is None:
            raise NoSuchKey(key)
        with self._database.conn:
            self._table.update(key, {"state": state})
        found = self.find(key)
        assert found is not None
        return found


def _row(key: SiteKey) -> dict[str, str]:
    return {
        "key": key.key,
        "name": key.name,
        "origins": json.dumps(key.origins),
        "contact": key.contact,
        "state": key.state,
        "asked": key.asked.isoformat(),
    }


def _key(row: dict[str, Any]) -> SiteKey:
    origins = tuple(json.loads(row["origins"]))
    return SiteKey(row["key"], row["name"], origins, row["contact"], row["state"], date.fromisoformat(row["asked"]))
