"""The engine's figures: estimates by number and by description, a file of many, classification."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter

from knowledge.presentation.estimate import estimate_as_dict
from tariff_data.classification import classify
from tariff_data.declaration.request import EstimateRequest
from tariff_data.estimate.estimate import estimate
from tariff_data.hts.database import open_schedule
from tariff_data.scenarios.line_timeline import line_timeline
from tools.benchmark.clock import Figure, percentile, times
from web.http.json_io import dump

_ORIGINS = ("CN", "VN", "IT", "CA", "MX", "JP", "BR", "GB", "IN", "KR", "RU", "HK", "DE", "TW", "CH")
_MODES = ("post", "express", "ocean", None)
_ITEMS = (
    "women's leather handbag", "cotton t-shirt", "funda para iPhone", "stainless steel frying pan", "running shoes",
    "vintage Seiko watch", "wooden toy train", "vestido de algodón", "bluetooth headphones", "ceramic mug",
)  # fmt: skip
_SEED = 20261124


def engine_figures(ruler: float) -> Iterator[Figure]:
    """Everything about estimates, without the assistant."""
    requests = list(_numbered(1200))
    for request in requests[:200]:
        estimate(request)
    took = [times(lambda request=request: estimate(request), 1)[0] for request in requests]  # type: ignore[misc]
    median = statistics.median(took)
    yield Figure("estimate with a tariff number, median", median, "ms", 2, ratio=median / ruler)
    yield Figure("estimate with a tariff number, 95th percentile", percentile(took, 0.95), "ms")
    yield _throughput(requests)
    yield from _described(ruler)
    step = statistics.median(times(lambda: line_timeline("61091000", "CN", open_schedule()), 20))
    yield Figure("timeline of a line since 2025, median", step, "ms", ratio=step / median)


def _numbered(count: int) -> Iterator[EstimateRequest]:
    chance = random.Random(_SEED)
    numbers = [line.hts8 for line in open_schedule().lines()]
    for _ in range(count):
        on = date(2025, 1, 1) + timedelta(days=chance.randrange(690))
        item = {"hts": chance.choice(numbers), "value": chance.randint(5, 3000), "origin": chance.choice(_ORIGINS)}
        sent = {"on": on, "mode": chance.choice(_MODES), "items": [item | {"quantity": 2}]}
        yield EstimateRequest.model_validate(sent)


def _throughput(requests: list[EstimateRequest]) -> Figure:
    start = perf_counter()
    for request in requests:
        dump(estimate_as_dict(estimate(request), "en"))
    rate = len(requests) / (perf_counter() - start)
    return Figure("estimates per second on one core, said and written as JSON", rate, "/s", 400, at_least=True)


def _described(ruler: float) -> Iterator[Figure]:
    requests = [
        EstimateRequest.model_validate(
            {"on": "2026-11-24", "mode": "post", "items": [{"description": item, "value": "60", "origin": origin}]}
        )
        for item in _ITEMS
        for origin in ("CN", "IT", "VN")
    ]
    for request in requests:
        estimate(request)
    took = [one for request in requests for one in times(lambda request=request: estimate(request), 3)]  # type: ignore[misc]
    median = statistics.median(took)
    yield Figure("estimate of a described item, median", median, "ms", 10, ratio=median / ruler)
    found = [one for item in _ITEMS for one in times(lambda item=item: classify(item, "en"), 10)]  # type: ignore[misc]
    yield Figure("classification, 95th percentile", percentile(found, 0.95), "ms", 15)
