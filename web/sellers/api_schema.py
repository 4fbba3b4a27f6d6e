"""The OpenAPI document turned into what a page shows: kinds in words, fields in tables, nothing that is not in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is: words, and the schemas they name (drawn as links). `several`: a list of it."""

    words: str
    schemas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a property."""

    name: str
    kind: Kind
    required: bool
    default: str
    about: str


@dataclass(frozen=True, slots=True)
class Schema:
    """A named schema."""

    name: str
    about: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    parameters: tuple[Field, ...]
    body: str
    returns: str
    statuses: tuple[str, ...] = field(default=())


def operations(document: Json) -> tuple[Operation, ...]:
    """Every operation in the document's order."""
    return tuple(
        _operation(path, method, found)
        for path, methods in document["paths"].items()
        for method, found in methods.items()
    )


def schemas(document: Json) -> tuple[Schema, ...]:
    """Every schema by name."""
    return tuple(
        Schema(name, found.get("description", ""), tuple(_fields(found)))
        for name, found in sorted(document["components"]["schemas"].items())
    )


def _operation(path: str, method: str, found: Json) -> Operation:
    body = found.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answers = found["responses"]
    returned = answers.get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        found["operationId"],
        method.upper(),
        path,
        found["summary"],
        tuple(
            Field(one["name"], kind_of(one["schema"]), one["required"], _default(one["schema"]), _about(one["schema"]))
            for one in found["parameters"]
        ),
        _name(body),
        _name(returned),
        tuple(sorted(answers)),
    )


def _fields(schema: Json) -> Iterable[Field]:
    needed = schema.get("required", ())
    for name, found in schema.get("properties", {}).items():
        yield Field(name, kind_of(found), name in needed, _default(found), _about(found))


def kind_of(schema: Json) -> Kind:
    """A schema in a few words."""
    if "$ref" in schema:
        return Kind("", (_name(schema),))
    if "anyOf" in schema:
        kinds = [kind_of(one) for one in schema["anyOf"]]
        named = tuple(name for kind in kinds for name in kind.schemas)
        return Kind(" or ".join(dict.fromkeys(kind.words for kind in kinds if kind.words)), named)
    if "enum" in schema:
        return Kind(" | ".join(str(one) for one in schema["enum"]))
    if "const" in schema:
        return Kind(str(schema["const"]))
    if schema.get("type") == "array":
        inner = kind_of(schema["items"]) if isinstance(schema.get("items"), dict) else Kind("")
        return Kind(f"list of {inner.words}".strip(), inner.schemas)
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        inner = kind_of(schema["additionalProperties"])
        return Kind(f"object of {inner.words}".strip(), inner.schemas)
    words = {"string": "text", "boolean": "true/false", "integer": "whole number", "object": "object"}
    kind = schema.get("format") or words.get(schema.get("type", ""), schema.get("type", "anything"))
    return Kind(str(kind))


def _name(schema: Json) -> str:
    return str(schema.get("$ref", "")).rsplit("/", 1)[-1]


def _default(schema: Json) -> str:
    default = schema.get("default")
    return "" if default in (None, "", [], {}) else str(default)


def _about(schema: Json) -> str:
    return str(schema.get("description", ""))
