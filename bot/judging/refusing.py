"""Signs that somebody asks for help to evade: patterns as data, by kind of evasion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.nlu.normalize import plain

_FILE = Path(__file__).resolve().parent / "refusing.yaml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evasion; `certain`: the pattern alone is enough."""

    kind: str
    certain: bool


@cache
def _patterns(lang: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    rows = data.get(lang) or data["en"]
    return tuple((Kind(row["kind"], row.get("certain", False)), re.compile(row["pattern"])) for row in rows)


def refused_kind(text: str, lang: str) -> Kind | None:
    """The kind of evasion whose signs the text shows, or None."""
    bare = plain(text)
    found = [kind for kind, pattern in _patterns(lang) if pattern.search(bare)]
    return next((kind for kind in found if kind.certain), found[0] if found else None)
