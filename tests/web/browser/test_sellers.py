"""The sellers' pages in Chromium: accessibility in both languages and sizes, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tariff_data.core.paths import home
from tests.web.browser.conftest import keep_picture
from tests.web.browser.looking import broken_words, cut_options, faults, pale
from tests.web.browser.windows import SIZES
from web.sellers.catalogue.store import JobFolder

PATHS = [
    "/sellers",
    "/sellers/catalogue?example=1",
    "/sellers/descriptions",
    "/sellers/descriptions?text=clothes&by=express",
    "/sellers/descriptions?text=leather+shoes&made=IT&price=90&hts=6403.99.60&by=post",
    "/sellers/descriptions?text=&price=x",
    "/sellers/notice",
    "/sellers/notice?what=frying+pan&price=60&qty=1&made=CN&by=post&on=2026-11-24",
    "/sellers/widget?mode=estimate&item=bag&value=450&origin=IT&accent=%23205a3c&on_accent=%23ffffff",
    "/sellers/widget?key=dk_none&file=pinned",
    "/api",
]


@pytest.fixture(autouse=True)
def uploads() -> Iterator[None]:
    """What a test uploads goes again."""
    folder = home() / "uploads"
    before: set[Path] = set(folder.glob("*")) if folder.is_dir() else set()
    yield
    for path in set(folder.glob("*")) - before:
        JobFolder(path).delete()


def sound(page: Page, width: int) -> None:
    """No fault that axe can find, nothing wider than the screen, no word broken, no option cut."""
    assert faults(page) == []
    assert broken_words(page) == [] and cut_options(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert pale(page) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_an_accessibility_fault(look_at: Any, path: str, lang: str, size: str) -> None:
    page = look_at(f"/{lang}{path}", size)
    keep_picture(page, f"site {path} {lang} {size}")
    sound(page, SIZES[size]["width"])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_catalogue_is_checked_from_the_page(open_page: Any, lang: str, size: str) -> None:
    page = open_page(f"/{lang}/sellers/catalogue?example=1", size)
    page.locator("form[enctype] button").click()
    expect(page.locator(".tiles")).to_be_visible(timeout=30_000)
    sound(page, SIZES[size]["width"])
    page.locator(".catalogue summary").first.click()
    sound(page, SIZES[size]["width"])


def test_progress_is_shown_until_the_results_come(open_page: Any) -> None:
    page = open_page("/en/sellers/catalogue")
    page.locator("#lines").fill("title,price,origin\n" + "ceramic mug,3,CN\n" * 700)
    page.get_by_role("button", name="Check the catalogue").click()
    bar = page.locator("#bar")
    expect(bar).to_be_visible(timeout=30_000)
    sound(page, 1280)
    expect(page.locator("#said")).to_contain_text("of 700 rows checked", timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your catalogue, checked", timeout=90_000)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download CSV").click()
    assert saved.value.suggested_filename == "catalogue-checked.csv"
    page.get_by_role("button", name="Delete now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check a catalogue")


def test_a_catalogue_is_checked_without_scripts(open_page: Any) -> None:
    page = open_page("/es/sellers/catalogue?example=1", java_script_enabled=False)
    page.get_by_role("button", name="Revisar el catálogo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Su catálogo, revisado", timeout=30_000)


def test_a_wording_is_filled_in_and_confirmed_without_scripts(open_page: Any) -> None:
    page = open_page("/en/sellers/descriptions?text=women%27s+clothes", java_script_enabled=False)
    page.locator("#fill-article").fill("dress")
    page.locator("#fill-material").fill("100% cotton")
    page.get_by_role("button", name="Fill in and check again").click()
    expect(page.locator("#v-h")).to_contain_text("women's dress")
    expect(page.locator(".badge").first).to_have_text("Would pass")
    page.locator("#fill-construction").fill("woven")
    page.get_by_role("button", name="Fill in and check again").click()
    page.get_by_role("link", name="Use this wording").click()
    expect(page.locator("#v-h")).to_contain_text("women's dress, 100% cotton, woven")


def test_a_notice_is_copied(open_page: Any) -> None:
    page = open_page(
        "/en/sellers/notice?what=bag&price=450&qty=1&made=IT&hts=4202.21.90&by=express&on=2026-11-24",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.get_by_role("button", name="Copy HTML").click()
    expect(page.locator("#copy-status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith('<section class="us-import-notice" lang="en">')


def test_the_snippet_and_the_preview_follow_the_form(open_page: Any) -> None:
    page = open_page("/en/sellers/widget")
    expect(page.locator("import-desk").get_by_role("button")).to_be_visible()
    page.get_by_label("Where it stands").select_option("estimate")
    page.get_by_label("Item of the page").fill("wool scarf")
    page.get_by_label("Accent colour").fill("#205a3c")
    expect(page.locator("#as-script")).to_have_value(
        f'<script src="{page.url.split("/en/")[0]}/widget/v1/desk.js" data-key="YOUR-KEY" data-mode="estimate" '
        'data-lang="auto" data-item="wool scarf" async></script>'
    )
    expect(page.locator("#preview import-desk").get_by_label("What is it?")).to_have_value("wool scarf")
    assert page.locator("#preview import-desk").evaluate("element => element.style.getPropertyValue('--accent')")
    sound(page, 1280)


def test_an_example_of_the_api_runs_on_its_page(open_page: Any) -> None:
    page = open_page("/en/api")
    page.locator("#post_estimates").get_by_role("button", name="Run").click()
    expect(page.locator("#ran")).to_have_text("Answered with status 200", timeout=15_000)
    expect(page.locator("#post_estimates-answer")).to_contain_text('"likely": "46.38"')
    assert faults(page) == []
