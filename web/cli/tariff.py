"""`importdesk tariff build | check | sync`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.support.outcome import BadInput, Failure
from web.support.progress import working

if TYPE_CHECKING:
    from tariff_data.hts.editions.sync import Report

_SHOWN = 20


@click.group()
def tariff() -> None:
    """The schedule and the law data."""


@tariff.command()
def build() -> None:
    """Build tariff.db from the law and the schedule, and the index of words that lead to a line."""
    from tariff_data.classification.index import index
    from tariff_data.hts import database

    with working("Building tariff.db") as told:
        path = database.build(progress=told)
    with working("Indexing the words that lead to a line"):
        index()
    click.echo(path)


@tariff.command()
def check() -> None:
    """Validate the law data: dates, sources, overlaps, gaps."""
    from tariff_data.law_review.validate import check as check_law

    with working("Checking the law data"):
        faults = list(check_law())
    if faults:
        for fault in faults:
            click.echo(str(fault))
        raise Failure(f"importdesk tariff check: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}")
    click.echo("The law data holds together.")


@tariff.command()
@click.option("--from", "file", type=click.Path(path_type=Path), help="A file of the official export, CSV or JSON.")
@click.option("--name", help='The edition\'s name, as in "2026 rev 11" (default: read off the file name).')
@click.option("--checksum", help="The SHA-256 the file must have.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--back", is_flag=True, help="Go back to the edition before.")
def sync(file: Path | None, name: str | None, checksum: str | None, dry_run: bool, back: bool) -> None:
    """Import the official export of the schedule: fetched, or from a file."""
    from knowledge.wording.translate import say
    from tariff_data.hts.editions.refused import Refused
    from tariff_data.hts.editions.sync import go_back, sync

    try:
        if back:
            with working("Going back") as told:
                edition = go_back(progress=told)
            click.echo(f"In use: {edition}")
            return
        with working("Importing the official export") as told:
            report = sync(file, name=name, checksum=checksum, dry_run=dry_run, progress=told)
    except Refused as refused:
        raise BadInput(f"importdesk tariff sync: {say(refused.reason)}") from None
    for line in _told(report):
        click.echo(line)


def _told(report: Report) -> Iterator[str]:
    """What an import found, line by line."""
    from knowledge.wording.translate import dotted, say

    changes = report.changes
    state = "in use now" if report.switched else "not taken into use"
    yield f"{report.edition.name}: {report.edition.rows} rows, {state}; compared with {report.against}"
    yield f"lines added {len(changes.added)}, removed {len(changes.removed)}; rates changed {len(changes.rates)}"
    for number in changes.added[:_SHOWN]:
        yield f"  + {dotted(number)}"
    for number in changes.removed[:_SHOWN]:
        yield f"  - {dotted(number)}"
    for rate in changes.rates[:_SHOWN]:
        yield f"  {dotted(rate.hts8)} {rate.column}: {rate.before or '(none)'} -> {rate.after or '(none)'}"
    for warning in report.warnings:
        yield f"warning: {say(warning)}"
