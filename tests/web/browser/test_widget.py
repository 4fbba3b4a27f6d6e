"""The widget in a shop on another origin, under a content policy that allows nothing but the desk's host."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.conftest import Site, keep_picture
from tests.web.browser.looking import broken_words, faults
from tests.web.browser.windows import SIZES
from web.sellers.snippet import build
from web.widget.files import Files
from web.widget.keys import SiteKey, SiteKeys
from web.widget.routes import FILES, KEYS

PRODUCT = 'data-item="steel frying pan" data-origin="CN" data-value="60.00"'


class Shop:
    """A page of a shop: its own server, its own policy. What the widget logs, breaks or asks for is noted."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser, self.site = browser, site
        self._page = ""
        self.styles = "'none'"
        shop = self

        class Serve(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = shop._page.encode()
                policy = (
                    f"default-src 'none'; script-src {site.url}; connect-src {site.url}; style-src {shop.styles};"
                    " require-trusted-types-for 'script'; trusted-types 'none'"
                )
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Serve)
        self.origin = f"http://localhost:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        assert site.app is not None
        self.keys: SiteKeys = site.app[KEYS]
        self.files: Files = site.app[FILES]
        self.key: SiteKey = self.keys.add("Shop", [self.origin], state="active")
        self.said: list[str] = []
        self.asked: list[str] = []
        self._contexts: list[Any] = []

    def page(self, snippet: str, size: str = "desktop", lang: str = "en", **options: Any) -> Page:
        """The shop's page with a snippet in it."""
        self._page = (
            f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Shop</title>'
            f'<meta name="viewport" content="width=device-width"></head>'
            f"<body><main><h1>Pan</h1><p>$60.00</p></main>{snippet}</body></html>"
        )
        context = self._browser.new_context(viewport=SIZES[size], **options)
        self._contexts.append(context)
        page: Page = context.new_page()
        page.on("console", lambda said: self.said.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda asked: self.asked.append(asked.url))
        page.goto(self.origin)
        return page

    def snippet(self, attributes: str = "", key: str | None = None) -> str:
        """The one line."""
        name = key or self.key.key
        return f'<script src="{self.site.url}/widget/v1/desk.js" data-key="{name}" {attributes} async></script>'

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        self._server.shutdown()


@pytest.fixture
def shop(chromium: Browser, site: Site) -> Iterator[Shop]:
    opened = Shop(chromium, site)
    yield opened
    opened.close()


