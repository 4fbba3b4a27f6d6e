"""`GET /api/v1/law?on=&hts=&origin=` and `GET /api/v1/law/timeline?hts=&origin=`."""

from __future__ import annotations

from aiohttp import web

from web.api.endpoints import Endpoint, in_thread
from web.api.models import LawOn, LineTimeline
from web.services.queries import Json, LawQuery, TimelineQuery, law_answer, timeline_answer


async def _law(request: web.Request, sent: Json) -> Json:
    return await in_thread(law_answer, sent)


async def _timeline(request: web.Request, sent: Json) -> Json:
    return await in_thread(timeline_answer, sent)


ENDPOINTS = (
    Endpoint(
        "GET",
        "/law/timeline",
        "The total rate on a duty line for an origin by entry date, with the reason for each step",
        _timeline,
        query=TimelineQuery,
        returns=LineTimeline,
    ),
    Endpoint(
        "GET",
        "/law",
        "Every rate and measure on a duty line for an origin, as of a date",
        _law,
        query=LawQuery,
        returns=LawOn,
    ),
)
