"""What changed in the law, as a page, as the short list of the home page, and as a feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as Xml

from aiohttp import web

from knowledge.presentation.estimate import program_name
from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from tariff_data.law_review.change_calendar import LawChange, law_calendar
from web.http.app_keys import LANG, SETTINGS
from web.http.security import public
from web.pages.page import page

Json = dict[str, Any]

SINCE = date(2025, 1, 1)
_SHOWN = 4  # headings named before "and so many more"
_COMMON_FEE = "mpf_informal_automated"
_ATOM = "http://www.w3.org/2005/Atom"


@public
async def changes(request: web.Request) -> web.Response:
    """The page."""
    lang, today = request[LANG], date.today()
    told = told_changes(lang)
    context = {
        "ahead": list(reversed(_by_day(one for one in told if one["day"] > today))),
        "before": _by_day(one for one in told if one["day"] <= today),
        "current": "changes",
    }
    return page(request, "changes.html", context)


@public
async def feed(request: web.Request) -> web.Response:
    """The same as an Atom feed: what has happened, the latest first."""
    lang = request[LANG]
    base = request.config_dict[SETTINGS].url or str(request.url.origin())
    told = [one for one in told_changes(lang) if one["day"] <= date.today()][:50]
    root = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": lang})
    address = f"{base}/{lang}/changes"
    _child(root, "id", address)
    _child(root, "title", words.say(Message("site.changes.title"), lang))
    _child(root, "updated", f"{told[0]['day'] if told else SINCE}T00:00:00Z")
    Xml.SubElement(root, "link", {"href": address})
    Xml.SubElement(root, "link", {"rel": "self", "href": f"{address}.atom"})
    _child(Xml.SubElement(root, "author"), "name", words.say(Message("site.name"), lang))
    for one in told:
        entry = Xml.SubElement(root, "entry")
        _child(entry, "id", f"{address}#{one['id']}")
        _child(entry, "title", one["title"])
        _child(entry, "updated", f"{one['day']}T00:00:00Z")
        Xml.SubElement(entry, "link", {"href": f"{address}#{one['id']}"})
        _child(entry, "summary", " ".join([*one["details"], one["citation"]]))
    text = Xml.tostring(root, encoding="unicode", xml_declaration=False)
    headers = {"Cache-Control": "public, max-age=3600"}
    return web.Response(
        text=f'<?xml version="1.0" encoding="utf-8"?>\n{text}', content_type="application/atom+xml", headers=headers
    )


def latest(lang: str, count: int = 4) -> list[Json]:
    """The last days on which something changed, each with what most people meet."""
    days = _by_day(one for one in told_changes(lang) if one["day"] <= date.today())
    return [max(told, key=lambda one: (not one["fee"], one["id"].endswith(_COMMON_FEE))) for _, told in days[:count]]


def told_changes(lang: str) -> list[Json]:
    """Every change that people may want to know of, in words; the latest first."""
    told = (_told(change, lang) for change in law_calendar() if change.day >= SINCE)
    return [one for one in told if one]


def _told(change: LawChange, lang: str) -> Json | None:
    def t(key: str, **values: object) -> str:
        return words.say(Message(key, values), lang)

    if change.kind == "programme":
        name = program_name(change.id, lang)
    elif words.has(f"site.{change.kind}.{change.id}"):
        name = t(f"site.{change.kind}.{change.id}")
    else:
        return None
    title = t(f"site.change.{change.kind}.{change.how}", name=name, before=change.before, after=change.after)
    details = [
        t(f"site.change.{key}", headings=_some(headings, lang))
        for key, headings in (("in", _numbers(change.begin)), ("out", _numbers(change.end)))
        if headings
    ]
    if change.countries:
        details.append(t("site.change.for", countries=change.countries))
    return {
        "day": change.day,
        "id": f"{change.day}-{change.id}" + (f"-{'-'.join(change.countries)}" if change.countries else ""),
        "fee": change.kind == "fee",
        "title": title,
        "details": details,
        "citation": change.citation,
        "source": change.source,
    }


def _numbers(headings: Iterable[str]) -> list[str]:
    """Headings of the tariff; a prohibition has none."""
    return [heading for heading in headings if heading[:1].isdigit()]


def _some(headings: list[str], lang: str) -> str:
    named = ", ".join(headings[:_SHOWN])
    if len(headings) <= _SHOWN:
        return named
    return words.say(Message("site.change.more", {"headings": named, "n": len(headings) - _SHOWN}), lang)


def _by_day(told: Iterable[Json]) -> list[tuple[date, list[Json]]]:
    return [(day, list(group)) for day, group in groupby(told, key=lambda one: one["day"])]


def _child(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = text
