"""`GET /api/v1/coverage`."""

from __future__ import annotations

from aiohttp import web
from pydantic import BaseModel, ConfigDict, field_validator

from knowledge.presentation.coverage import coverage_as_dict
from web.api.endpoints import Endpoint
from web.api.models import Coverage
from web.http.validation import validated
from web.services.queries import Json, spoken


class CoverageQuery(BaseModel):
    """The language of the names and gaps."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lang: str = "en"

    _spoken = field_validator("lang")(spoken)


async def _coverage(request: web.Request, sent: Json) -> Json:
    return coverage_as_dict(validated(CoverageQuery, sent).lang)


ENDPOINTS = (
    Endpoint(
        "GET",
        "/coverage",
        "What the law data covers: programmes, since when, checked when, known gaps",
        _coverage,
        query=CoverageQuery,
        returns=Coverage,
    ),
)
