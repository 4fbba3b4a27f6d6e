"""The real application with a stand-in for the assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from web.app.factory import create_application
from web.http.assistant_gateway import Assistant
from web.http.settings import Settings
from web.services.queries import estimate_answer

Client = TestClient[Any, Any]


@dataclass
class Turn:
    """What the stand-in answers."""

    messages: list[dict[str, Any]]
    topics: list[str | None] = field(default_factory=lambda: ["chitchat"])
    intents: list[str] = field(default_factory=list)
    lang: str = "en"


def estimate_card(lang: str) -> dict[str, Any]:
    """A real estimate as the assistant shows it: a pan from China, no way of arriving said."""
    item = {"description": "steel frying pan", "value": "60.00", "origin": "CN", "quantity": "1"}
    request = {"on": "2026-11-24", "lang": lang, "items": [item]}
    return {"type": "estimate", **estimate_answer(request), "request": request}


class ParrotAssistant:
    """Repeats what it hears, and remembers it until told to forget."""

    def __init__(self) -> None:
        self.said: dict[str, list[dict[str, Any]]] = {}
        self.stopped = False

    async def start(self) -> None:
        await asyncio.sleep(0)

    async def stop(self) -> None:
        self.stopped = True

    async def handle(self, conversation: str, text: str, lang: str | None, on: date | None = None) -> Turn:
        message: dict[str, Any] = {"by": "desk", "text": f"You said: {text}", "buttons": [], "sources": []}
        if "price" in text:
            message |= {"card": estimate_card(lang or "en"), "sources": ["HTSUS 7323.99.70"]}
            message["buttons"] = [{"title": "By post", "payload": '/send_by{"mode": "post"}'}]
        messages = [message]
        self.said.setdefault(conversation, []).extend([{"by": "person", "text": text}, *messages])
        return Turn(messages)

    async def transcript(self, conversation: str) -> list[dict[str, Any]]:
        return self.said.get(conversation, [])

    async def forget(self, conversation: str) -> None:
        self.said.pop(conversation, None)


@pytest.fixture
def parrot() -> ParrotAssistant:
    return ParrotAssistant()


@pytest.fixture
def load(parrot: ParrotAssistant) -> Callable[[], Awaitable[Assistant]]:
    async def loaded() -> Assistant:
        return parrot

    return loaded


@pytest.fixture
async def client(aiohttp_client: Any, load: Callable[[], Awaitable[Assistant]]) -> Client:
    made: Client = await aiohttp_client(create_application(Settings(), load))
    await asyncio.sleep(0.01)  # the assistant loads beside the server
    return made
