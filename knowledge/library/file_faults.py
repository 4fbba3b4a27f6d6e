"""Why a text cannot be read, as messages: what the YAML reader and the model of a front matter have found."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from knowledge.wording.localized_errors import Fault
from tariff_data.core.messages import Message

_SHAPES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_short": "short",
    "string_too_long": "long",
    "string_pattern_mismatch": "letters",
    "string_type": "text",
}
_LISTS = frozenset({"tuple_type", "list_type"})
_BLOCKS = frozenset({"model_type", "model_attributes_type", "dict_type"})


def yaml_fault(error: yaml.YAMLError, file: Path | None) -> Fault:
    """Where the reader of YAML gave up; of a front matter, the line in its file."""
    mark = getattr(error, "problem_mark", None)
    if "quoted" in (getattr(error, "context", None) or ""):  # never closed: it began where the mistake is
        mark = getattr(error, "context_mark", None) or mark
    return Fault(file, Message("fault.yaml"), mark.line + 1 if mark else None)


def field_faults(error: ValidationError, file: Path | None) -> list[Fault]:
    """Every field that the model refused."""
    return [
        Fault(file, _of_field(one["type"], ".".join(map(str, one["loc"])), one.get("ctx", {})))
        for one in error.errors()
    ]


def _of_field(kind: str, field: str, limits: dict[str, object]) -> Message:
    values: dict[str, object] = {"field": field}
    if kind in ("string_too_short", "string_too_long"):
        values["n"] = limits["min_length" if kind == "string_too_short" else "max_length"]
    if kind.startswith(("date_", "datetime_")):
        shape = "date"
    elif kind in _LISTS:
        shape = "list"
    elif kind in _BLOCKS:
        shape = "block"
    else:
        shape = _SHAPES.get(kind, "other")
    return Message(f"fault.field.{shape}", values)
