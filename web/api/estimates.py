"""`POST /api/v1/estimates`."""

from __future__ import annotations

from aiohttp import web

from tariff_data.declaration.request import EstimateRequest
from web.api.endpoints import Endpoint, in_thread
from web.api.models import Estimate
from web.services.queries import Json, estimate_answer


async def _estimate(request: web.Request, sent: Json) -> Json:
    return await in_thread(estimate_answer, sent)


ENDPOINTS = (
    Endpoint(
        "POST",
        "/estimates",
        "Estimate duty and fees for a shipment, line by line, as of an entry date",
        _estimate,
        body=EstimateRequest,
        returns=Estimate,
    ),
)
