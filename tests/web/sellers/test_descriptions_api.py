"""`POST /api/v1/descriptions`: the check as JSON, in both languages, faults by place, held to its own description."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.web.conftest import Client
from web.api.descriptions import DescriptionCheck


async def post(client: Client, body: dict[str, Any], status: int = 200) -> Any:
    response = await client.post("/api/v1/descriptions", json=body)
    assert response.status == status, await response.text()
    return await response.json()


@pytest.mark.parametrize(
    "body",
    [
        {"text": "gift"},
        {"text": "mochila", "lang": "es", "mode": "post"},
        {"text": "women's dress", "facts": {"hts": "6204.42.10", "value": 40, "currency": "EUR", "origin": "it"}},
        {"text": "Acme X200", "on": "2019-01-01"},
    ],
)
async def test_answers_are_what_the_description_says(client: Client, body: dict[str, Any]) -> None:
    found = await post(client, body)
    DescriptionCheck.model_validate(found)
    Draft202012Validator(DescriptionCheck.model_json_schema()).validate(found)
    assert found["text"] == body["text"] and found["notice"]


async def test_a_vague_description_is_told_in_the_language_of_the_request(client: Client) -> None:
    found = await post(client, {"text": "regalo", "lang": "es"})
    assert found["verdict"] == "vague" and "«regalo»" in found["why"]
    assert found["wording"]["text"].startswith("[qué es]")
    assert {"article", "origin", "value", "hts10", "seller", "quantity", "weight"} <= set(found["missing"])


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({}, "text"), ({"text": " "}, "text"), ({"text": "x" * 2001}, "text"), ({"text": "x", "lang": "fr"}, "lang"),
        ({"text": "x", "facts": {"hts": "12"}}, "facts.hts"), ({"text": "x", "facts": {"value": -1}}, "facts.value"),
        ({"text": "x", "facts": {"origin": "Italy"}}, "facts.origin"), ({"text": "x", "colour": 1}, "colour"),
        ({"text": "x", "on": "soon"}, "on"), ({"text": "x", "mode": "pigeon"}, "mode"),
    ],
)  # fmt: skip
async def test_faults_say_where(client: Client, body: dict[str, Any], at: str) -> None:
    problem = await post(client, body, 400)
    assert [fault["at"] for fault in problem["errors"]] == [at]


async def test_it_stands_in_the_openapi(client: Client) -> None:
    document = await (await client.get("/api/v1/openapi.json")).json()
    operation = document["paths"]["/api/v1/descriptions"]["post"]
    assert operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("DescriptionRequest")
