"""`importdesk bench`: how fast and how big, on this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tools.benchmark.clock import Figure


@click.command()
@click.option("--no-server", is_flag=True, help="The engine alone, without starting a server.")
@click.option("--whole-schedule", is_flag=True, help="Also every duty line for every country today (minutes).")
def bench(no_server: bool, whole_schedule: bool) -> None:
    """Print the figures of this machine. A figure over its limit is marked; timing never fails a test."""
    from rich.console import Console
    from rich.table import Table

    table = Table("measured", "value", "limit", "x yardstick", "")
    for figure in _figures(not no_server, whole_schedule):
        print(f"{figure.name}: {figure.value:.2f} {figure.unit}", file=sys.stderr)
        bound = "at least " if figure.at_least else ""
        limit = "" if figure.limit is None else f"{bound}{figure.limit:g} {figure.unit}"
        ratio = "" if figure.ratio is None else f"{figure.ratio:.1f}"
        mark = {True: "kept", False: "OVER" if not figure.at_least else "UNDER", None: ""}[figure.kept]
        table.add_row(figure.name, f"{figure.value:.2f} {figure.unit}", limit, ratio, mark)
    Console(width=120).print(table)


def _figures(server: bool, whole_schedule: bool) -> Iterator[Figure]:
    from tools.benchmark.clock import Figure, yardstick
    from tools.benchmark.engine import engine_figures
    from tools.benchmark.process import cold_command, server_figures

    ruler = yardstick()
    yield Figure("yardstick: a JSON text there and back", ruler, "ms")
    yield cold_command()
    yield from engine_figures(ruler)
    if whole_schedule:
        from tools.benchmark.schedule import schedule_figures

        yield from schedule_figures()
    if server:
        yield from server_figures()
