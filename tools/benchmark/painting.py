"""The figures of a page in a browser: bytes transferred and first paint. Without Playwright and Chromium: none."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.benchmark.clock import Figure

_CHROMIUM = Path("/usr/bin/chromium")
_VISITS = 5
_MEASURE = """() => {
  const entries = performance.getEntries();
  return {
    bytes: entries.reduce((sum, one) => sum + (one.transferSize || 0), 0),
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  };
}"""


def painting_figures(url: str) -> Iterator[Figure]:
    """Visit pages of a running server with an empty cache each time."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    if not _CHROMIUM.exists():
        return
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(_CHROMIUM), args=arguments)
        for name, path, heaviest in (("home page", "/en/", 100), ("a guide", "/en/guides/de-minimis-ended", 60)):
            visits = [_visit(browser, url + path) for _ in range(_VISITS)]
            yield Figure(f"{name}, transferred in all", visits[-1]["bytes"] / 1000, "kB", heaviest)
            yield Figure(f"{name}, first paint, median", statistics.median(one["paint"] for one in visits), "ms", 1000)
        browser.close()


def _visit(browser: Any, address: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    found: dict[str, float] = page.evaluate(_MEASURE)
    while not found["paint"]:  # `wait_for_function` would need eval, which the pages' policy forbids
        page.wait_for_timeout(20)
        found = page.evaluate(_MEASURE)
    context.close()
    return found
