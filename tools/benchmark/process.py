"""The figures of the running server: start, memory, answers over HTTP, turns one at a time and many at once."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep

from aiohttp import ClientSession, ClientTimeout

from tools.benchmark.catalogue import catalogue_figures
from tools.benchmark.clock import Figure, percentile
from tools.benchmark.painting import painting_figures

_TURNS = (
    "is there still an $800 limit?",
    "leather handbag from Italy, $450, by mail",
    "what is a customs bond",
    "why?",
    "cotton t-shirt $40 from Vietnam by courier",
    "how much is the processing fee",
    "is a gift from my aunt free",
    "what if it ships by DHL?",
)
_AT_ONCE = 32
_LONGEST = 180.0


def server_figures() -> Iterator[Figure]:
    """Start a server as its own process on loopback, measure it, stop it."""
    with _served() as (url, pid, answered, ready):
        yield Figure("start until the site answers", answered, "s", 5)
        yield Figure("start until the assistant is ready", ready, "s")
        yield from asyncio.run(_answers(url))
        yield from painting_figures(url)
        yield Figure("resident memory after all that", _resident(pid), "MB", 400)


@contextmanager
def _served() -> Iterator[tuple[str, int, float, float]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = monotonic()
    command = [sys.executable, "-m", "web", "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        answered, ready = asyncio.run(_until_ready(url, start))
        yield url, server.pid, answered, ready
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


async def _until_ready(url: str, start: float) -> tuple[float, float]:
    answered = None
    async with ClientSession(timeout=ClientTimeout(total=5)) as client:
        while monotonic() - start < _LONGEST:
            try:
                async with client.get(f"{url}/healthz") as answer:
                    answered = answered or monotonic() - start
                    if (await answer.json())["status"] == "ready":
                        return answered, monotonic() - start
            except OSError:
                pass
            sleep(0.05)
    raise TimeoutError(f"the server was not ready after {_LONGEST:.0f} seconds")


async def _answers(url: str) -> list[Figure]:
    async with ClientSession(timeout=ClientTimeout(total=60)) as client:
        found = await _one_at_a_time(client, url)
        found += await _many_at_once(client, url) + await _page(client, url)
        return found + await catalogue_figures(client, url)


async def _say(client: ClientSession, url: str, text: str, conversation: str | None) -> tuple[str, float]:
    start = perf_counter()
    sent = {"conversation": conversation, "text": text, "lang": "en"}
    async with client.post(f"{url}/api/v1/chat", json=sent) as answer:
        if answer.status == 429:
            raise RuntimeError("the server limits this address; see IMPORTDESK_UNLIMITED")
        said = await answer.json()
    return said["conversation"], (perf_counter() - start) * 1000


async def _one_at_a_time(client: ClientSession, url: str) -> list[Figure]:
    took: list[float] = []
    for _ in range(6):
        conversation = None
        for text in _TURNS:
            conversation, spent = await _say(client, url, text, conversation)
            took.append(spent)
    took = took[len(_TURNS) :]
    return [
        Figure("chat turn over HTTP, median", statistics.median(took), "ms", 40),
        Figure("chat turn over HTTP, 95th percentile", percentile(took, 0.95), "ms", 120),
    ]


async def _many_at_once(client: ClientSession, url: str) -> list[Figure]:
    async def converse() -> int:
        conversation = None
        for text in _TURNS:
            conversation, _ = await _say(client, url, text, conversation)
        return len(_TURNS)

    async def knock() -> list[float]:
        waits = []
        while True:
            start = perf_counter()
            async with client.get(f"{url}/healthz") as answer:
                await answer.read()
            waits.append((perf_counter() - start) * 1000)
            try:
                await asyncio.wait_for(done.wait(), 0.05)
                return waits
            except TimeoutError:
                continue

    done = asyncio.Event()
    knocking = asyncio.create_task(knock())
    start = perf_counter()
    turns = sum(await asyncio.gather(*(converse() for _ in range(_AT_ONCE))))
    rate = turns / (perf_counter() - start)
    done.set()
    waits = await knocking
    return [
        Figure(f"chat turns per second, {_AT_ONCE} conversations at once", rate, "/s", 60, at_least=True),
        Figure("a page's wait meanwhile, 95th percentile", percentile(waits, 0.95), "ms", 100),
    ]


async def _page(client: ClientSession, url: str) -> list[Figure]:
    async with client.get(f"{url}/en/") as answer:
        html = await answer.read()
    return [Figure("home page, HTML alone", len(html) / 1000, "kB")]


def _resident(pid: int) -> float:
    """Megabytes of resident memory of a process and its children, by /proc."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def cold_command() -> Figure:
    """The command line from nothing: one estimate, in seconds."""
    sent = json.dumps({"on": "2026-11-24", "items": [{"hts": "61091000", "value": "40", "origin": "VN"}]})
    start = perf_counter()
    command = [sys.executable, "-m", "web", "estimate", "--json", "-"]
    subprocess.run(command, input=sent, text=True, check=True, stdout=subprocess.DEVNULL)
    return Figure("one estimate on the command line, from nothing", perf_counter() - start, "s")
