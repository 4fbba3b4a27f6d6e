"""`importdesk tariff build | check | sync`."""

from __future__ import annotations

from pathlib import Path

import click

from web.commands.outcome import BadInput, Failure
from web.commands.progress import working


@click.group()
def tariff() -> None:
    """The schedule and the law data."""


@tariff.command()
def build() -> None:
    """Build tariff.db from the law and the schedule."""
    from tariff_data import database

    with working("Building tariff.db") as told:
        path = database.build(progress=told)
    click.echo(path)


@tariff.command()
def check() -> None:
    """Validate the law data: dates, sources, overlaps, gaps."""
    from tariff_data.checking import check as check_law

    with working("Checking the law data"):
        faults = list(check_law())
    if faults:
        for fault in faults:
            click.echo(str(fault))
        raise Failure(f"importdesk tariff check: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}")
    click.echo("The law data holds together.")


@tariff.command()
@click.option("--from", "file", type=click.Path(path_type=Path), help="A file of the official export.")
def sync(file: Path | None) -> None:
    """Import the official export of the schedule."""
    try:
        from tariff_data import sync as importer
    except ImportError:
        raise Failure("importdesk tariff sync: not built in yet") from None
    try:
        with working("Importing the official export") as told:
            told_of = importer.sync(file, progress=told)
    except ValueError as error:
        raise BadInput(f"importdesk tariff sync: {error}") from None
    click.echo(told_of)
