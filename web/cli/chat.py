"""`importdesk chat`: talk to the assistant."""

from __future__ import annotations

import asyncio
import secrets
import sys
from datetime import date
from typing import Any

import click
from pydantic import BaseModel, ConfigDict, Field, field_validator

from web.http.json_io import dump, each_line_async
from web.http.validation import validated
from web.services.queries import spoken
from web.support.outcome import BadInput, Failure
from web.support.progress import working


class Conversation(BaseModel):
    """One line of `--jsonl`."""

    model_config = ConfigDict(extra="ignore")
    id: str | int | None = None
    lang: str | None = None
    turns: tuple[str, ...] = Field(min_length=1, max_length=200)
    on: date | None = None

    @field_validator("turns")
    @classmethod
    def _worded(cls, turns: tuple[str, ...]) -> tuple[str, ...]:
        for number, turn in enumerate(turns):
            if not turn.strip():
                raise ValueError(f"turn {number} is empty")
        return turns


@click.command()
@click.option("--lang", help="Language to begin with (default: that of what you write).")
@click.option("--once", metavar="TEXT", help="Say one thing and leave.")
@click.option("--jsonl", "lines", metavar="FILE|-", help="A conversation per line.")
@click.option("--json", "as_json", is_flag=True, help="With --once: the messages as JSON.")
def chat(lang: str | None, once: str | None, lines: str | None, as_json: bool) -> None:
    """Talk to the assistant."""
    if once is not None and lines is not None:
        raise click.UsageError("give --once or --jsonl, not both")
    if once is not None and not once.strip():
        raise BadInput("importdesk chat: --once: say something")
    try:
        lang = lang if lang is None else spoken(lang)
    except ValueError as error:
        raise BadInput(f"importdesk chat: --lang: {error}") from None
    asyncio.run(_run(lang, once, lines, as_json))


async def _run(lang: str | None, once: str | None, lines: str | None, as_json: bool) -> None:
    try:
        with working("Loading the assistant") as told:
            from bot.runtime.assistant import Assistant

            assistant: Any = Assistant(progress=told)
            await assistant.start()
    except Exception as error:
        raise Failure(f"importdesk chat: the assistant could not be loaded: {type(error).__name__}: {error}") from error
    try:
        if lines is not None:
            await each_line_async(lines, lambda data: _conversation(assistant, data, lang))
        elif once is not None:
            turn = await assistant.handle(secrets.token_urlsafe(24), once, lang)
            click.echo(dump(turn.messages, pretty=True) if as_json else _told(turn.messages))
        else:
            await _talk(assistant, lang)
    finally:
        await assistant.stop()


async def _conversation(assistant: Any, data: Any, lang: str | None) -> dict[str, Any]:
    if isinstance(data, dict) and "turns" not in data and isinstance(data.get("text"), str):
        data = {**data, "turns": [data["text"]]}
    asked = validated(Conversation, data)
    from bot.runtime.batch import converse

    held = await converse(assistant, asked.turns, asked.lang or lang, asked.on)
    return held.as_contract(asked.id)


async def _talk(assistant: Any, lang: str | None) -> None:
    name = secrets.token_urlsafe(24)
    while True:
        if sys.stdin.isatty():
            click.echo("> ", nl=False, err=True)
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        if line.strip():
            turn = await assistant.handle(name, line.strip(), lang)
            click.echo(_told(turn.messages))


def _told(messages: list[dict[str, Any]]) -> str:
    told: list[str] = []
    for message in messages:
        if message.get("text"):
            told.append(message["text"])
        if message.get("buttons"):
            told.append("  ".join(f"[{button['title']}]" for button in message["buttons"]))
        told += [
            f"  - {source if isinstance(source, str) else dump(source)}" for source in message.get("sources") or ()
        ]
    return "\n".join(told)
