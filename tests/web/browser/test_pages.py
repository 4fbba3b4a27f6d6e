"""Every page in both languages, on a phone and on a desk: no fault that axe can find, nothing wider than the screen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.browser.conftest import keep_picture
from tests.web.browser.looking import broken_words, cut_options, faults, pale
from tests.web.browser.windows import SIZES

BAG = "/estimate?what=leather+handbag&price=450&qty=1&made=IT&by=express&on=2026-11-24&hts=4202.21.90"
PATHS = [
    "/",
    "/estimate",
    "/estimate?what=bag&price=abc",
    "/estimate?what=frying+pan&price=60&made=CN&on=2026-11-24",
    "/estimate?what=watch&price=300&currency=EUR&made=CH&on=2026-11-24&what=cigars&price=100&made=CU",
    BAG,
    "/bill",
    "/tariff",
    "/tariff?q=frying+pan",
    "/tariff/42",
    "/tariff/4202",
    "/tariff/42022190?made=IT&value=450&on=2026-11-24",
    "/tariff/73239970?made=CN&on=2026-11-24",
    "/tariff/24021030?made=CU",
    "/search",
    "/search?q=leather+handbag",
    "/search?q=mpf",
    "/search?q=zzqqxx",
    "/guides",
    "/guides/de-minimis-ended",
    "/guides/gifts?said=no",
    "/changes",
    "/glossary",
    "/coverage",
    "/privacy",
    "/how-it-works",
    "/nothing",
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_an_accessibility_fault(look_at: Any, path: str, lang: str, size: str) -> None:
    page = look_at(f"/{lang}{path}", size)
    keep_picture(page, f"site {path} {lang} {size}")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    assert broken_words(page) == [] and cut_options(page) == []
    assert pale(page) == []


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_on_a_phone_the_rooms_are_behind_one_button(open_page: Any, lang: str, scripts: bool) -> None:
    page = open_page(f"/{lang}/guides", "phone", java_script_enabled=scripts)
    bar = page.locator(".bar").bounding_box()
    assert bar and bar["height"] < 60, "one row"
    rooms, button = page.get_by_role("navigation"), page.locator(".bar-menu")
    expect(rooms).to_be_hidden()
    button.press("Enter")
    expect(rooms.get_by_role("link")).to_have_count(6)
    expect(rooms.locator("[aria-current]")).to_have_attribute("href", f"/{lang}/guides")
    if scripts:
        assert faults(page) == [] and pale(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"]["width"]
    page.keyboard.press("Tab")
    expect(rooms.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(rooms).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [961, 1280])
def test_where_there_is_room_the_rooms_stand_in_the_bar(open_page: Any, width: int) -> None:
    page = open_page("/es/guides")
    page.set_viewport_size({"width": width, "height": 700})
    expect(page.get_by_role("navigation").get_by_role("link", name="Vendedores")).to_be_visible()
    expect(page.locator(".bar-menu")).to_be_hidden()
    assert page.locator(".bar").bounding_box()["height"] < 60


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


def test_a_line_opens_and_closes_by_keyboard_and_says_why(open_page: Any) -> None:
    page = open_page(f"/en{BAG}")
    line = page.locator(".line").first
    line.locator("summary").press("Enter")
    assert line.locator(".line-why").is_visible()
    assert faults(page) == []


def test_an_estimate_is_copied_and_linked(open_page: Any) -> None:
    page = open_page(f"/en{BAG}", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#receipt-status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Base duty: 9% x $450.00 = $40.50" in copied and "Law" in copied
    page.get_by_role("button", name="Link").click()
    expect(page.locator("#receipt-status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("http://127.0.0.1")


def test_a_printed_estimate_shows_every_reason(open_page: Any) -> None:
    page = open_page(f"/en{BAG}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert all(why.is_visible() for why in page.locator(".line-why").all())
    assert page.locator(".bar").is_hidden() and page.get_by_role("button", name="Copy").is_hidden()


def test_an_estimate_is_made_and_refined_without_scripts(open_page: Any) -> None:
    page = open_page("/es/", java_script_enabled=False)
    page.get_by_label("¿Qué es?").fill("sartén")
    page.get_by_label("Precio total").fill("60")
    page.get_by_label("Hecho en").select_option("CN")
    page.get_by_role("button", name="Calcular", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sartén, origen: China")
    page.locator(".ask button").first.click()
    assert "fact.0." in page.url
    page.get_by_role("link", name="Cambiar").click()
    expect(page.get_by_label("¿Qué es?")).to_have_value("sartén")


def test_nothing_moves_where_that_is_asked(open_page: Any) -> None:
    page = open_page("/en/", reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--pulse')") in {"0ms", "0s"}


@pytest.mark.parametrize("path", ["/en/", f"/en{BAG}"])
def test_twice_the_size_still_fits(open_page: Any, path: str) -> None:
    """200% zoom on a desk is a window half as wide."""
    page = open_page(path)
    page.set_viewport_size({"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_the_home_page_is_light(open_page: Any) -> None:
    """How soon it is painted is a figure of `importdesk bench`: a busy machine must not fail a test."""
    page = open_page("/en/")
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate("performance.getEntries().filter((one) => one.transferSize).map((one) => one.transferSize)")
    assert len(sizes) >= 4, "the page and its style sheets"
    print(f"home: {sum(sizes)} bytes in {len(sizes)} requests")
    assert sum(sizes) <= 100_000


@pytest.mark.parametrize(
    "path", ["/en/estimate", f"/en{BAG}", "/en/guides/de-minimis-ended", "/en/tariff/42022190?made=IT"]
)
def test_other_pages_are_light(open_page: Any, path: str) -> None:
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    total = page.evaluate("performance.getEntries().reduce((sum, one) => sum + (one.transferSize || 0), 0)")
    print(f"{path}: {total} bytes")
    assert total <= 60_000


def test_a_guide_is_rated_without_scripts(open_page: Any) -> None:
    page = open_page("/es/guides/gifts", java_script_enabled=False)
    page.get_by_role("form", name="¿Le sirvió?").get_by_role("button", name="No").click()
    page.get_by_label("Su pregunta").fill("¿Y dos regalos en una caja?")
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("heading", name="Gracias. El personal de orientación lo leerá.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_a_word_opens_its_definition_on_hover_focus_and_tap(open_page: Any, size: str, scripts: bool) -> None:
    page = open_page("/en/guides/is-my-bill-right", size, java_script_enabled=scripts, has_touch=True)
    word = page.get_by_role("button", name="MPF", exact=True)
    box = page.locator(".gloss", has=word).locator(".gloss-box")
    expect(box).to_be_hidden()
    word.tap()
    expect(box).to_be_visible()
    place = box.bounding_box()
    assert place and place["x"] >= 0 and place["x"] + place["width"] <= SIZES[size]["width"]
    page.get_by_role("heading", level=1).tap()
    expect(box).to_be_hidden()
    word.hover()
    expect(box).to_be_visible()
    page.mouse.move(1, 1)
    expect(box).to_be_hidden()
    word.focus()
    expect(box).to_be_visible()
    page.keyboard.press("Tab")
    expect(box.get_by_role("link")).to_be_focused()
    if scripts:
        assert faults(page) == []
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()
        page.locator("h1").click()
        word.focus()
        expect(box).to_be_visible()
        page.keyboard.press("Enter")
        expect(box).to_be_hidden()
