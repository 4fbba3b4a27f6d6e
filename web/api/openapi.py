"""`GET /api/v1/openapi.json`, made from the endpoints and their models."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from typing import Any

from aiohttp import web
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from web.api.endpoints import Endpoint
from web.api.models import ProblemDetails

Json = dict[str, Any]
_REF = "#/components/schemas/{model}"
_PARAMETERS = {  # those that several operations have in common
    "hts": "Tariff number, 8 or 10 digits",
    "origin": "Country where the goods were made, two letters",
    "on": "Entry date",
    "lang": "Language of the answer: en or es",
    "id": "The conversation's id",
    "slug": "The guide's address",
}


def description(endpoints: Iterable[Endpoint]) -> Endpoint:
    """The endpoint that describes the others."""
    described = tuple(endpoints)

    @cache
    def document() -> Json:
        return describe(described)

    async def _document(request: web.Request, sent: Json) -> Json:
        return document()

    headers = {"Cache-Control": "public, max-age=300"}
    return Endpoint("GET", "/openapi.json", "This description", _document, headers=headers)


def describe(endpoints: Iterable[Endpoint]) -> Json:
    """An OpenAPI 3.1 document."""
    endpoints = tuple(endpoints)
    models: dict[type[BaseModel], None] = {ProblemDetails: None}
    for endpoint in endpoints:
        models |= {model: None for model in (endpoint.body, endpoint.returns) if model}
    wanted = [(model, "validation") for model in models]
    _, schemas = models_json_schema(wanted, ref_template=_REF)  # type: ignore[arg-type]
    paths: Json = {}
    for endpoint in endpoints:
        paths.setdefault(f"/api/v1{endpoint.path}", {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Import Desk",
            "version": version(),
            "description": "General information and estimates about importing into the United States, by dated law. "
            "Independent of US Customs and Border Protection. Money is a decimal string, a rate is percent as a "
            "decimal string, dates are ISO 8601, countries ISO 3166 alpha-2.",
        },
        "paths": paths,
        "components": {"schemas": schemas.get("$defs", {})},
    }


def _operation(endpoint: Endpoint) -> Json:
    operation: Json = {
        "summary": endpoint.summary,
        "operationId": operation_id(endpoint),
        "parameters": [*_in_path(endpoint), *_in_query(endpoint)],
        "responses": _responses(endpoint),
    }
    if endpoint.body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(endpoint.body)}}}
    return operation


def _responses(endpoint: Endpoint) -> Json:
    responses: Json = {}
    if endpoint.returns:
        content = {"application/json": {"schema": _ref(endpoint.returns)}}
        responses["200"] = {"description": (endpoint.returns.__doc__ or "").strip(), "content": content}
    else:
        responses["204"] = {"description": "Done"}
    problem = {"application/problem+json": {"schema": _ref(ProblemDetails)}}
    statuses = {400, 413, 415} if endpoint.body else {400} if endpoint.query else set()
    for status in sorted(statuses | set(endpoint.errors)):
        responses[str(status)] = {"description": "What went wrong", "content": problem}
    return responses


def _in_path(endpoint: Endpoint) -> list[Json]:
    names = re.findall(r"{(\w+)}", endpoint.path)
    return [
        {"name": name, "in": "path", "required": True, "schema": _described(name, {"type": "string"})} for name in names
    ]


def _in_query(endpoint: Endpoint) -> list[Json]:
    if endpoint.query is None:
        return []
    schema = endpoint.query.model_json_schema(ref_template=_REF)
    needed = schema.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": _described(name, part)}
        for name, part in schema["properties"].items()
    ]


def _described(name: str, schema: Json) -> Json:
    return {"description": _PARAMETERS[name], **schema} if name in _PARAMETERS else schema


def operation_id(endpoint: Endpoint) -> str:
    """The name of an operation in the document."""
    parts = re.findall(r"\w+", endpoint.path)
    return "_".join([endpoint.method.lower(), *parts])


def _ref(model: type[BaseModel]) -> Json:
    return {"$ref": _REF.format(model=model.__name__)}


def version() -> str:
    """The installed version."""
    try:
        return metadata.version("import-desk")
    except metadata.PackageNotFoundError:
        return "0"
