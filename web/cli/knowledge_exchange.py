"""`importdesk knowledge export | import`: the whole knowledge base as files, and back."""

from __future__ import annotations

from pathlib import Path

import click

from web.cli.acting import acting, refusals


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@acting
def export(folder: Path, who: str) -> None:
    """Write every text in use below FOLDER, laid out like `knowledge/`."""
    from knowledge.editorial import Editorial
    from knowledge.editorial.exchange import export as write

    with refusals():
        names = write(Editorial(), folder, who)
    click.echo(f"{len(names)} documents written to {folder}")


@click.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--why", default="imported from files")
@acting
def import_(folder: Path, why: str, who: str) -> None:
    """Make a draft of every text below FOLDER that differs from the one in use. Publishes nothing."""
    from knowledge.editorial import Editorial
    from knowledge.editorial.exchange import take_in

    with refusals():
        taken = take_in(Editorial(), folder, who, why)
    for one in taken.drafts:
        click.echo(f"edition {one.id}: {one.document}, {one.state}")
    for name in taken.absent:
        click.echo(f"not in {folder}, and stays: {name} (an article is withdrawn with `knowledge withdraw`)")
    if not taken.drafts:
        click.echo("No difference.")
