"""`importdesk classify`: a described item in, candidate duty lines out."""

from __future__ import annotations

from typing import Any

import click

from web.http.json_io import dump, each_line
from web.http.validation import Faults
from web.support.outcome import BadInput


@click.command()
@click.argument("text", required=False)
@click.option("--lang", default="en", show_default=True, help="The language of the description and the labels.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 50), help="How many candidates.")
@click.option("--json", "as_json", is_flag=True, help="The whole result as JSON.")
@click.option("--jsonl", "lines", metavar="FILE|-", help="A description per line; a result per line, in order.")
def classify(text: str | None, lang: str, top: int, as_json: bool, lines: str | None) -> None:
    """Find the duty lines a described item may stand on."""
    from web.services.queries import classify_answer

    if lines:
        if text is not None:
            raise click.UsageError("give TEXT or --jsonl, not both")
        each_line(lines, lambda data: _answered(data, lang, top))
        return
    if text is None:
        raise click.UsageError("missing argument 'TEXT' (or --jsonl FILE)")
    try:
        result = classify_answer({"text": text, "lang": lang, "top": top})
    except Faults as error:
        raise BadInput(f"importdesk classify: {error}") from None
    click.echo(dump(result, pretty=True) if as_json else _told(result))


def _answered(data: Any, lang: str, top: int) -> dict[str, Any]:
    from web.services.queries import classify_answer

    if isinstance(data, dict):
        data = {"lang": lang, "top": top, **data}
    result = classify_answer(data)
    return {"id": data.get("id"), **result}


def _told(result: dict[str, Any]) -> str:
    """Candidates as lines of text: number, confidence, rate, label; then what to ask."""
    told = [
        f"{candidate['hts'][:4]}.{candidate['hts'][4:6]}.{candidate['hts'][6:8]}  {candidate['confidence']:<8}  "
        f"{candidate.get('rate') or '?':<12}  {candidate['label']}"
        for candidate in result["candidates"]
    ]
    told += [f"? {question['text']}" for question in result.get("questions") or ()]
    if result.get("intercept"):
        intercept = result["intercept"]
        told.append(f"! {intercept['text'] if isinstance(intercept, dict) else intercept}")
    return "\n".join(told) if told else "no duty line found"
