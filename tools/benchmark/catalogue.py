"""The figures of a seller's catalogue: how fast it is checked, and what others wait meanwhile."""

from __future__ import annotations

import asyncio
import csv
import io
import statistics
from collections.abc import Iterator
from itertools import islice
from time import perf_counter

from aiohttp import ClientSession, FormData

from tools.benchmark.clock import Figure, percentile

_ROWS = 1000
_ORIGINS = ("CN", "VN", "IT", "MX", "IN")
_ESTIMATE = {"on": "2026-11-24", "items": [{"description": "leather handbag", "value": "450", "origin": "IT"}]}


async def catalogue_figures(client: ClientSession, url: str) -> list[Figure]:
    """Check a catalogue on a running server, and ask for estimates beside it."""
    idle = [await _estimate(client, url) for _ in range(20)]
    start = perf_counter()
    form = FormData()
    form.add_field("file", _list(), filename="bench.csv", content_type="text/csv")
    form.add_field("by", "post")
    sending = asyncio.create_task(client.post(f"{url}/en/sellers/catalogue", data=form, allow_redirects=False))
    busy = []
    address = ""
    while True:
        busy.append(await _estimate(client, url))
        await asyncio.sleep(0.1)
        if not address and sending.done():
            address = (await sending).headers["Location"]
        if address:
            async with client.get(f"{url}{address}/progress") as answer:
                if (await answer.json())["ended"]:
                    break
    took = perf_counter() - start
    await client.post(f"{url}{address}/delete")
    return [
        Figure("catalogue rows checked per second", _ROWS / took, "/s", 30, at_least=True),
        Figure("estimate over HTTP, median", statistics.median(idle), "ms", 40),
        Figure("estimate while a catalogue is checked, median", statistics.median(busy), "ms", 60),
        Figure("estimate while a catalogue is checked, 95th percentile", percentile(busy, 0.95), "ms", 150),
    ]


async def _estimate(client: ClientSession, url: str) -> float:
    start = perf_counter()
    async with client.post(f"{url}/api/v1/estimates", json=_ESTIMATE) as answer:
        await answer.read()
    return (perf_counter() - start) * 1000


def _list() -> bytes:
    """Goods by the plain names of their tariff lines."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["title", "price", "currency", "origin"])
    rows.writerows([name, 5 + place % 90, "USD", _ORIGINS[place % 5]] for place, name in enumerate(_names()))
    return out.getvalue().encode()


def _names() -> Iterator[str]:
    from tariff_data.classification import labels

    lines = [row for row in labels.rows() if len(row.code) == 8]
    step = len(lines) // _ROWS
    return islice((row.label_en for row in lines[::step] if row.label_en), _ROWS)
