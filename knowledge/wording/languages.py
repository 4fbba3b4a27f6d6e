"""The languages the desk speaks: each is a folder below `messages/` with a `language.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from babel import Locale

MESSAGES = Path(__file__).resolve().parents[1] / "messages"
DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its two-letter code, its own name, and the locale that formats its dates and amounts."""

    code: str
    name: str
    locale: Locale


@cache
def languages() -> dict[str, Language]:
    """Every language by code, the default first."""
    found = {}
    for file in sorted(MESSAGES.glob("*/language.yaml"), key=lambda path: (path.parent.name != DEFAULT, path)):
        facts = yaml.safe_load(file.read_text(encoding="utf-8"))
        code = file.parent.name
        found[code] = Language(code, facts["name"], Locale.parse(facts["locale"]))
    return found


def language(code: str | None) -> Language:
    """The language of that code, or the default where the desk does not speak it."""
    known = languages()
    return known.get((code or DEFAULT)[:2].lower(), known[DEFAULT])
