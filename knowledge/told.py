"""What is wrong, as messages: faults of a text and refusals, said in the language of whoever reads them.

As plain text (`str`) they are said in the default language: so does the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.languages import DEFAULT
from knowledge.words import say
from tariff_data.messages import Message


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
