"""The API's page, made from its OpenAPI document: operations with examples and their answers, schemas, MCP."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from aiohttp import web

from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from web.api import ENDPOINTS
from web.api.endpoints import Endpoint
from web.api.openapi import describe, operation_id
from web.http.app_keys import LANG, SETTINGS
from web.http.security import public
from web.mcp import PATH as MCP
from web.mcp.tools import TOOLS
from web.pages.page import page
from web.sellers.api_examples import EXAMPLES, Example
from web.sellers.api_schema import Operation, operations, schemas

Json = dict[str, Any]
ANSWERS = web.AppKey("api_example_answers", dict[str, str])


@dataclass(frozen=True, slots=True)
class Shown:
    """An operation as the page shows it, with its example where it has one."""

    operation: Operation
    summary: str
    translated: bool
    address: str
    curl: str
    body: str
    answer: str


@public
async def api_page(request: web.Request) -> web.Response:
    """Every operation, the schemas they speak of, and how other assistants connect."""
    lang, host = request[LANG], _base(request)
    document = describe(ENDPOINTS)
    answers = request.config_dict[ANSWERS]
    for endpoint in ENDPOINTS:
        name = operation_id(endpoint)
        example = EXAMPLES.get(name)
        if example and example.answered and name not in answers:
            answers[name] = await _answer(endpoint, example)
    context = {
        "current": "sellers",
        "here": "/api",
        "host": host,
        "about": lambda text: about(text, lang),
        "kind_words": lambda kind: kind_in(kind, lang),
        "shown": [_shown(operation, lang, host, answers) for operation in operations(document)],
        "schemas": schemas(document),
        "mcp": host + MCP,
        "tools": TOOLS.values(),
    }
    return page(request, "sellers/api.html", context)


def _key(text: str) -> str:
    """The key of a sentence of the document: its own words, so that a sentence that changes asks for new ones."""
    return f"apidoc.{'_'.join(re.findall(r'[a-z0-9]+', text.lower()))[:90]}"


def about(text: str, lang: str) -> str:
    """A sentence of the document in a language."""
    return words.say(Message(_key(text)), lang) if words.has(_key(text), lang) else text


def kind_in(kind: str, lang: str) -> str:
    """The words of a kind; what stands in an answer as it is (`post | express`) stays as it is."""
    if " or " in kind:
        return f" {words.say(Message('apidoc.kind.or'), lang)} ".join(kind_in(one, lang) for one in kind.split(" or "))
    for beginning in ("list of", "object of"):
        if kind.startswith(beginning):
            said = words.say(Message(f"apidoc.kind.{beginning.replace(' ', '_')}"), lang)
            return f"{said} {kind_in(kind.removeprefix(beginning).strip(), lang)}".strip()
    key = f"apidoc.kind.{re.sub(r'[^a-z]', '_', kind)}"
    return words.say(Message(key), lang) if words.has(key, lang) else kind


def _shown(operation: Operation, lang: str, host: str, answers: Mapping[str, str]) -> Shown:
    key = f"sellers.api.op.{operation.id}"
    example = EXAMPLES.get(operation.id)
    translated = words.has(key, lang)
    address = example.address(operation.path) if example else ""
    return Shown(
        operation,
        words.say(Message(key), lang) if translated else operation.summary,
        translated,
        address,
        example.curl(operation.method, host + address) if example else "",
        json.dumps(example.body, ensure_ascii=False) if example and example.body is not None else "",
        answers.get(operation.id, ""),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that a plain operation reads of a request beside what was sent."""

    match_info: Mapping[str, str]


async def _answer(endpoint: Endpoint, example: Example) -> str:
    """The answer of an example, worked out here and now, indented."""
    sent = example.body if example.body is not None else dict(example.query)
    answer = await endpoint.work(cast(web.Request, _Asked(example.path)), sent)
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _base(request: web.Request) -> str:
    return request.config_dict[SETTINGS].url or str(request.url.origin())
