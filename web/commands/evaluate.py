"""`importdesk evaluate classify FILE | questions FILE`: accuracy on a labelled set, with intervals and a baseline."""

from __future__ import annotations

import click

from web.commands.outcome import Failure


@click.group()
def evaluate() -> None:
    """Measure the desk on labelled sets."""


@evaluate.command("classify")
@click.argument("file")
def classify(file: str) -> None:
    """Accuracy of classification on described goods with a known code."""
    raise Failure("importdesk evaluate classify: not built in yet")


@evaluate.command("questions")
@click.argument("file")
def questions(file: str) -> None:
    """How often the assistant answers a question with the right topic."""
    raise Failure("importdesk evaluate questions: not built in yet")
