"""Every kind of bad input gets an answer that says what is wrong and where."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import Client


async def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status == status, await response.text()
    assert response.content_type == "application/problem+json"
    told: dict[str, Any] = await response.json()
    assert {"type", "title", "status", "detail"} <= told.keys()
    assert told["status"] == status
    return told


@pytest.mark.parametrize(
    ("body", "at", "said"),
    [
        (b"", "", "not JSON"),
        (b"{", "", "not JSON"),
        (b"\xff\xfe", "", "not UTF-8"),
        (b"[1]", "", "a JSON object is expected"),
        (b'{"text": "a", "text": "b"}', "", "'text' is given twice"),
        (b'{"text": NaN}', "", "NaN is not a number"),
        (b"[" * 200_000, "", "nested too deeply"),
        (b'{"text": ""}', "text", "at least 1 character"),
        (b'{"text": "   "}', "text", "at least 1 character"),
        (b'{"text": 7}', "text", "valid string"),
        (b'{"lang": "en"}', "text", "required"),
        (b'{"text": "a", "lang": "xx"}', "lang", "the desk speaks en, es"),
        (b'{"text": "a", "on": "yesterday"}', "on", "valid date"),
        (b'{"text": "a", "mood": 1}', "mood", "not permitted"),
        (b'{"text": "' + b"a" * 2001 + b'"}', "text", "at most 2000"),
    ],
)
async def test_bad_bodies(client: Client, body: bytes, at: str, said: str) -> None:
    response = await client.post("/api/v1/chat", data=body, headers={"Content-Type": "application/json"})
    told = await problem(response, 400)
    assert told["errors"][0]["at"] == at
    assert said in told["errors"][0]["message"]
    assert len(told["errors"][0]["message"]) < 300, "what was sent is not repeated at length"


async def test_other_errors_are_problems_too(client: Client) -> None:
    await problem(await client.get("/api/v1/nothing"), 404)
    refused = await client.get("/api/v1/chat")
    await problem(refused, 405)
    assert "POST" in refused.headers["Allow"]
    await problem(await client.post("/api/v1/chat", data="text=hi"), 415)
    big = b'{"text": "' + b"a" * (1024 * 1024) + b'"}'
    await problem(await client.post("/api/v1/chat", data=big, headers={"Content-Type": "application/json"}), 413)
    await problem(await client.get("/api/v1/articles/not-there"), 404)
    await problem(await client.get("/api/v1/articles?lang=xx"), 400)
    await problem(await client.get("/api/v1/articles?lang=en&lang=es"), 400)
    await problem(await client.get("/api/v1/classify"), 400)
    await problem(await client.get("/api/v1/classify?q=bag&colour=red"), 400)
