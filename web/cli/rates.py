"""`importdesk rates import FILE`: dated exchange rates."""

from __future__ import annotations

from pathlib import Path

import click

from web.support.outcome import BadInput


@click.group()
def rates() -> None:
    """Exchange rates, which are facts of the day and not bundled."""


@rates.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Take a CSV file: currency, from, to, usd_per_unit, source (`to` is the first day that is not meant)."""
    from tariff_data.declaration.exchange_rates import ExchangeFileError, import_rates

    try:
        taken = import_rates(file)
    except ExchangeFileError as error:
        raise BadInput(str(error)) from None
    for rate in taken:
        until = f"to {rate.end}" if rate.end else "until a later one"
        click.echo(f"{rate.currency} from {rate.start} {until}: {rate.usd_per_unit} US dollars ({rate.source})")
