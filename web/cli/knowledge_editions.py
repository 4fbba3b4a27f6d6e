"""`importdesk knowledge edition`: write, hand in, send back, approve, and see who did what."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from web.cli.acting import Moment, acting, refusals
from web.support.outcome import BadInput

_NOTE = ".edition.json"  # beside the files of an opened edition: which one it is, and of which revision


@click.group()
def edition() -> None:
    """Texts on their way: draft, review, approved, published."""


@edition.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that were published or given up.")
def list_(everything: bool) -> None:
    """The editions in the works."""
    from knowledge.editorial import Editorial
    from knowledge.editorial.editions import OPEN, editions

    found = editions(Editorial(), *(() if everything else OPEN))
    for one in found:
        due = f", to be published {one.publish_at:%Y-%m-%d %H:%M} UTC" if one.publish_at else ""
        held = f", being edited by {one.locked_by}" if one.locked_by else ""
        click.echo(f"{one.id:>5}  {one.state:<10} {one.document}  by {', '.join(one.authors)}{due}{held}")
    if not found:
        click.echo("No edition is in the works.")


@edition.command("open")
@click.argument("document")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="Where its files go (default: drafts/<document>)."
)
@click.option("--take-over", is_flag=True, help="Even if somebody else has it open.")
@click.option("--why", default="", help="What it is for.")
@acting
def open_(document: str, folder: Path | None, take_over: bool, why: str, who: str) -> None:
    """Write an article's draft (its slug, or another document) to files, to be edited and saved."""
    from knowledge.editorial import Editorial
    from knowledge.editorial.drafting import open_draft

    with refusals():
        one = open_draft(Editorial(), _document(document), who, why, take_over=take_over)
    folder = folder or Path("drafts") / one.document
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in one.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / _NOTE).write_text(json.dumps({"edition": one.id, "revision": one.revision}), encoding="utf-8")
    click.echo(f"edition {one.id}: {one.document}, {one.state}; its files are in {folder}")
    click.echo(f"next: importdesk knowledge edition save {folder}")


@edition.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--why", default="", help="What was changed.")
@acting
def save(folder: Path, why: str, who: str) -> None:
    """Save the edited files of a draft."""
    from knowledge.editorial import Editorial
    from knowledge.editorial.documents import files_below
    from knowledge.editorial.drafting import close
    from knowledge.editorial.drafting import save as save_draft
    from knowledge.editorial.faults import faults_of

    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        number, revision = int(note["edition"]), int(note["revision"])
    except (OSError, ValueError, KeyError, TypeError):
        raise BadInput(f"importdesk knowledge edition save: {folder}: was not written by `edition open`") from None
    with refusals():
        store = Editorial()
        one = save_draft(store, number, files_below(folder), who, revision=revision, why=why)
        close(store, number, who)
        faults = faults_of(store, one)
    (folder / _NOTE).write_text(json.dumps({"edition": one.id, "revision": one.revision}), encoding="utf-8")
    click.echo(f"edition {one.id}: revision {one.revision} of {one.document} saved")
    for fault in faults:
        click.echo(f"to mend: {fault}")
    if not faults:
        click.echo(f"next: importdesk knowledge edition submit {one.id}")


@edition.command()
@click.argument("number", type=int)
def diff(number: int) -> None:
    """What an edition changes, line by line."""
    from knowledge.editorial import Editorial
    from knowledge.editorial.comparing import changes
    from knowledge.editorial.editions import edition as find

    with refusals():
        one = find(Editorial(), number)
    for change in changes(one.base_files, one.files):
        click.echo(str(change))


@edition.command()
@click.argument("number", type=int)
@click.option("--why", default="")
@acting
def submit(number: int, why: str, who: str) -> None:
    """Hand a draft in for review."""
    from knowledge.editorial.reviewing import submit as move

    _moved(move, number, who, why)


@edition.command()
@click.argument("number", type=int)
@click.option("--why", default="")
@click.option("--at", type=Moment(), help="Publish it then (a running server does), not with the next publication.")
@acting
def approve(number: int, why: str, at: datetime | None, who: str) -> None:
    """Approve an edition that somebody else wrote."""
    from knowledge.editorial.reviewing import approve as move

    _moved(move, number, who, why, at=at)


@edition.command("send-back")
@click.argument("number", type=int)
@click.option("--why", required=True)
@acting
def send_back(number: int, why: str, who: str) -> None:
    """Give an edition back to its authors."""
    from knowledge.editorial.reviewing import send_back as move

    _moved(move, number, who, why)


@edition.command()
@click.argument("number", type=int)
@click.option("--why", default="")
@acting
def renew(number: int, why: str, who: str) -> None:
    """Make a draft of an edition whose text in use has changed since it was begun."""
    from knowledge.editorial.reviewing import renew as move

    _moved(move, number, who, why)


@edition.command()
@click.argument("number", type=int)
@click.option("--why", required=True)
@acting
def discard(number: int, why: str, who: str) -> None:
    """Give an edition up; its questions wait again."""
    from knowledge.editorial.reviewing import discard as move

    _moved(move, number, who, why)


@edition.command()
@click.argument("document", required=False)
@click.option("--limit", default=50, show_default=True)
def history(document: str | None, limit: int) -> None:
    """Who did what, when and why (to a document, or at all), the newest first."""
    from knowledge.editorial import Editorial
    from knowledge.editorial.history import actions
    from knowledge.wording.translate import say

    for action in actions(Editorial(), document=_document(document) if document else None, limit=limit):
        what = " ".join(
            [
                action.what,
                *([action.document] if action.document else []),
                *([f"(edition {action.edition})"] if action.edition else []),
                *([f"(release {action.release})"] if action.release else []),
            ]
        )
        click.echo(f"{action.at:%Y-%m-%d %H:%M}  {action.who}: {what}{f': {say(action.why)}' if action.why else ''}")


def _document(name: str) -> str:
    """A document by its name; a bare name is an article's slug unless it is one of the lists."""
    from knowledge.editorial.documents import ARTICLE, LISTS

    return name if "/" in name or name in LISTS else f"{ARTICLE}{name}"


def _moved(move: Any, number: int, who: str, why: str, **values: Any) -> None:
    from knowledge.editorial import Editorial

    with refusals():
        one = move(Editorial(), number, who, why, **values)
    due = f", to be published {one.publish_at:%Y-%m-%d %H:%M} UTC" if one.publish_at else ""
    click.echo(f"edition {one.id}: {one.document}, {one.state}{due}")
