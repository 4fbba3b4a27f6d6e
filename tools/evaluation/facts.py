"""What a right answer must say, and must not, checked by reviewed patterns (`tests/cases/questions/patterns.yaml`).

Patterns are keyed by the fact in words, so that every question that asks for the fact is held against the same ones.
They run over answers without case and accents, sentence by sentence for claims, so that a denial is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.normalize import plain

FILE = Path(__file__).resolve().parents[2] / "tests" / "cases" / "questions" / "patterns.yaml"
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_SIGNS = str.maketrans("‑–—’‘“”", "---''\"\"", "\u00a0\u202f")


def normal(text: str) -> str:
    """A fact or an answer as patterns see it: no case, no accents, plain signs, single spaces in a line."""
    lines = (" ".join(line.split()) for line in plain(text.replace("\u00a0", " ").translate(_SIGNS)).splitlines())
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fact that must be said: every one of `all_of` occurs. A claim that must not: one of `any_of` occurs in a
    sentence in which none of `unless` does."""

    key: str
    all_of: tuple[re.Pattern[str], ...] = ()
    any_of: tuple[re.Pattern[str], ...] = ()
    unless: tuple[re.Pattern[str], ...] = ()

    def holds(self, answer: str) -> bool:
        """Whether an answer says it."""
        said = normal(answer)
        if self.all_of:
            return all(pattern.search(said) for pattern in self.all_of)
        return any(
            not sentence.endswith("?")  # the title of a guide asks, it does not claim
            and any(pattern.search(sentence) for pattern in self.any_of)
            and not any(pattern.search(sentence) for pattern in self.unless)
            for sentence in _SENTENCE.split(said)
        )


class Patterns:
    """The patterns of a file by fact and language."""

    def __init__(self, file: Path = FILE) -> None:
        self._file = file

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the file as they stand there, with their controls."""
        return list(yaml.safe_load(self._file.read_text(encoding="utf-8"))) if self._file.exists() else []

    @cached_property
    def _known(self) -> Mapping[tuple[str, str], Pattern]:
        found: dict[tuple[str, str], Pattern] = {}
        for row in self.rows:
            facts = [row.get("fact") or row["claim"], *row.get("also", ())]
            for lang in ("en", "es"):
                if lang in row:
                    for fact in facts:
                        found[normal(fact), lang] = _compiled(fact, row[lang])
        return found

    def of(self, fact: str, lang: str) -> Pattern | None:
        """The pattern of a fact or a claim; languages that the desk answers in English have the English one."""
        return self._known.get((normal(fact), lang if lang == "es" else "en"))


def _compiled(fact: str, row: Mapping[str, Any]) -> Pattern:
    def patterns(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in row.get(name, ()))

    return Pattern(fact, patterns("says"), patterns("claims"), patterns("unless"))
