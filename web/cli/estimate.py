"""`importdesk estimate`: a shipment in, a line-by-line estimate out."""

from __future__ import annotations

from typing import Any

import click

from web.http.json_io import dump, each_line, read_object
from web.http.validation import Faults
from web.support.outcome import BadInput


@click.command()
@click.option("--json", "file", metavar="FILE|-", help="One request (the default: from standard input).")
@click.option("--jsonl", "lines", metavar="FILE|-", help="A request per line; a result per line, in order.")
@click.option("--changes", is_flag=True, help="Add what would lower or raise each item's duty (with --json).")
def estimate(file: str | None, lines: str | None, changes: bool) -> None:
    """Estimate duty and fees for a shipment (JSON in, JSON out)."""
    if file and lines:
        raise click.UsageError("give --json or --jsonl, not both")
    if lines:
        each_line(lines, estimated)
        return
    file = file or "-"
    try:
        result = estimated(read_object(file), changes)
    except Faults as error:
        raise BadInput(f"{'standard input' if file == '-' else file}: {error}") from None
    click.echo(dump(result, pretty=True))


def estimated(data: Any, changes: bool = False) -> dict[str, Any]:
    """The estimate for a request in the contract's shape."""
    from web.services.queries import estimate_answer

    return estimate_answer(data, changes)
