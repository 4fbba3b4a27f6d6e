"""Debian's Chromium against the real application: skipped where there is no browser, a failure where CI=true."""

from __future__ import annotations

import asyncio
import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.browser.windows import Windows
from tests.web.conftest import ParrotAssistant
from web.app.factory import create_application
from web.http.assistant_gateway import Assistant
from web.http.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
PICTURES = Path(__file__).resolve().parents[3] / "build" / "pictures"
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",  # there is none, and drawing as if there were one takes longer
]
expect.set_options(timeout=15_000)  # the first estimate loads the schedule, on a machine that does other things too


class Site:
    """The application on its own thread and loop, since the browser's side is synchronous."""

    def __init__(self, assistant: Assistant, prepare: Callable[[web.Application], None] = lambda app: None) -> None:
        self._assistant, self._prepare = assistant, prepare
        self._ready, self._loop = threading.Event(), asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)
        self._stop = asyncio.Event()
        self.url = ""
        self.app: web.Application | None = None

    def __enter__(self) -> Site:
        self._thread.start()
        assert self._ready.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    async def _serve(self) -> None:
        async def load() -> Assistant:
            return self._assistant

        app = create_application(Settings(), load)
        self._prepare(app)
        self.app = app
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with Site(ParrotAssistant()) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI=true, but there is no browser at {CHROMIUM}")
        pytest.skip(f"there is no browser at {CHROMIUM}")
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(chromium: Browser, site: Site) -> Iterator[Windows]:
    windows = Windows(chromium, site.url)
    yield windows
    windows.close()


@pytest.fixture
def watched(windows: Windows) -> Iterator[Windows]:
    """The windows; after a test no page in them may have logged an error or asked another host."""
    windows.troubles.clear()
    yield windows
    windows.close_own()
    assert windows.troubles == []


@pytest.fixture
def open_page(watched: Windows) -> Any:
    """Opens a path of the site in a window of its own."""
    return watched.open


@pytest.fixture
def look_at(watched: Windows) -> Any:
    """Opens a path of the site in a window that stays open, for tests that leave nothing behind in it."""
    return watched.look


def keep_picture(page: Page, name: str) -> None:
    """Keep what a page looks like below `build/pictures/`, for people to look at, where KEEP_PICTURES=1 asks for it."""
    if os.environ.get("KEEP_PICTURES") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.png")
