"""`POST /api/v1/descriptions`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from tariff_data.cargo_descriptions.request import DescriptionRequest
from web.api.endpoints import Endpoint, in_thread
from web.services.queries import Json, description_answer


class _Open(BaseModel):
    model_config = ConfigDict(extra="allow")


class VagueWords(_Open):
    """Words that say too little (empty: a brand or model name stands alone), and what to say instead."""

    words: str
    names: Literal["class", "article", "material", "holder", "brand"]
    advice: str
    citation: str
    source: str
    confidence: Literal["high", "medium", "low"]


class DescribedElement(_Open):
    """One thing that should be known about the goods: whether it is said, and who asks for it."""

    element: str
    label: str
    state: Literal["given", "partial", "missing", "not_needed"]
    need: Literal["needed", "wanted"] | None
    said: str
    why: str
    citation: str
    source: str


class WordingPart(_Open):
    """A piece of a wording; a blank stands in brackets."""

    element: str
    text: str
    blank: bool


class ProposedWording(_Open):
    """Built only from what was given; `complete` is false while blanks in brackets are left to fill."""

    text: str
    complete: bool
    parts: list[WordingPart]


class DescriptionCheck(_Open):
    """A description judged for a form to customs."""

    text: str
    lang: str
    on: date
    verified_through: date
    notice: str
    verdict: Literal["accepted", "incomplete", "vague", "unsure"]
    why: str
    vague: list[VagueWords]
    elements: list[DescribedElement]
    missing: list[str]
    wording: ProposedWording | None


async def _check(request: web.Request, sent: Json) -> Json:
    return await in_thread(description_answer, sent)


ENDPOINTS = (
    Endpoint(
        "POST",
        "/descriptions",
        "Check whether a description of goods says enough for customs, and get a wording to confirm",
        _check,
        body=DescriptionRequest,
        returns=DescriptionCheck,
    ),
)
