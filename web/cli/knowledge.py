"""`importdesk knowledge`: the articles, from a missed question to what everybody reads, and back."""

from __future__ import annotations

import click

from web.cli.knowledge_editions import edition
from web.cli.knowledge_exchange import export, import_
from web.cli.knowledge_publishing import publish, releases, rollback, test, withdraw
from web.cli.knowledge_review import review
from web.support.outcome import Failure
from web.support.progress import working


@click.group()
def knowledge() -> None:
    """The articles and the assistant made from them."""


for command in (review, edition, test, publish, withdraw, rollback, releases, export, import_):
    knowledge.add_command(command)


@knowledge.command()
def check() -> None:
    """Validate the articles, the guides, the glossary and the message catalogues."""
    from knowledge.library.validate import check as check_knowledge
    from knowledge.library.validate_guides import check_guides
    from knowledge.terms.validate import check as check_glossary

    with working("Checking articles and messages"):
        faults = [*check_knowledge(), *check_guides(), *check_glossary()]
    if faults:
        for fault in faults:
            click.echo(str(fault))
        raise Failure(f"importdesk knowledge check: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}")
    click.echo("Articles and messages hold together.")


@knowledge.command()
@click.option("--force", is_flag=True, help="Train even where nothing changed.")
def train(force: bool) -> None:
    """Train the assistant, one model per language."""
    from bot.training.train import train as train_bot

    with working("Training the assistant") as told:
        models = train_bot(force=force, progress=told)
    for lang, path in models.items():
        click.echo(f"{lang}: {path}")
