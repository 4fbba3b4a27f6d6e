"""The tariff in plain words: sections, chapters, headings, and a page for each duty line."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from aiohttp import web

from knowledge.wording import translate as words
from tariff_data.classification.rivals import Piece, apart, apart_from, most_alike
from tariff_data.core.messages import Message
from tariff_data.hts.database import Line, open_schedule
from tariff_data.law_records.snapshot import verified_through
from web.http.app_keys import LANG
from web.http.security import public
from web.http.validation import Faults
from web.pages import choices
from web.pages.forms import number
from web.pages.page import page
from web.services.queries import classify_answer, estimate_answer, law_answer, timeline_answer
from web.site.chart import chart

Json = dict[str, Any]

_OTHERS = ("CN", "VN", "IN", "JP", "GB", "IT", "CA", "MX")
_DEFAULT_VALUE = "100"
_BESIDE = 7  # siblings shown beside a line


@public
async def browse(request: web.Request) -> web.Response:
    """The top of the tariff, or what a search finds in it."""
    lang, wanted = request[LANG], request.query.get("q", "").strip()[:500]
    found: Json | None = None
    if wanted:
        found = await asyncio.to_thread(classify_answer, {"text": wanted, "lang": lang, "top": 12})
    schedule = open_schedule()
    sections = [(section, schedule.children(section.code)) for section in schedule.sections()]
    context = {"wanted": wanted, "found": found, "sections": sections, "current": "tariff"}
    return page(request, "tariff.html", context)


@public
async def place(request: web.Request) -> web.Response:
    """A chapter or a heading with what is below it."""
    schedule, code = open_schedule(), request.match_info["code"]
    node = schedule.node(code)
    below = schedule.children(code)
    if node is None or not below:  # chapter 77 is reserved
        raise web.HTTPNotFound
    lines = list(schedule.lines(code)) if node.kind == "heading" else []
    above = schedule.node(code[:2]) if node.kind == "heading" else None
    lang = request[LANG]
    rows = list(zip(lines, apart([one.label(lang) for one in lines], lang), strict=True))
    context = {"node": node, "above": above, "below": below, "rows": rows, "current": "tariff"}
    return page(request, "tariff_place.html", context)


@public
async def line(request: web.Request) -> web.Response:
    """A duty line: its rates today by origin, and how the rate came to be."""
    lang, code = request[LANG], request.match_info["code"]
    schedule = open_schedule()
    found = schedule.line(code)
    if found is None:
        raise web.HTTPNotFound
    countries = choices.countries(lang)
    known = {one for one, _ in (*countries.often, *countries.others)}
    made = request.query.get("made", "CN")
    made = made if made in known else "CN"
    asked = {"on": _day(request.query.get("on", "")), "value": number(request.query.get("value", ""), money=True)}
    try:
        context = await asyncio.to_thread(_line_context, code, made, asked, lang)
    except Faults:
        asked = {"on": date.today().isoformat(), "value": _DEFAULT_VALUE}
        context = await asyncio.to_thread(_line_context, code, made, asked, lang)
    nodes = {"chapter": schedule.node(code[:2]), "heading": schedule.node(code[:4])}
    siblings = _beside(found, [other for other in schedule.siblings(code) if other.hts8 != found.hts8], lang)
    shared = {"line": found, "made": made, "countries": countries, "siblings": siblings, "current": "tariff"}
    return page(request, "tariff_line.html", context | nodes | shared)


def _beside(line: Line, others: list[Line], lang: str) -> list[tuple[Line, tuple[Piece, ...]]]:
    """A line with the siblings most like it, and what sets those apart from it; nothing where it has none."""
    label, theirs = line.label(lang), [other.label(lang) for other in others]
    near = most_alike(label, theirs, lang, _BESIDE)
    pieces = apart_from(label, [theirs[place] for place in near], lang)
    rows = list(zip([others[place] for place in near], pieces, strict=True))
    return [(line, (Piece(label, False),)), *rows] if rows else []


def _line_context(code: str, made: str, asked: Json, lang: str) -> Json:
    """What is worked out for the page: law on the day, timeline, chart, duty by origin."""
    on, value = asked["on"], asked["value"] or _DEFAULT_VALUE
    law = law_answer({"hts": code, "origin": made, "on": on, "lang": lang})
    timeline = timeline_answer({"hts": code, "origin": made, "lang": lang})
    base = next((line["rate_pct"] for line in law["lines"] if line["kind"] == "base_duty"), None)
    origins = [made, *(other for other in _OTHERS if other != made)][:8]
    drawing = chart(timeline["steps"], Decimal(base), verified_through()) if base is not None else None
    return {
        "on": on,
        "value": value,
        "law": law,
        "base": base,
        "chart": drawing,
        "steps": [_step(step, base, lang) for step in reversed(timeline["steps"])],
        "by_origin": [_from(origin, code, on, value, lang) for origin in origins],
    }


def _step(step: Json, base: str | None, lang: str) -> Json:
    """A stretch of days with its rates, as a row."""
    first = date.fromisoformat(step["from"])
    if step["to"]:
        last = date.fromisoformat(step["to"]) - timedelta(days=1)
        when = words.say(Message("site.line.days", {"first": first, "last": last}), lang)
    else:
        when = words.say(Message("site.line.since", {"first": first}), lang)
    total = Decimal(step["rate_pct"]) if step["rate_pct"] is not None else None
    extra = total - Decimal(base) if total is not None and base is not None else None
    spread = extra_span = ""
    if step["low_pct"] != step["high_pct"] and step["low_pct"] is not None and step["high_pct"] is not None:
        low, high = Decimal(step["low_pct"]), Decimal(step["high_pct"])
        spread = words.say(Message("site.line.spread", {"low": low, "high": high}), lang)
        if base is not None and low >= Decimal(base):
            above = {"low": low - Decimal(base), "high": high - Decimal(base)}
            extra_span = words.say(Message("site.line.extra_span", above), lang)
    return {"when": when, "total": total, "extra": extra, "spread": spread, "extra_span": extra_span, **step}


def _from(origin: str, code: str, on: str, value: str, lang: str) -> Json:
    """The duty on the value for goods of an origin."""
    found = estimate_answer({"on": on, "lang": lang, "items": [{"hts": code, "value": value, "origin": origin}]})
    lines = found["items"][0]["lines"]
    amounts = [line["amount"] for line in lines if line["kind"] == "base_duty"]
    base = sum(map(Decimal, amounts), Decimal(0)) if amounts and None not in amounts else None
    duty = found["items"][0]["duty"]
    extra = {name: _above(base, amount) for name, amount in duty.items()}
    return {"origin": origin, "base": base, "extra": extra, "duty": duty}


def _above(base: Decimal | None, amount: str | None) -> str | None:
    """What an amount has beyond the base duty; None where either is unknown."""
    return None if base is None or amount is None else str(Decimal(amount) - base)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return date.today().isoformat()
