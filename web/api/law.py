"""`GET /api/v1/law?on=&hts=&origin=`."""

from __future__ import annotations

from aiohttp import web

from web.answers import Json, LawQuery, law_answer
from web.api.endpoints import Endpoint, in_thread
from web.api.models import LawOn


async def _law(request: web.Request, sent: Json) -> Json:
    return await in_thread(law_answer, sent)


ENDPOINTS = (
    Endpoint(
        "GET",
        "/law",
        "Every rate and measure on a duty line for an origin, as of a date",
        _law,
        query=LawQuery,
        returns=LawOn,
    ),
)
