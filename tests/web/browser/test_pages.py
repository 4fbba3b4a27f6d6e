"""Every page in both languages, on a phone and on a desk: no fault that axe can find, nothing wider than the screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.browser.conftest import SIZES

PATHS = ["/", "/estimate", "/estimate?what=bag&price=abc", "/guides", "/guides/de-minimis-ended", "/privacy",
         "/how-it-works", "/nothing"]  # fmt: skip


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds: rule and places."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(fault["id"], [str(node["html"])[:200] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_an_accessibility_fault(open_page: Any, path: str, lang: str, size: str) -> None:
    page = open_page(f"/{lang}{path}", size)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


@pytest.mark.parametrize("path", ["/en/", "/en/guides/de-minimis-ended"])
def test_dark_pages_keep_their_contrast(open_page: Any, path: str) -> None:
    assert faults(open_page(path, color_scheme="dark")) == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page: Any) -> None:
    page = open_page("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_faulty_fields_are_listed_focused_and_linked(open_page: Any) -> None:
    page = open_page("/en/estimate?what=bag&price=about+450&made=IT")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.get_by_role("link", name="Enter the price in figures").click()
    assert page.evaluate("document.activeElement.id") == "price"
    assert page.locator("#price").get_attribute("aria-describedby") == "price-e price-h"
    assert page.locator("#what").input_value() == "bag", "nothing typed is lost"
