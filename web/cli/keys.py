"""`importdesk keys add | list | approve | revoke`: which shops may embed the widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from web.support.outcome import BadInput

if TYPE_CHECKING:
    from web.widget.keys import SiteKeys, State


@click.group()
def keys() -> None:
    """Site keys of shops that embed the widget."""


@keys.command()
@click.argument("name")
@click.option("--origin", "origins", multiple=True, required=True, help="Address of the shop's pages (repeatable).")
@click.option("--contact", default="", help="Whom to write to.")
def add(name: str, origins: tuple[str, ...], contact: str) -> None:
    """Make a key for a shop, good at once."""
    from web.widget.keys import BadOrigin

    try:
        made = _keys().add(name, origins, contact, state="active")
    except BadOrigin as error:
        raise BadInput(f"importdesk keys add: --origin: {error}") from None
    click.echo(f"{made.key}  {made.state}  {made.name}  {' '.join(made.origins)}")


@keys.command("list")
def list_() -> None:
    """Every key with its state, name and addresses."""
    for key in _keys().all():
        click.echo(
            f"{key.key}  {key.state:<8}  {key.asked}  {key.name}  {' '.join(key.origins)}  {key.contact}".rstrip()
        )


@keys.command()
@click.argument("key")
def approve(key: str) -> None:
    """Let a key that was asked for be used."""
    _decide(key, "active")


@keys.command()
@click.argument("key")
def revoke(key: str) -> None:
    """Take a key back."""
    _decide(key, "revoked")


def _decide(key: str, state: State) -> None:
    from web.widget.keys import NoSuchKey

    try:
        decided = _keys().decide(key, state)
    except NoSuchKey:
        raise BadInput(f"importdesk keys: {key}: no such key") from None
    click.echo(f"{decided.key}  {decided.state}  {decided.name}")


def _keys() -> SiteKeys:
    from tariff_data.core.paths import home
    from web.widget.keys import SiteKeys

    return SiteKeys(home() / "sites.db")
