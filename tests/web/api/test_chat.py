"""The chat API: ids, transcripts, deletion, and what it says while the assistant loads."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.web.conftest import Client, ParrotAssistant
from web.app.factory import create_application
from web.http.assistant_gateway import Assistant, Desk
from web.http.settings import Settings


async def say(client: Client, text: str, conversation: str | None = None) -> dict[str, Any]:
    response = await client.post("/api/v1/chat", json={"conversation": conversation, "text": text, "lang": "en"})
    assert response.status == 200
    assert response.headers["Cache-Control"] == "no-store"
    answer: dict[str, Any] = await response.json()
    return answer


async def test_a_conversation_goes_on_under_its_id_and_can_be_read_and_deleted(client: Client) -> None:
    first = await say(client, "hello")
    second = await say(client, "again", first["conversation"])
    assert second["conversation"] == first["conversation"]
    assert second["messages"][0]["text"] == "You said: again"

    read = await (await client.get(f"/api/v1/chat/{first['conversation']}")).json()
    assert [message["text"] for message in read["messages"]] == [
        "hello", "You said: hello", "again", "You said: again",
    ]  # fmt: skip
    assert (await client.delete(f"/api/v1/chat/{first['conversation']}")).status == 204
    assert (await client.get(f"/api/v1/chat/{first['conversation']}")).status == 404
    assert (await client.delete(f"/api/v1/chat/{first['conversation']}")).status == 204


async def test_ids_are_the_servers_own_and_long(client: Client) -> None:
    ids = {(await say(client, "hello"))["conversation"] for _ in range(5)}
    assert len(ids) == 5
    assert all(len(name) == 32 for name in ids), "24 random bytes in base64: 192 bits"


@pytest.mark.parametrize("unknown", ["A" * 32, "mine", "../../etc/passwd", "site:x", "é" * 32])
async def test_an_unknown_id_starts_a_new_conversation(client: Client, unknown: str) -> None:
    assert (await say(client, "hello", unknown))["conversation"] != unknown


async def test_an_id_means_nothing_under_another_site_key(parrot: ParrotAssistant) -> None:
    async def load() -> Assistant:
        return parrot

    desk = Desk(load)
    desk.begin()
    await asyncio.sleep(0.01)
    first = await desk.handle(None, "secret", None, key="shop-a")
    assert await desk.transcript(first.conversation, key="shop-b") is None
    other = await desk.handle(first.conversation, "hello", None, key="shop-b")
    assert other.conversation != first.conversation
    await desk.end()
    assert parrot.stopped


async def test_the_server_answers_while_the_assistant_loads(aiohttp_client: Any, parrot: ParrotAssistant) -> None:
    ready = asyncio.Event()

    async def load() -> Assistant:
        await ready.wait()
        return parrot

    client: Client = await aiohttp_client(create_application(Settings(), load))
    assert await (await client.get("/healthz")).json() == {"status": "loading"}
    refused = await client.post("/api/v1/chat", json={"text": "hello"})
    assert refused.status == 503
    assert refused.headers["Retry-After"] == "3"
    assert refused.content_type == "application/problem+json"
    ready.set()
    await asyncio.sleep(0.01)
    assert await (await client.get("/healthz")).json() == {"status": "ready"}
    assert (await client.post("/api/v1/chat", json={"text": "hello"})).status == 200


class Apprentice(ParrotAssistant):
    """Is being trained until it is let go."""

    training = True

    def __init__(self) -> None:
        super().__init__()
        self.learnt = asyncio.Event()

    async def start(self) -> None:
        await self.learnt.wait()


@pytest.mark.parametrize(
    ("lang", "before", "answer"),
    [
        ("en", "answers in one to two minutes", "press Send again then"),
        ("es", "uno o dos minutos", "uno a dos minutos"),
    ],
)
async def test_that_it_is_being_trained_is_said(aiohttp_client: Any, lang: str, before: str, answer: str) -> None:
    apprentice = Apprentice()

    async def load() -> Assistant:
        return apprentice

    client: Client = await aiohttp_client(create_application(Settings(), load))
    await asyncio.sleep(0.01)
    assert await (await client.get("/healthz")).json() == {"status": "training"}
    assert before in await (await client.get(f"/{lang}/")).text()
    sent = await client.post(f"/{lang}/chat", data={"text": "hello there"})
    page = await sent.text()
    status = page.partition('id="chat-status"')[2].partition("</div>")[0]
    assert sent.status == 503 and answer in status and "seconds" not in status and "hello there" in page
    refused = await client.post("/api/v1/chat", json={"text": "hello"})
    told = await refused.json()
    assert (refused.status, refused.headers["Retry-After"]) == (503, "30")
    assert told["type"].endswith(":assistant-training") and "one to two minutes" in told["detail"]
    apprentice.learnt.set()
    await asyncio.sleep(0.01)
    assert before not in await (await client.get(f"/{lang}/")).text()


async def test_an_assistant_that_cannot_load_is_said_and_the_rest_works(aiohttp_client: Any) -> None:
    async def load() -> Assistant:
        raise RuntimeError("no model")

    client: Client = await aiohttp_client(create_application(Settings(), load))
    await asyncio.sleep(0.01)
    health = await client.get("/healthz")
    assert (health.status, await health.json()) == (503, {"status": "failed"})
    assert (await client.post("/api/v1/chat", json={"text": "hello"})).status == 503
    assert (await client.get("/api/v1/openapi.json")).status == 200
