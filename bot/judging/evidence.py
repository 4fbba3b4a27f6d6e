"""What is known about a message when it is judged: words, entities, the classifier's ranking, search, conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.judging.articles import Ranked
from bot.nlu.lexicon import key, language_words


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where the conversation stands."""

    asked: str | None = None  # the slot or fact that was asked for last
    options: Sequence[Sequence[str]] = ()  # value and label of the answers that were offered
    item: bool = False  # a thing is known
    thing: str | None = None  # its description
    estimated: bool = False  # an estimate has been shown
    bill: bool = False  # a carrier's bill is being checked
    misses: int = 0
    topic: str | None = None  # the slug of the article that was spoken of last
    hedged: bool = False  # it was shown with others to choose from
    refused: bool = False  # it was spoken of in a refusal


@dataclass(frozen=True, slots=True)
class Evidence:
    """One message."""

    text: str
    lang: str
    entities: Sequence[Mapping[str, Any]]
    ranking: Sequence[tuple[str, float]]  # intents, the most likely first
    articles: Ranked
    direct: float = 0.9  # odds from which an article is shown without choices
    hedged: float = 0.5  # odds from which it is shown with choices
    conversation: Conversation = field(default_factory=Conversation)

    def has(self, *kinds: str) -> bool:
        """Whether an entity of one of these kinds was read."""
        return any(entity["entity"] in kinds for entity in self.entities)

    def several(self, *kinds: str) -> bool:
        """Whether at least two different values of one of these kinds were read."""
        return any(len({str(e["value"]) for e in self.entities if e["entity"] == kind}) > 1 for kind in kinds)

    def value(self, kind: str) -> Any:
        """The first value of a kind."""
        return next((entity["value"] for entity in self.entities if entity["entity"] == kind), None)

    def likelihood(self, *intents: str) -> float:
        """The summed likelihood of these intents."""
        return sum(p for name, p in self.ranking if name in intents)

    @property
    def words(self) -> list[str]:
        """The words of the message, plain."""
        return key(self.text).split()

    @property
    def asks(self) -> bool:
        """Whether it reads as a question: a question mark, or a word that begins one."""
        return "?" in self.text or any(
            f"{' '.join(self.words)} ".startswith(f"{start} ") for start in language_words(self.lang)["question_starts"]
        )

    @property
    def asks_within(self) -> bool:
        """Whether it goes over to a question behind a comma ("day trip to Tijuana, can I bring $800 back")."""
        starts = language_words(self.lang)["question_starts"]
        parts = (f"{key(part)} " for part in re.split(r"[,.;:!]\s", self.text)[1:])
        return any(part.startswith(f"{start} ") for part in parts for start in starts)

    @property
    def priced(self) -> bool:
        """Whether it names a price, or a number that may be one."""
        return self.has("money", "number")

    @property
    def cannot_tell(self) -> bool:
        """Whether it says that something is not known ("no idea where it was made")."""
        return bool(re.search(language_words(self.lang)["cannot_tell"], " ".join(self.words)))

    def mentions(self, listed: str) -> bool:
        """Whether any of the listed words of the language stands in the message."""
        return any(word in language_words(self.lang)[listed] for word in self.words)

    def says(self, listed: str) -> bool:
        """Whether the whole message is one of the listed phrases of the language."""
        return " ".join(self.words) in language_words(self.lang)[listed]
