"""The API's page: every operation and schema of the OpenAPI document, and examples that run as they are shown."""

from __future__ import annotations

import html
import json
import re
import shlex
from typing import Any

import pytest

from knowledge.wording.translate import has
from tests.web.conftest import Client
from web.api import ENDPOINTS
from web.api.openapi import describe
from web.mcp.tools import TOOLS
from web.sellers.api_examples import EXAMPLES
from web.sellers.api_page import about, kind_in
from web.sellers.api_schema import kind_of, operations, schemas

OPERATIONS = operations(describe(ENDPOINTS))


async def page(client: Client, lang: str = "en") -> str:
    response = await client.get(f"/{lang}/api")
    assert response.status == 200
    return await response.text()


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_everything_in_the_document_stands_on_the_page(client: Client, lang: str) -> None:
    text = await page(client, lang)
    document = await (await client.get("/api/v1/openapi.json")).json()
    assert len(OPERATIONS) == sum(len(methods) for methods in document["paths"].values()) >= 10
    for operation in OPERATIONS:
        assert f'id="{operation.id}"' in text and operation.path in text
    for name, schema in document["components"]["schemas"].items():
        assert f'id="{name}"' in text
        for field in schema.get("properties", {}):
            assert f'<span class="code">{field}</span>' in text
    assert set(re.findall(r'href="#(\w+)"', text)) - {"main"} <= set(re.findall(r'id="(\w+)"', text))
    assert "/mcp" in text and "search_articles" in text


def test_every_operation_has_an_example_and_words_in_both_languages() -> None:
    assert set(EXAMPLES) == {operation.id for operation in OPERATIONS}
    for operation in OPERATIONS:
        assert all(has(f"sellers.api.op.{operation.id}", lang) for lang in ("en", "es"))


def test_what_the_document_says_is_said_in_both_languages() -> None:
    """A sentence of the document is the key of its words, so that one that changes is missed here."""
    document = describe(ENDPOINTS)
    said = [field.about for one in OPERATIONS for field in one.parameters]
    said += [text for one in schemas(document) for text in (one.about, *(field.about for field in one.fields))]
    said += [tool.title for tool in TOOLS.values()]
    said = [text for text in said if text]
    assert all(field.about for one in OPERATIONS for field in one.parameters), "no parameter without a word"
    assert [text for text in said if about(text, "en") != " ".join(text.split())] == []
    assert [text for text in said if about(text, "es") == about(text, "en")] == []


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("number or text or null", "número o texto o null"),
        ("list of object of text", "lista de objeto de texto"),
        ("true/false", "verdadero/falso"),
        ("post | express or null", "post | express o null"),
    ],
)
def test_a_kind_is_said_in_words(kind: str, shown: str) -> None:
    assert kind_in(kind, "es") == shown and kind_in(kind, "en") == kind


async def test_the_spanish_page_has_no_english_sentence(client: Client) -> None:
    text = await page(client, "es")
    main = text.partition("<main")[2].partition("</main>")[0]
    assert 'lang="en"' not in main and "Tariff number" not in main and "Número arancelario, 8 o 10 dígitos" in main


def shown(text: str) -> dict[str, str]:
    """The commands on the page by operation."""
    found = re.findall(r'id="(\w+)" aria-labelledby="\w+-h">.*?<pre>(curl .*?)</pre>', text, re.S)
    return {name: html.unescape(command) for name, command in found}


async def sent(client: Client, command: str) -> Any:
    words = shlex.split(command.replace("\\\n", " "))
    assert words[:2] == ["curl", "-s"]
    url = next(word for word in words if word.startswith("http"))
    method = words[words.index("-X") + 1] if "-X" in words else "POST" if "-d" in words else "GET"
    headers = dict([words[words.index("-H") + 1].split(": ")]) if "-H" in words else {}
    data = words[words.index("-d") + 1] if "-d" in words else None
    path = url.removeprefix(str(client.make_url("")).rstrip("/"))
    return await client.request(method, path, data=data, headers=headers)


async def test_the_commands_run_and_answer_what_is_shown(client: Client) -> None:
    text = await page(client)
    commands = shown(text)
    assert set(commands) == set(EXAMPLES)
    answers = {
        name: html.unescape(answer) for name, answer in re.findall(r'<pre id="(\w+)-answer">(.*?)</pre>', text, re.S)
    }
    for name, command in commands.items():
        response = await sent(client, command)
        if name in {"get_chat_id", "post_chat_id_feedback"}:
            assert response.status == 404, "an example's conversation does not exist"
            continue
        assert response.status in {200, 204}, (name, await response.text())
        if EXAMPLES[name].answered:
            assert await response.json() == json.loads(answers[name]), name
    assert set(answers) == {name for name, example in EXAMPLES.items() if example.answered}


def test_kinds_are_told_in_words() -> None:
    assert kind_of({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}).words == "date or null"
    assert kind_of({"type": "array", "items": {"$ref": "#/components/schemas/Line"}}).schemas == ("Line",)
    assert kind_of({"enum": ["a", "b"]}).words == "a | b"
    every = [field for schema in schemas(describe(ENDPOINTS)) for field in schema.fields]
    assert len(every) > 100 and all(field.kind.words or field.kind.schemas for field in every)
