"""What is wrong, as messages: faults of a text and refusals, said in the language of whoever reads them.

As plain text (`str`) they are said in the default language: so does the command line.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from knowledge.wording.languages import DEFAULT
from knowledge.wording.translate import say
from tariff_data.core.messages import Message

Sentence = Message | str  # what the desk says, composed when it is read; a plain text is what somebody typed


class Told(Exception):
    """An exception whose reason is a message: a catalogue key and the values of its sentence."""

    def __init__(self, message: str | Message, **values: object) -> None:
        self.message = Message(message, values) if isinstance(message, str) else message
        super().__init__(self.message)

    def __str__(self) -> str:
        return say(self.message)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a text. `file`: None where it is in no single one; `line` counts from 1."""

    file: Path | None
    message: Message
    line: int | None = None

    def __str__(self) -> str:
        return self.said()

    def said(self, lang: str = DEFAULT) -> str:
        """The fault in a language, behind the file and line it stands in."""
        return say(self.placed, lang)

    @property
    def placed(self) -> Message:
        """The message with the file and line before it."""
        if self.file is None or not self.file.parts:
            return self.message
        where = self.file.as_posix() + (f":{self.line}" if self.line else "")
        return Message("fault.placed", {"where": where, "fault": self.message})

    def below(self, folder: Path) -> Fault:
        """The same fault with its file named from a folder on, where it lies in that."""
        if self.file is None or not self.file.is_relative_to(folder):
            return self
        return replace(self, file=self.file.relative_to(folder))


def together(faults: Sequence[Fault]) -> Message:
    """Several faults as one message."""
    first, *more = faults
    return Message("fault.and", {"first": first.placed, "then": together(more)}) if more else first.placed


def joined(said: Sequence[Sentence]) -> Sentence:
    """Several sentences as one."""
    first, *more = said
    return Message("fault.and", {"first": first, "then": joined(more)}) if more else first


def kept(said: Sentence) -> str:
    """As text that `taken_up` reads again: a message by its key, to be said in its reader's language."""
    return said if isinstance(said, str) else json.dumps(_plain(said), ensure_ascii=False, sort_keys=True)


def taken_up(text: str) -> Sentence:
    """What was kept; what somebody typed is given back as it is."""
    if not text.startswith('{"message": '):
        return text
    try:
        found = _composed(json.loads(text))
    except (ValueError, TypeError, KeyError):
        return text
    return found if isinstance(found, Message) else text


def _plain(value: object) -> Any:
    if isinstance(value, Message):
        return {"message": value.key, "values": {name: _plain(inner) for name, inner in value.values.items()}}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _composed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_composed(inner) for inner in value)
    if not isinstance(value, dict):
        return value
    if "message" in value:
        return Message(value["message"], {name: _composed(inner) for name, inner in value["values"].items()})
    return Decimal(value["decimal"]) if "decimal" in value else date.fromisoformat(value["date"])
