"""`importdesk staff add | list | role | password | close`: who may work in the console."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from web.support.outcome import BadInput

if TYPE_CHECKING:
    from web.staff.accounts.members import Members

Made = TypeVar("Made")
_ROLES = click.Choice(["author", "reviewer", "administrator"])
_SAID = {
    "taken": "there is a member of that name already",
    "unknown": "there is no member of that name",
    "name": "a name has 1 to 60 characters that can be shown",
    "last": "no administrator would be left",
    "short": "the password is shorter than 12 characters",
    "long": "the password is longer than 200 characters",
    "common": "the password would be guessed first",
}


@click.group()
def staff() -> None:
    """Members of staff: who may work in the console at /staff."""


@staff.command()
@click.argument("name")
@click.option("--role", type=_ROLES, default="author", show_default=True, help="What the member may do.")
@click.option("--invite", is_flag=True, help="Print a link with which the member sets the password, instead of asking.")
def add(name: str, role: str, invite: bool) -> None:
    """Make a member. The password is asked for, or is the first line of standard input."""
    from web.staff.accounts.roles import Role

    members = _members()
    password = None if invite else _password()
    member = _tried("add", lambda: members.add(name, Role(role), password))
    _note(member.name, "member added", role=role)
    click.echo(f"{member.name}  {member.role}")
    if invite:
        click.echo(f"/staff/welcome/{members.invite(member.name)}")


@staff.command("list")
def list_() -> None:
    """Every member with role and state."""
    for member in _members().all():
        click.echo(f"{member.name}  {member.role}  {member.state}{'  with app' if member.app else ''}")


@staff.command()
@click.argument("name")
@click.argument("role", type=_ROLES)
def role(name: str, role: str) -> None:
    """Give a member another role."""
    from web.staff.accounts.roles import Role

    _tried("role", lambda: _members().set_role(name, Role(role)))
    _note(name, "role changed", role=role)
    click.echo(f"{name}  {role}")


@staff.command()
@click.argument("name")
def password(name: str) -> None:
    """Set another password for a member, which ends the member's sessions and unlinks an authenticator app."""
    given = _password()
    _tried("password", lambda: _members().set_password(name, given))
    _members().set_app(name, None)
    _note(name, "password changed")
    click.echo(f"{name}: password set")


@staff.command()
@click.argument("name")
def close(name: str) -> None:
    """Let a member in no more; what the member did stays recorded."""
    _tried("close", lambda: _members().close(name))
    _note(name, "member closed")
    click.echo(f"{name}: closed")


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _tried(command: str, work: Callable[[], Made]) -> Made:
    from web.staff.accounts.members import BadMember
    from web.staff.accounts.passwords import WeakPassword

    try:
        return work()
    except (BadMember, WeakPassword) as error:
        said = "the password contains the name" if isinstance(error, WeakPassword) and error.key == "name" else None
        raise BadInput(f"importdesk staff {command}: {said or _SAID[error.key]}") from None


def _note(name: str, what: str, **details: str) -> None:
    """Record it under the name of the command line: who has the machine has the desk."""
    from knowledge.editorial import Editorial, history

    history.note(Editorial(), "command line", what, member=name, **details)


def _members() -> Members:
    from tariff_data.core.paths import home
    from web.staff.accounts.members import Members
    from web.staff.accounts.store import StaffStore

    return Members(StaffStore(home() / "staff.db"))
