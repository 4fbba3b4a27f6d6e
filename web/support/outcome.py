"""How a command ends: bad input (exit status 2) or a failure (1), each with one line that says what and where."""

from __future__ import annotations


class BadInput(Exception):
    """What was given cannot be used."""


class Failure(Exception):
    """What was asked could not be done."""


def one_line(text: str) -> str:
    """A text without line breaks or control characters, for one line of standard error."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
