"""Reading what people send, and saying what is wrong with it as `{"at": "items.0.value", "message": "..."}`.

Used by the command line and the API alike, so both find the same faults.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)

LONGEST_ECHO = 60


class Faults(ValueError):
    """Input that cannot be used: a list of places and messages."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        self.errors = errors
        told = (f"{fault['at']}: {fault['message']}" if fault["at"] else fault["message"] for fault in errors)
        super().__init__("; ".join(told))


def read_json(text: str | bytes) -> Any:
    """JSON with exact decimals; no NaN, no name given twice, no nesting without end."""
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise Faults([{"at": "", "message": "not UTF-8 text"}]) from None
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        raise Faults([{"at": "", "message": message}]) from None
    except RecursionError:
        raise Faults([{"at": "", "message": "nested too deeply"}]) from None
    except ValueError as error:
        raise Faults([{"at": "", "message": str(error)}]) from None


def validated(model: type[Model], data: object) -> Model:
    """The data as a model, or `Faults` with every place that is wrong."""
    if not isinstance(data, dict):
        raise Faults([{"at": "", "message": "a JSON object is expected"}])
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Faults(faults_of(error)) from None


def faults_of(error: ValidationError) -> list[dict[str, str]]:
    """Pydantic's findings in the contract's shape; what was sent is repeated only where it is short."""
    faults = []
    findings = error.errors(include_url=False, include_context=False)
    for finding in findings:
        if finding["type"] == "too_short" and any(_below(other["loc"], finding["loc"]) for other in findings):
            continue  # "too few items", because the faulty ones were left out
        message = finding["msg"].removeprefix("Value error, ")
        given = finding["input"]
        if isinstance(given, str | int | Decimal) and not isinstance(given, bool) and finding["type"] != "missing":
            shown = str(given)
            message += f" (given: {shown[:LONGEST_ECHO]}{'...' if len(shown) > LONGEST_ECHO else ''})"
        faults.append({"at": ".".join(str(part) for part in finding["loc"]), "message": message})
    return faults


def _below(place: tuple[int | str, ...], other: tuple[int | str, ...]) -> bool:
    return len(place) > len(other) and place[: len(other)] == other


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name[:LONGEST_ECHO]!r} is given twice in one object")
        found[name] = value
    return found
