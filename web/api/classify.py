"""`GET /api/v1/classify?q=&lang=`."""

from __future__ import annotations

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from web.api.endpoints import Endpoint, in_thread
from web.api.models import ClassificationResult
from web.http.validation import Faults
from web.services.queries import Json, classify_answer


class Query(BaseModel):
    """A description in plain words."""

    model_config = ConfigDict(extra="forbid")
    q: str = Field(description="What the item is", min_length=1, max_length=2000)
    lang: str = Field(default="en", description="Language of the description and the labels")
    top: int = Field(default=10, ge=1, le=50, description="How many candidates")


async def _classify(request: web.Request, sent: Json) -> Json:
    unknown = [name for name in sent if name not in Query.model_fields]
    if unknown:
        raise Faults([{"at": name, "message": "not known; known are q, lang, top"} for name in unknown])
    try:
        return await in_thread(classify_answer, {**sent, "text": sent.get("q", "")})
    except Faults as error:
        raise Faults(
            [fault | {"at": "q" if fault["at"] == "text" else fault["at"]} for fault in error.errors]
        ) from None


ENDPOINTS = (
    Endpoint(
        "GET",
        "/classify",
        "Find the duty lines a described item may stand on",
        _classify,
        query=Query,
        returns=ClassificationResult,
    ),
)
