"""A labelled question put to the assistant, and what came of it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any

Row = Mapping[str, Any]
_MOST_TURNS = 6
_CHOICE = "/show_article"
_NOT_SAID = frozenset({"type", "url", "source", "slug", "request", "hts", "id", "value", "payload", "status", "kind"})
_UNKNOWN = {"en": "I don't know", "es": "no sé"}


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer: every topic of it, its words, the slots afterwards, seconds of each turn.

    `hedged`: an article with others to choose from. `offered`: the slugs of articles on its buttons. `turns`: messages
    until an estimate was shown, None where none was.
    """

    topics: tuple[str | None, ...]
    intents: tuple[str, ...] = ()
    said: str = ""
    hedged: bool = False
    offered: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    seconds: tuple[float, ...] = ()
    turns: int | None = None

    @property
    def topic(self) -> str | None:
        """What answered."""
        return self.topics[0] if self.topics else None


async def ask(row: Row, assistant: Any, on: date | None = None) -> Answer:
    """Hold the conversation of a row from its beginning; an estimate is seen through to its end."""
    conversation, lang = secrets.token_urlsafe(24), row.get("lang")
    said, seconds = list(row.get("turns") or [row["text"]]), []
    try:
        for text in said:
            started = perf_counter()
            turn = await assistant.handle(conversation, text, lang, on)
            seconds.append(perf_counter() - started)
        slots = await assistant.slots(conversation)
        turns = await _see_through(row, assistant, conversation, turn, on) if row["kind"] == "estimate" else None
    finally:
        await assistant.forget(conversation)
    return Answer(
        tuple(turn.topics),
        tuple(turn.intents),
        "\n".join(words(turn.messages)),
        turn.hedged,
        tuple(_offered(turn.messages)),
        slots,
        tuple(seconds),
        turns,
    )


async def _see_through(row: Row, assistant: Any, conversation: str, turn: Any, on: date | None) -> int | None:
    """Answer what the assistant asks, as the person of the row would, until there is an estimate; how many turns."""
    taken = len(row.get("turns") or [row["text"]])
    while "estimate" not in [(message.get("card") or {}).get("type") for message in turn.messages]:
        asked = (await assistant.slots(conversation)).get("requested_slot")
        if taken >= _MOST_TURNS or not asked:
            return None
        turn = await assistant.handle(conversation, _reply(row, str(asked)), row.get("lang"), on)
        taken += 1
    return taken


def _reply(row: Row, asked: str) -> str:
    """What the person knows of the thing asked."""
    known = row.get("slots") or {}
    value = f"{known['value']} {known.get('currency') or 'USD'}" if known.get("value") else None
    told = {"item": known.get("item"), "value": value, "origin": known.get("origin") or known.get("ship_from")}
    return str(told.get(asked) or _UNKNOWN.get(row.get("lang") or "en", _UNKNOWN["en"]))


def _offered(messages: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The articles that can be chosen by a button."""
    for message in messages:
        for button in message.get("buttons") or ():
            payload = str(button.get("payload") or "")
            if payload.startswith(_CHOICE):
                yield str(json.loads(payload.removeprefix(_CHOICE))["article"])


def words(shown: Any) -> Iterator[str]:
    """Everything that the messages say, cards and buttons included."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, Mapping):
        for name, part in shown.items():
            if name not in _NOT_SAID:
                yield from words(part)
    elif isinstance(shown, list | tuple):
        for part in shown:
            yield from words(part)
