"""`importdesk bench`: how fast and how big."""

from __future__ import annotations

import click

from web.commands.outcome import Failure


@click.command()
def bench() -> None:
    """Print the figures of this machine."""
    raise Failure("importdesk bench: not built in yet")
