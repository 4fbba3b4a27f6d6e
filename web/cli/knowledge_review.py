"""`importdesk knowledge review`: questions that were missed, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from web.cli.acting import acting, refusals
from web.http.json_io import dump


@click.group()
def review() -> None:
    """Questions that were not answered, answered without being sure, or thumbed down."""


@review.command("list")
@click.option("--lang", help="Only questions in this language.")
@click.option("--kind", type=click.Choice(["unanswered", "unsure", "thumbed_down"]), help="Only these.")
@click.option("--limit", default=20, show_default=True, help="How many groups.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(lang: str | None, kind: str | None, limit: int, as_json: bool) -> None:
    """What people asked, those alike together, the most asked first."""
    from knowledge.review.grouping import groups

    found = groups(lang=lang, kind=kind)
    if as_json:
        click.echo(dump([_as_json(group) for group in found[:limit]], pretty=True))
        return
    for group in found[:limit]:
        kinds = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in group.kinds.items())
        click.echo(f"{group.id:>6}  {group.count:>3}x {group.lang}  {group.text}")
        click.echo(f"{'':>15}{kinds}; last {group.last_at:%Y-%m-%d}; near {', '.join(group.closest[:3]) or 'nothing'}")
    if not found:
        click.echo("No question waits.")
    elif len(found) > limit:
        click.echo(f"... and {len(found) - limit} more groups")


@review.command()
@click.argument("number", type=int)
def show(number: int) -> None:
    """Every wording of a group."""
    from knowledge.review.grouping import group

    with refusals():
        found = group(number)
    click.echo(dump(_as_json(found), pretty=True))


@review.command()
@click.argument("number", type=int)
@click.option("--slug", required=True, help="Name of the new article in its address.")
@click.option("--title", help="Its title (default: the question).")
@click.option("--topic", help="What it is about (default: as the closest article).")
@acting
def draft(number: int, slug: str, title: str | None, topic: str | None, who: str) -> None:
    """Begin a new article for a group of questions."""
    _decide(lambda store: _deciding().draft(store, number, who, slug=slug, title=title, topic=topic))


@review.command()
@click.argument("number", type=int)
@click.option("--slug", required=True, help="The article that answers them.")
@click.option("--check", "as_check", is_flag=True, help="As check questions, which training never sees.")
@acting
def ask(number: int, slug: str, as_check: bool, who: str) -> None:
    """Add a group of questions to an article's training questions."""
    _decide(lambda store: _deciding().ask(store, number, who, slug=slug, as_check=as_check))


@review.command()
@click.argument("number", type=int)
@click.option("--term", required=True, help="The message that is asked back about, word for word.")
@click.option("--question", required=True, help="What the desk asks back.")
@click.option("--then", default="", help="What it asks after that.")
@acting
def intercept(number: int, term: str, question: str, then: str, who: str) -> None:
    """Ask back where a message says too little ("parts")."""
    _decide(lambda store: _deciding().intercept(store, number, who, term=term, question=question, then=then))


@review.command("out-of-scope")
@click.argument("number", type=int)
@acting
def out_of_scope(number: int, who: str) -> None:
    """Teach the desk that a group of questions is none of its business."""
    _decide(lambda store: _deciding().out_of_scope(store, number, who))


@review.command()
@click.argument("number", type=int)
@click.option("--why", required=True)
@acting
def dismiss(number: int, why: str, who: str) -> None:
    """Take a group off the list with nothing made of it."""
    from knowledge.editorial import Editorial

    with refusals():
        gone = _deciding().dismiss(Editorial(), number, who, why)
    click.echo(f"{gone.count} {'question' if gone.count == 1 else 'questions'} dismissed")


def _deciding() -> Any:
    from knowledge.editorial import deciding

    return deciding


def _decide(made: Callable[[Any], Any]) -> None:
    from knowledge.editorial import Editorial
    from knowledge.editorial.faults import faults_of

    with refusals():
        store = Editorial()
        edition = made(store)
        faults = faults_of(store, edition)
    click.echo(f"edition {edition.id}: {edition.document}, {edition.state}")
    for fault in faults:
        click.echo(f"to mend: {fault}")
    following = f"edition open {edition.slug or edition.document}" if faults else f"edition submit {edition.id}"
    click.echo(f"next: importdesk knowledge {following}")


def _as_json(group: Any) -> dict[str, Any]:
    return {
        "id": group.id,
        "lang": group.lang,
        "text": group.text,
        "count": group.count,
        "kinds": group.kinds,
        "weeks": group.weeks,
        "closest": list(group.closest),
        "texts": list(group.texts),
        "first": group.first_at.isoformat(),
        "last": group.last_at.isoformat(),
    }
