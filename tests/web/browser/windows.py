"""Browser windows: one that a test has to itself, and those that stay open for tests that only look."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}


class Windows:
    """Opens paths of one site, and keeps what no page may do: log an error or ask another host."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._own: list[BrowserContext] = []
        self._kept: dict[str, Page] = {}
        self.troubles: list[str] = []

    def open(self, path: str, size: str = "desktop", **options: Any) -> Page:
        """A path in a window of its own."""
        page = self._new(size, **options)
        self._own.append(page.context)
        page.goto(path)
        return page

    def look(self, path: str, size: str = "desktop", **options: Any) -> Page:
        """A path in a window that earlier tests looked at others in: a new one costs more than the page.

        Only for tests that leave nothing behind in it.
        """
        page = self._kept.get(name := f"{size} {options}")
        if page is None:
            page = self._kept[name] = self._new(size, **options)
        page.emulate_media(color_scheme="light", reduced_motion=options.get("reduced_motion", "no-preference"))
        page.goto(path)
        return page

    def _new(self, size: str, **options: Any) -> Page:
        context = self._browser.new_context(viewport=SIZES[size], base_url=self._url, **options)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda said: self.troubles.append(said.text) if is_trouble(said) else None)
        page.on("request", lambda asked: None if asked.url.startswith(self._url) else self.troubles.append(asked.url))
        return page

    def close_own(self) -> None:
        """Close the windows that a test had to itself."""
        for context in self._own:
            context.close()
        self._own.clear()

    def close(self) -> None:
        """Close every window."""
        self.close_own()
        for page in self._kept.values():
            page.context.close()
        self._kept.clear()


def is_trouble(said: ConsoleMessage) -> bool:
    """Errors of scripts and of the content policy. A failed request is what some tests are about."""
    if said.type != "error":
        return False
    return "Failed to load resource" not in said.text or "/static/" in said.location["url"]
