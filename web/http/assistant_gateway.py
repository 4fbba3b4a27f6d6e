"""The assistant as the web sees it: loading, ready or failed; ids of conversations. What people write is not logged."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from web.http.answer_id import mark_of

logger = logging.getLogger(__name__)

SITE = "site"
_ID = re.compile(r"[A-Za-z0-9_-]{32}")
Messages = list[dict[str, Any]]
State = Literal["loading", "training", "ready", "failed"]


class Turn(Protocol):
    """What the assistant answered to one message."""

    messages: Messages


class Assistant(Protocol):
    """`bot.runtime.assistant.Assistant`, or a stand-in."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def handle(self, conversation: str, text: str, lang: str | None, on: date | None = None) -> Any: ...
    async def transcript(self, conversation: str) -> Messages | None: ...
    async def forget(self, conversation: str) -> None: ...


class NotReady(Exception):
    """The assistant is still loading or being trained, or could not be loaded: `str` is the desk's state."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The id to go on with, and what the assistant said."""

    conversation: str
    messages: Messages
    lang: str | None


class Desk:
    """Holds the assistant while it loads and hands messages to it.

    A conversation is known to the assistant by the site key it began under and its id, so an id means nothing
    elsewhere: under another key it starts a new conversation.
    """

    def __init__(
        self, load: Callable[[], Awaitable[Assistant]], told: Callable[[str], None] = lambda line: None
    ) -> None:
        self._load, self._told = load, told
        self._assistant: Assistant | None = None
        self._coming: Assistant | None = None
        self._loading: asyncio.Task[None] | None = None
        self._state: State = "loading"

    @property
    def state(self) -> State:
        """`training`: it is loading, and must learn the texts first, which takes one to two minutes."""
        if self._state == "loading" and getattr(self._coming, "training", False):
            return "training"
        return self._state

    def begin(self) -> None:
        """Start loading; the site answers meanwhile."""
        self._loading = asyncio.create_task(self._start())

    async def _start(self) -> None:
        began = time.monotonic()
        try:
            assistant = self._coming = await self._load()
            await assistant.start()
        except Exception:
            self._state = "failed"
            logger.exception("the assistant could not be loaded; the site goes on without it")
        else:
            self._assistant, self._state = assistant, "ready"
            self._told(f"The assistant is ready after {time.monotonic() - began:.0f} seconds.")

    async def end(self) -> None:
        """Stop loading or stop the assistant; running turns finish first."""
        if self._loading and not self._loading.done():
            self._loading.cancel()
            await asyncio.gather(self._loading, return_exceptions=True)
        if self._assistant:
            await self._assistant.stop()

    async def handle(
        self, conversation: str | None, text: str, lang: str | None, on: date | None = None, key: str = SITE
    ) -> Reply:
        """Answer a message; an unknown id (or none) starts a new conversation."""
        assistant = self._ready()
        if conversation is None or await self.transcript(conversation, key) is None:
            conversation = secrets.token_urlsafe(24)
        turn = await assistant.handle(_named(key, conversation), text, lang, on)
        return Reply(conversation, turn.messages, getattr(turn, "lang", None))

    async def transcript(self, conversation: str, key: str = SITE) -> Messages | None:
        """What was said, or None where the id is unknown."""
        if not _ID.fullmatch(conversation):
            return None
        return await self._ready().transcript(_named(key, conversation)) or None

    async def rate(self, conversation: str, mark: str, helpful: bool, lang: str, key: str = SITE) -> bool:
        """Count a thumb for the last answer of that mark; False where the conversation has none."""
        from bot.runtime.feedback import thumb

        said = await self.transcript(conversation, key) or []
        places = [place for place, message in enumerate(said) if mark_of(message) == mark]
        if not places:
            return False
        return await thumb(self._ready(), _named(key, conversation), places[-1], helpful, lang)

    async def forget(self, conversation: str, key: str = SITE) -> None:
        """Delete a conversation; an unknown id is as good as deleted."""
        if _ID.fullmatch(conversation):
            await self._ready().forget(_named(key, conversation))

    def _ready(self) -> Assistant:
        if self._assistant is None:
            raise NotReady(self.state)
        return self._assistant


def _named(key: str, conversation: str) -> str:
    return f"{key}:{conversation}"
