"""The description check as a page: the words and what is known, the verdict, a wording with its blanks to fill."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from knowledge.wording import translate as words
from knowledge.wording.languages import languages
from tariff_data.core.messages import Message
from web.http.app_keys import LANG
from web.http.security import public
from web.http.validation import Faults
from web.pages import choices
from web.pages.forms import number
from web.pages.page import page
from web.services.queries import description_answer

Json = dict[str, Any]

FACTS = ("material", "construction", "for_whom", "use", "seller")
FIELDS = ("text", "titles", "by", "on", *FACTS, "made", "price", "currency", "hts", "qty", "weight")
_PLACES = {
    "text": "text", "lang": "titles", "mode": "by", "on": "on", "origin": "made", "value": "price", "hts": "hts",
    "currency": "currency", "quantity": "qty", "weight_kg": "weight",
} | {name: name for name in FACTS}  # fmt: skip
_BY = ("", "post", "express", "air", "ocean", "truck")


@public
async def check(request: web.Request) -> web.Response:
    """The form, and the check where there are words."""
    lang = request[LANG]
    values = {name: request.query.get(name, "").strip() for name in FIELDS}
    values["titles"] = values["titles"] if values["titles"] in languages() else lang
    values["on"] = values["on"] or date.today().isoformat()
    found, errors = None, {}
    if values["text"] or "text" in request.query:
        try:
            found = await asyncio.to_thread(_checked, values, request.query.get("article", "").strip(), lang)
        except Faults as faults:
            errors = _errors(faults, lang)
    context = {
        "current": "sellers",
        "values": values,
        "errors": errors,
        "error": lambda name: errors.get(name, ""),
        "found": found,
        "countries": choices.countries(lang),
        "choices": choices.choices(lang),
        "ways": [(way, choices.said("by", way, lang)) for way in _BY],
        "title_languages": [(one.code, one.name) for one in languages().values()],
        "hidden": lambda without: [(name, value) for name, value in values.items() if value and name not in without],
        "with_text": lambda text: urlencode([pair for pair in (values | {"text": text}).items() if pair[1]]),
    }
    return page(request, "sellers/descriptions.html", context, status=400 if errors else 200)


def _checked(values: dict[str, str], article: str, lang: str) -> Json:
    """The check; an article that was filled into its blank becomes part of the words."""
    found = description_answer(_request(values), said_in=lang)
    if not article or found["wording"] is None:
        return found
    parts = [part | {"text": article, "blank": False} if part["blank"] and part["element"] == "article" else part
             for part in found["wording"]["parts"]]  # fmt: skip
    values["text"] = " ".join(part["text"] for part in parts if part["element"] == "article")[:2000]
    return description_answer(_request(values), said_in=lang)


def _request(values: Mapping[str, str]) -> Json:
    return {
        "text": values["text"],
        "lang": values["titles"],
        "mode": values["by"] or None,
        "on": values["on"],
        "facts": {
            **{name: values[name] for name in FACTS},
            "origin": values["made"] or None,
            "value": number(values["price"], money=True) if values["price"] else None,
            "currency": values["currency"] or "USD",
            "hts": values["hts"] or None,
            "quantity": number(values["qty"], money=False) if values["qty"] else None,
            "weight_kg": number(values["weight"], money=False) if values["weight"] else None,
        },
    }


def _errors(faults: Faults, lang: str) -> dict[str, str]:
    """The faults at their fields, in words."""
    found: dict[str, str] = {}
    for fault in faults.errors:
        name = _PLACES.get(fault["at"].rsplit(".", 1)[-1], "text")
        found.setdefault(name, words.say(Message(f"sellers.descriptions.fault.{name}"), lang))
    return found
