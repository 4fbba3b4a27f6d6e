"""`importdesk knowledge test | publish | withdraw | rollback | releases`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from web.cli.acting import Moment, acting, refusals
from web.support.outcome import Failure
from web.support.progress import working

_editions = click.argument("editions", nargs=-1, type=int)


@click.command()
@_editions
def test(editions: tuple[int, ...]) -> None:
    """Ask the check questions and hold the stories: of what is in use, or of a candidate.

    EDITIONS: numbers of editions (drafts too) to try; without any, all that are approved and wait.
    """
    from bot.release.publish import preview
    from knowledge.editorial import Editorial
    from knowledge.editorial.candidates import ready
    from knowledge.wording.translate import say

    with refusals(), working("Testing") as told:
        store = Editorial()
        tried = _named(store, editions) or ready(store)
        gate = preview(tried, progress=told, store=store)
    for line in gate.broken():
        click.echo(f"breaks: {say(line)}")
    for check in gate.mends:
        click.echo(f"mends: {check.slug} ({check.lang}): {check.text!r}")
    for check in gate.missed if tried else gate.unreached:
        click.echo(f"misses: {say(check.instead)}")
    for effect in gate.effects:
        click.echo(f"effect: {effect}")
    click.echo(
        f"{gate.direct_then} of {gate.asked} check questions are answered by their article ({gate.direct_now} in use), "
        f"{gate.reached_then} reach it ({gate.reached_now} in use), "
        f"{gate.stories_then} of {gate.stories_asked} stories hold ({gate.stories_now} in use)."
    )
    if not gate.passes:
        raise Failure("importdesk knowledge test: this would not be published: it answers less than what is in use")


@click.command()
@_editions
@click.option("--at", type=Moment(), help="A day or a moment to publish it (a running server does); tried now.")
@click.option("--why", default="")
@acting
def publish(editions: tuple[int, ...], at: datetime | None, why: str, who: str) -> None:
    """Publish approved editions (EDITIONS: their numbers; without any, all that wait).

    A candidate is trained and tested first, and refused if it answers fewer check questions, or holds fewer stories,
    than what is in use. A running server goes over to it by itself.
    """
    from bot.release import publish as publishing
    from knowledge.editorial import Editorial

    with refusals(), working("Publishing") as told:
        store = Editorial()
        chosen = _named(store, editions) or None
        if at is not None:
            scheduled = publishing.publish_at(who, why, at, chosen, progress=told, store=store)
            told_ = [f"edition {one.id}: {one.document}, {one.publish_at:%Y-%m-%d %H:%M} UTC" for one in scheduled]
        else:
            told_ = _told(publishing.publish(who, why, chosen, progress=told, store=store))
    for line in told_:
        click.echo(line)


@click.command()
@click.argument("slug")
@click.option("--why", required=True)
@click.option("--see", help="Slug of the article to read instead.")
@acting
def withdraw(slug: str, why: str, see: str | None, who: str) -> None:
    """Take an article out of chat and search now; its page stays, with a dated notice."""
    from bot.release import publish as publishing

    with refusals(), working("Withdrawing") as told:
        made = publishing.withdraw(slug, who, why, see=see, progress=told)
    for line in _told(made):
        click.echo(line)


@click.command()
@click.option("--to", type=int, help="Number of the release to bring back (default: the one before).")
@click.option("--why", required=True)
@acting
def rollback(to: int | None, why: str, who: str) -> None:
    """Bring back the texts and the model of an earlier release."""
    from bot.release import publish as publishing

    with refusals(), working("Rolling back") as told:
        made = publishing.rollback(who, why, to, progress=told)
    for line in _told(made):
        click.echo(line)


@click.command()
def releases() -> None:
    """What was published, the newest first."""
    from knowledge.editorial import Editorial
    from knowledge.editorial.candidates import behind
    from knowledge.editorial.releasing import releases as all_releases
    from knowledge.wording.translate import say

    store = Editorial()
    found = all_releases(store)
    for one in found:
        back = f" of {one.back_to}" if one.back_to else ""
        now = "  <- in use" if one.current else ""
        why = f": {say(one.why)}" if one.why else ""
        click.echo(f"{one.number:>5}  {one.at:%Y-%m-%d %H:%M}  {one.kind}{back} by {one.who}{why}{now}")
    if not found:
        click.echo("Nothing was published; the files as they were delivered are in use.")
    for document in behind(store):
        click.echo(f"delivered anew, and taken up by the next publication: {document}")


def _named(store: Any, numbers: tuple[int, ...]) -> list[Any]:
    from knowledge.editorial.editions import edition

    return [edition(store, number) for number in numbers]


def _told(made: Any) -> list[str]:
    from knowledge.wording.localized_errors import taken_up
    from knowledge.wording.translate import say

    measured = made.measured
    return [
        f"release {made.number} is in use: {measured['direct']} of {measured['asked']} check questions are answered by "
        f"their article ({measured['direct_before']} before), {measured['reached']} reach it "
        f"({measured['reached_before']} before), {measured['stories_held']} of {measured['stories']} stories hold",
        *(f"broke: {say(taken_up(line))}" for line in measured["breaks"]),
        *(f"misses: {say(taken_up(line))}" for line in measured["missed"]),
    ]
