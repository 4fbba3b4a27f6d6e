"""`importdesk evaluate classify FILE | questions FILE`: accuracy on a labelled set, with intervals and a baseline."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import click

from web.http.json_io import dump, read_lines, read_rows
from web.support.outcome import BadInput, Failure
from web.support.progress import Told, working


@click.group()
def evaluate() -> None:
    """Measure the desk on labelled sets."""


@evaluate.command("classify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", help="Only rows of this kind.")
@click.option("--limit", type=click.IntRange(1), help="Only so many rows, spread over the file.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def classify(file: Path, kind: str | None, limit: int | None, as_json: bool) -> None:
    """Accuracy of classification on described goods with a known code (JSON lines: description or title, hts)."""
    rows = list(read_lines(str(file)))
    for number, row in rows:
        if not isinstance(row, dict) or not row.get("hts") or not (row.get("title") or row.get("description")):
            raise BadInput(f"{file}:{number}: a row needs hts, and title or description")
    from tariff_data.classification.development import read_items, set_hash
    from tools.evaluation.classification import evaluate as measure

    items = spread(read_items(file, kind=kind), limit)
    if not items:
        raise BadInput(f"{file}: no rows" + (f" of kind {kind!r}" if kind else ""))
    with working("Classifying") as told:
        report = measure(items, lambda done: _step(told, done, len(items)))
    digest = set_hash(file)
    result = {"sha256": digest, **report.as_dict()}
    click.echo(dump(result, pretty=True) if as_json else f"{file.name}, sha256 {digest}: {report.as_text()}")


@evaluate.command("questions")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", help="Only rows of this kind, as in education.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day the answers are for (default: today).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def questions(file: Path, kind: str | None, on: Any, as_json: bool) -> None:
    """How well the assistant answers (JSON lines or YAML: id, lang, text or turns, kind, topic, slots, must_say)."""
    rows = []
    for number, row in read_rows(str(file)):
        if (
            not isinstance(row, dict)
            or not {"id", "kind", "topic"} <= row.keys()
            or not (row.get("text") or row.get("turns"))
        ):
            raise BadInput(f"{file}:{number}: a row needs id, kind, topic, and text or turns")
        if kind is None or row["kind"] == kind:
            rows.append(row)
    if not rows:
        raise BadInput(f"{file}: no rows" + (f" of kind {kind!r}" if kind else ""))
    report = asyncio.run(_asked(rows, on.date() if on else None))
    click.echo(dump(report.as_dict(), pretty=True) if as_json else report.as_text())


@evaluate.command("document")
def document() -> None:
    """Measure on every development set and write docs/accuracy.md (about seven minutes)."""
    from tariff_data.core.paths import shared
    from tools.evaluation.document import DOCUMENT, UNSEEN, measure_sets, write

    folder = shared()
    if folder is None:
        raise Failure("importdesk evaluate document: the development sets (IMPORTDESK_SHARED) are not here")
    rows = [row for _, row in read_lines(str(folder / "data" / "questions" / "dev.jsonl"))]
    with working("Classifying"):
        reports = measure_sets(folder)
    asked = asyncio.run(_asked(rows, None))
    unseen = {
        name: asyncio.run(_asked([row for _, row in read_rows(str(file))], None)) for name, file in UNSEEN.items()
    }
    write(folder, reports, asked, unseen, _checks())
    click.echo(DOCUMENT)


def _checks() -> dict[str, Any]:
    """The check questions that reach their article, asked as they are and by cross-validation."""
    from bot.evaluation.checks import checks
    from bot.evaluation.cross_validate import cross_validated
    from tools.evaluation.shares import Share

    with working("Asking the check questions") as told:
        plain = Share.count(check.reached for check in checks(progress=told))
        return {
            "as they are": plain,
            "by cross-validation": Share.count(check.reached for check in cross_validated(told)),
        }


async def _asked(rows: list[dict[str, Any]], on: date | None) -> Any:
    from tools.evaluation.questions import evaluate as measure

    try:
        with working("Loading the assistant") as told:
            from bot.runtime.assistant import Assistant

            assistant: Any = Assistant(progress=told)
            await assistant.start()
    except Exception as error:
        raise Failure(f"importdesk evaluate questions: the assistant could not be loaded: {error}") from error
    try:
        with working("Asking") as told:
            return await measure(rows, assistant, on, lambda done: _step(told, done, len(rows)))
    finally:
        await assistant.stop()


def spread(items: Any, limit: int | None) -> Any:
    """So many items, taken evenly over the whole."""
    if limit is None or limit >= len(items):
        return items
    return [items[place * len(items) // limit] for place in range(limit)]


def _step(told: Told, done: int, of: int) -> None:
    """Progress by the hundred, so that a log stays short."""
    if done % 100 == 0 or done == of:
        told(f"{done} of {of}", done, of)
