"""`importdesk law on DATE --hts CODE --origin CC`: what stands on a line, as of a date."""

from __future__ import annotations

from typing import Any

import click

from web.http.json_io import dump
from web.http.validation import Faults
from web.support.outcome import BadInput


@click.group()
def law() -> None:
    """The law on a duty line."""


@law.command("on")
@click.argument("day", metavar="DATE")
@click.option("--hts", required=True, metavar="CODE", help="Tariff number, 8 or 10 digits.")
@click.option("--origin", required=True, metavar="CC", help="Where the goods were made, as in CN.")
@click.option("--lang", default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The whole result as JSON.")
def on(day: str, hts: str, origin: str, lang: str, as_json: bool) -> None:
    """Every rate and measure on a line, with status and citation."""
    from web.services.queries import law_answer

    try:
        result = law_answer({"on": day, "hts": hts, "origin": origin, "lang": lang})
    except Faults as error:
        raise BadInput(f"importdesk law on: {error}") from None
    click.echo(dump(result, pretty=True) if as_json else _told(result))


def _told(result: dict[str, Any]) -> str:
    told = [f"{result['hts']}  {result['label']}  ({result['origin']}, {result['on']})"]
    told += [f"{name:<12} {text or '-'}" for name, text in result["rates"].items()]
    told += [
        f"{line['heading']:<13} {line['status']:<14} {line['rate']:<24} {line['program_name']}  [{line['citation']}]"
        for line in result["lines"]
    ]
    return "\n".join([*told, result["notice"]])


@law.command("timeline")
@click.option("--hts", required=True, metavar="CODE", help="Tariff number, 8 or 10 digits.")
@click.option("--origin", required=True, metavar="CC", help="Where the goods were made, as in CN.")
@click.option("--lang", default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The whole result as JSON.")
def timeline(hts: str, origin: str, lang: str, as_json: bool) -> None:
    """The total rate by entry date, with the reason for each step."""
    from web.services.queries import timeline_answer

    try:
        result = timeline_answer({"hts": hts, "origin": origin, "lang": lang})
    except Faults as error:
        raise BadInput(f"importdesk law timeline: {error}") from None
    click.echo(dump(result, pretty=True) if as_json else _steps_told(result))


def _steps_told(result: dict[str, Any]) -> str:
    told = [f"{result['hts']}  {result['label']}  ({result['origin']})"]
    for step in result["steps"]:
        rate = f"{step['rate_pct']}%" if step["rate_pct"] is not None else "unknown"
        told.append(f"{step['from']} to {step['to'] or '...':<10}  {rate:>8}  {', '.join(step['headings'])}")
        told += [f"{'':<26}{reason}" for reason in step["reasons"]]
    return "\n".join([*told, result["notice"]])