def opened(page: Page, name: str = "Duty for US buyers?") -> Any:
    page.get_by_role("button", name=name).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def small_targets(page: Page) -> list[str]:
    """Controls in view that are smaller than 24 px either way; links within a sentence may be."""
    found: list[str] = page.locator("import-desk").evaluate(
        """(desk) => [...desk.shadowRoot.querySelectorAll("button, input, select, textarea, summary, a.btn")]
          .filter((one) => one.checkVisibility())
          .filter((one) => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
          .map((one) => one.outerHTML.slice(0, 120))"""
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_state_is_accessible_and_nothing_but_the_desk_is_asked(
    shop: Shop, lang: str, size: str, scheme: Any
) -> None:
    names = {"en": ("Duty for US buyers?", "Your question", "Estimate", "Close"),
             "es": ("¿Aranceles en EE. UU.?", "Su pregunta", "Calcular", "Cerrar")}[lang]  # fmt: skip
    page = shop.page(shop.snippet(f'data-lang="auto" {PRODUCT}'), size, lang, color_scheme=scheme)
    bubble = page.get_by_role("button", name=names[0])
    expect(bubble).to_be_visible()
    assert not any("/widget/panel." in asked for asked in shop.asked), "the panel is fetched when it is opened"
    assert faults(page) == []

    dialog = opened(page, names[0])
    expect(dialog.get_by_label(names[1])).to_be_focused()
    assert faults(page) == []
    waiting: list[Any] = []
    page.route("**/widget/v1/*/chat", lambda route: waiting.append(route))
    dialog.get_by_label(names[1]).fill("price a pan")
    page.keyboard.press("Enter")
    expect(dialog.locator(".typing")).to_be_visible()
    assert faults(page) == []
    waiting[0].continue_()
    page.unroute("**/widget/v1/*/chat")
    expect(dialog.locator(".receipt")).to_be_visible()
    assert faults(page) == []
    assert small_targets(page) == [] and broken_words(page, "import-desk") == []
    more = dialog.locator(".more > summary").first
    assert more.evaluate("(one) => getComputedStyle(one, '::before').content").startswith('"+"'), (
        "it shows that it opens"
    )
    keep_picture(page, f"widget chat {lang} {size} {scheme}")
    rating = dialog.locator(".helpful")
    rating.get_by_role("button").first.press("Enter")
    expect(rating.get_by_role("button").first).to_have_attribute("aria-pressed", "true")
    assert faults(page) == []

    dialog.get_by_role("button", name=names[2], exact=True).click()
    dialog.locator("#w-made").select_option("")
    dialog.get_by_role("button", name=names[2], exact=True).click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    assert faults(page) == []
    dialog.locator("#w-made").select_option("CN")
    dialog.get_by_role("button", name=names[2], exact=True).click()
    expect(dialog.locator(".panel-body:visible .receipt")).to_be_visible()
    assert faults(page) == []
    assert small_targets(page) == []
    keep_picture(page, f"widget estimate {lang} {size} {scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]

    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(bubble).to_be_focused()
    assert {asked.split("/widget/")[0].rstrip("/") for asked in shop.asked} <= {shop.site.url, shop.origin}
    assert [said for said in shop.said if "status of 400" not in said] == [], "400 is the form without a country"


def test_the_page_hears_what_was_estimated(shop: Shop) -> None:
    page = shop.page(shop.snippet(f'data-mode="estimate" data-lang="en" {PRODUCT}'))
    page.evaluate("addEventListener('importdesk:estimate', (event) => { window.heard = event.detail; })")
    region = page.get_by_role("region", name="Import Desk")
    expect(region.get_by_label("What is it?")).to_have_value("steel frying pan")
    assert region.get_by_label("Made in").input_value() == "CN"
    region.get_by_role("button", name="Estimate").click()
    expect(region.locator(".receipt")).to_be_visible()
    heard = page.evaluate("window.heard")
    assert {"low", "likely", "high", "on", "snapshot", "address", "hts"} <= heard.keys()
    assert "rev" in heard["snapshot"] and heard["address"].startswith(f"{shop.site.url}/en/estimate?")
    assert shop.said == []


def test_the_page_hears_the_panel_open_and_close(shop: Shop) -> None:
    page = shop.page(shop.snippet('data-lang="en"'))
    page.evaluate(
        "window.heard = []; for (const name of ['open', 'close'])"
        " addEventListener(`importdesk:${name}`, () => window.heard.push(name))"
    )
    expect(page.get_by_role("button", name="Duty for US buyers?")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate("window.heard") == ["open", "close"]


def test_a_tariff_number_of_the_shop_is_kept_as_long_as_the_words_are(shop: Shop) -> None:
    page = shop.page(shop.snippet(f'data-mode="estimate" data-lang="en" data-hts="7615.10.20" {PRODUCT}'))
    region = page.get_by_role("region", name="Import Desk")
    with page.expect_request("**/estimates") as asked:
        region.get_by_role("button", name="Estimate").click()
    assert asked.value.post_data_json["items"][0]["hts"] == "7615.10.20"
    expect(region.locator(".receipt")).to_contain_text("7615.10.20")
    region.get_by_label("What is it?").fill("clay pot")
    with page.expect_request("**/estimates") as asked:
        region.get_by_role("button", name="Estimate").click()
    assert asked.value.post_data_json["items"][0]["hts"] is None


def test_an_estimate_is_copied_linked_and_printed_on_its_own_page(shop: Shop) -> None:
    page = shop.page(shop.snippet(f'data-mode="estimate" data-lang="en" {PRODUCT}'))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=shop.origin)
    region = page.get_by_role("region", name="Import Desk")
    region.get_by_role("button", name="Estimate").click()
    region.get_by_role("button", name="Copy", exact=True).click()
    expect(region.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Duty: $" in copied and f"{shop.site.url}/en/estimate?" in copied and "customs decides" in copied
    region.get_by_role("button", name="Link", exact=True).click()
    expect(region.get_by_role("button", name="Link copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == region.get_by_role("link", name="Open in full").get_attribute("href")
    page.context.add_init_script("window.print = () => { document.documentElement.dataset.printed = ''; }")
    with page.context.expect_page() as printed:
        region.get_by_role("link", name="Print").click()
    expect(printed.value.locator("html[data-printed]")).to_be_attached()
    assert printed.value.url == f"{address}#print"
    assert shop.said == []


def test_who_asks_too_much_is_told_to_wait_and_loses_nothing(shop: Shop) -> None:
    page = shop.page(shop.snippet(f'data-lang="en" {PRODUCT}'))
    dialog = opened(page)
    for part in ("chat", "estimates"):
        page.route(
            f"**/widget/v1/*/{part}",
            lambda route: route.fulfill(
                status=429,
                headers={"Retry-After": "2", "Access-Control-Allow-Origin": "*"},
                json={"detail": "Too many requests."},
            ),
        )
    dialog.get_by_label("Your question").fill("a poncho")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("wait a moment")
    expect(dialog.get_by_label("Your question")).to_have_value("a poncho")
    dialog.get_by_role("button", name="Estimate", exact=True).click()
    dialog.get_by_role("button", name="Estimate", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Wait a moment")
    expect(dialog.get_by_label("Price in all")).to_have_value("60.00")
    assert faults(page) == []


def test_nothing_moves_in_the_panel_where_that_is_asked(shop: Shop) -> None:
    page = shop.page(shop.snippet('data-lang="en"'), reduced_motion="reduce")
    dialog = opened(page)
    waiting: list[Any] = []
    page.route("**/widget/v1/*/chat", lambda route: waiting.append(route))
    dialog.get_by_label("Your question").fill("hello")
    page.keyboard.press("Enter")
    moves = dialog.locator(".typing i").first.evaluate(
        "(dot) => dot.getAnimations().filter((one) => one.effect.getComputedTiming().activeDuration > 0).length"
    )
    assert moves == 0
    waiting[0].continue_()
    expect(dialog.get_by_role("log")).to_contain_text("You said: hello")


def test_a_question_is_answered_and_faults_are_shown(shop: Shop) -> None:
    page = shop.page(shop.snippet('data-mode="estimate" data-lang="en"'))
    region = page.get_by_role("region", name="Import Desk")
    region.get_by_label("What is it?").fill("frying pan")
    region.get_by_label("Price in all").fill("sixty")
    region.get_by_role("button", name="Estimate").click()
    expect(region.get_by_role("alert")).to_contain_text("Enter the price in figures")
    expect(region.get_by_role("alert")).to_contain_text("Choose where it was made")
    expect(region.get_by_label("Price in all")).to_be_focused()
    region.get_by_label("Price in all").fill("$1,060.00")
    region.get_by_label("Made in").select_option("CN")
    region.get_by_role("button", name="Estimate").click()
    expect(region.locator(".ask")).to_be_visible()
    region.locator(".ask button").first.click()
    expect(region.locator(".receipt")).to_contain_text("$1,060.00")


def test_the_conversation_is_there_after_a_reload_and_in_another_language(shop: Shop) -> None:
    page = shop.page(shop.snippet('data-lang="en"'))
    dialog = opened(page)
    dialog.get_by_label("Your question").fill("remember me")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("log")).to_contain_text("You said: remember me")
    page.reload()
    dialog = opened(page)
    expect(dialog.get_by_role("log")).to_contain_text("You said: remember me")
    dialog.get_by_role("button", name="Español").click()
    expect(dialog.get_by_role("log")).to_contain_text("You said: remember me")
    expect(dialog.get_by_label("Su pregunta")).to_be_focused()
    dialog.get_by_role("button", name="Borrar y empezar de nuevo").click()
    expect(dialog.get_by_role("log")).not_to_contain_text("remember me")


def test_a_bad_key_is_told_to_the_owner_and_nothing_to_the_buyer(shop: Shop) -> None:
    elsewhere = shop.keys.add("Other", ["https://other.example"], state="active")
    page = shop.page(shop.snippet(key=elsewhere.key))
    page.wait_for_timeout(500)
    assert page.locator("import-desk").count() == 0
    assert any("is for https://other.example; this page is on http://localhost" in said for said in shop.said)


def test_a_server_that_is_away_blocks_nothing(shop: Shop) -> None:
    page = shop.page("<p>nothing</p>")
    page.route("**/widget/v1/*/**", lambda route: route.abort())
    shop._page = shop._page.replace("<p>nothing</p>", shop.snippet())
    page.reload()
    button = page.locator("import-desk").get_by_role("button")
    button.click()
    expect(page.locator("import-desk").get_by_role("status")).to_contain_text("cannot be reached now")
    assert faults(page) == []
    page.unroute("**/widget/v1/*/**")
    button.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_draft_survives_a_lost_connection(shop: Shop) -> None:
    page = shop.page(shop.snippet('data-lang="en"'))
    dialog = opened(page)
    page.route("**/widget/v1/*/chat", lambda route: route.abort())
    dialog.get_by_label("Your question").fill("a poncho")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("Your message is kept.")
    expect(dialog.get_by_label("Your question")).to_have_value("a poncho")
    assert faults(page) == []


def test_the_pinned_file_works_with_its_hash_and_placed_by_hand(shop: Shop) -> None:
    files = shop.files
    page = shop.page(
        f'<import-desk key="{shop.key.key}" mode="inline" lang="es"></import-desk>'
        f'<script src="{shop.site.url}/widget/{files.pinned}" integrity="{files.integrity}" crossorigin></script>'
    )
    region = page.get_by_role("region", name="Import Desk")
    region.get_by_label("Su pregunta").fill("hola")
    page.keyboard.press("Enter")
    expect(region.get_by_role("log")).to_contain_text("You said: hola")
    assert not any("panel." in asked for asked in shop.asked)
    assert shop.said == []


SHIFT = """new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 300);
})"""


def test_the_bubble_shifts_nothing(shop: Shop) -> None:
    page = shop.page(shop.snippet('data-lang="en"'))
    opened(page)
    assert page.evaluate(SHIFT) == 0


@pytest.mark.parametrize("mode", ["inline", "estimate"])
def test_a_widget_in_its_room_shifts_nothing(shop: Shop, mode: str) -> None:
    built = build({"key": shop.key.key, "mode": mode, "lang": "en"}, shop.site.url, shop.files)
    shop.styles = "'unsafe-inline'"
    page = shop.page(f"<style>{built.style}</style>{built.element}<p>Other pans</p>")
    expect(page.get_by_role("region", name="Import Desk")).to_be_visible()
    assert page.evaluate(SHIFT) == 0


def test_twice_the_size_still_fits(shop: Shop) -> None:
    page = shop.page(shop.snippet('data-lang="en"'))
    page.set_viewport_size({"width": 640, "height": 450})
    dialog = opened(page)
    box = dialog.bounding_box()
    assert box and box["y"] >= 0 and box["y"] + box["height"] <= 450
    expect(dialog.get_by_label("Your question")).to_be_in_viewport()
