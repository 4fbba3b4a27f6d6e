"""What judging comes to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Verdict:
    """`articles`: the closest ones; `option`: the offered answer that was meant; `refused`: the kind of evasion;
    `thing`: the message describes the goods; `hedged`: show choices too; `in_context`: the question before counted;
    `term`: the id of the word whose meaning is asked; `quality`: what is said besides of the goods at hand."""

    intent: str
    confidence: float
    articles: tuple[str, ...] = ()
    option: str | None = None
    refused: str | None = None
    thing: bool = False
    hedged: bool = False
    in_context: bool = False
    term: str | None = None
    quality: str | None = None

    def as_json(self) -> dict[str, Any]:
        """For Rasa's parse data."""
        return asdict(self)
