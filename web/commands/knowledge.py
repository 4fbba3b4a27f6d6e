"""`importdesk knowledge check | train | test`."""

from __future__ import annotations

import click

from web.commands.outcome import Failure
from web.commands.progress import working


@click.group()
def knowledge() -> None:
    """The articles and the assistant made from them."""


@knowledge.command()
def check() -> None:
    """Validate the articles, the glossary and the message catalogues."""
    from knowledge.checking import check as check_knowledge
    from knowledge.glossary_checking import check as check_glossary

    with working("Checking articles and messages"):
        faults = [*check_knowledge(), *check_glossary()]
    if faults:
        for fault in faults:
            click.echo(str(fault))
        raise Failure(f"importdesk knowledge check: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}")
    click.echo("Articles and messages hold together.")


@knowledge.command()
@click.option("--force", is_flag=True, help="Train even where nothing changed.")
def train(force: bool) -> None:
    """Train the assistant, one model per language."""
    from bot.training import train as train_bot

    with working("Training the assistant") as told:
        models = train_bot(force=force, progress=told)
    for lang, path in models.items():
        click.echo(f"{lang}: {path}")


@knowledge.command()
def test() -> None:
    """Ask the assistant the articles' own check questions."""
    from bot.testing import test as test_bot

    with working("Asking the check questions") as told:
        missed = list(test_bot(progress=told))
    if missed:
        for miss in missed:
            click.echo(str(miss))
        raise Failure(f"importdesk knowledge test: {len(missed)} check questions missed their article")
    click.echo("Every check question reaches its article.")
