"""The law data as it is known, to be read and confirmed: every record by subject with its days and source."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from aiohttp import web

from knowledge.editorial import history
from knowledge.presentation.coverage import coverage_as_dict
from knowledge.wording.refusals import Unknown
from tariff_data.law_records.record import Placed, Record
from tariff_data.law_review.subjects import Subject, subject, subjects
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.keys import EDITORIAL, STAFF
from web.staff.page import done, field, staff_page, who

Json = dict[str, Any]
_OF_EVERY_RECORD = {"from", "to", "source", "checked", "confidence", "note"}
_NAMES = ("heading", "id", "country", "code", "hts")


@needs(Role.AUTHOR)
async def law(request: web.Request) -> web.Response:
    """The subjects: since when they are known, how well, what is not known, who confirmed them last."""
    known = await asyncio.to_thread(coverage_as_dict, request[LANG])
    last = await asyncio.to_thread(request.config_dict[STAFF].law_checks.last)
    prints = {one.id: one.fingerprint for one in await asyncio.to_thread(subjects)}
    current = {id for id, check in last.items() if prints.get(id) == check.fingerprint}
    counts = {one.id: len(one.records) for one in subjects()}
    context = {"room": "law", "known": known, "last": last, "current": current, "counts": counts}
    return staff_page(request, "law.html", context)


@needs(Role.AUTHOR)
async def records(request: web.Request) -> web.Response:
    """The records of a subject: those that hold on a day (`?on=`), or all."""
    found = _subject(request)
    on = _day(request.query.get("on", ""))
    shown = [_told(placed) for placed in found.records if on is None or placed.record.holds(on)]
    known = await asyncio.to_thread(coverage_as_dict, request[LANG])
    checks = await asyncio.to_thread(request.config_dict[STAFF].law_checks.of, found.id)
    context = {
        "room": "law",
        "subject": found,
        "programme": next(one for one in known["programmes"] if one["id"] == found.id),
        "records": shown,
        "on": on.isoformat() if on else "",
        "checks": checks,
        "today": date.today(),
    }
    return staff_page(request, "law_records.html", context)


@needs(Role.REVIEWER)
async def confirm(request: web.Request) -> web.Response:
    """Somebody has read the sources and found the records right."""
    found, why = _subject(request), field(request, "why", 500)
    if field(request, "fingerprint", 20) != found.fingerprint:
        raise Unknown("staff.why.records_changed")
    if not why:
        raise Unknown("staff.why.what_was_read")
    await asyncio.to_thread(
        request.config_dict[STAFF].law_checks.confirm, found.id, found.fingerprint, who(request), why
    )
    store = request.config_dict[EDITORIAL]
    details: dict[str, Any] = {"subject": found.id, "records": len(found.records), "fingerprint": found.fingerprint}
    await asyncio.to_thread(history.note, store, who(request), "checked law", why=why, **details)
    raise done(f"/staff/law/{found.id}", "confirmed")


def _subject(request: web.Request) -> Subject:
    found = subject(request.match_info["subject"])
    if found is None:
        raise web.HTTPNotFound
    return found


def _told(placed: Placed[Record]) -> Json:
    record = placed.record
    facts = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    name = next((facts[key] for key in _NAMES if facts.get(key)), "")
    said = {key: _plain(value) for key, value in facts.items() if key not in _OF_EVERY_RECORD and value != name}
    return {"name": name, "facts": said, "record": record, "place": f"{placed.file.name}:{placed.line}"}


def _plain(value: object) -> str:
    """A field's value on one line, as the data file has it."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(inner)}" for key, inner in value.items() if inner not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return "; ".join(_plain(inner) for inner in value)
    return str(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
