"""Draws the pictures that other sites show beside a shared link: `python -m web.site.share_pictures`.

They are committed as `web/static/share.<language>.png`; run it again when the name, the words or the colours change.
Needs the tests' environment (Playwright) and Chromium.
"""

from __future__ import annotations

from html import escape

from playwright.sync_api import sync_playwright

from knowledge.wording import translate as words
from knowledge.wording.languages import languages
from tariff_data.core.messages import Message
from web.http.static_files import STATIC

WIDTH, HEIGHT = 1200, 630
CHROMIUM = "/usr/bin/chromium"
_MARK = "M4 9.5 12 4l8 5.5V20l-2-1.3-2 1.3-2-1.3-2 1.3-2-1.3-2 1.3-2-1.3L4 20zM8.5 11.5h7M8.5 14.8h4.5"
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 80px 88px; display: grid;
  grid-template-rows: auto 1fr auto; background: #6b2a5f; color: #fff; font: 500 30px/1.4 "DejaVu Sans", sans-serif; }}
p {{ margin: 0; display: flex; align-items: center; gap: 20px; font-weight: 700; font-size: 40px; }}
svg {{ width: 72px; height: 72px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round;
  stroke-linejoin: round; }}
h1 {{ margin: 0; align-self: center; font-size: 76px; line-height: 1.15; max-width: 15em; text-wrap: balance; }}
small {{ font-size: 28px; opacity: .85; }}
</style><p><svg viewBox="0 0 24 24"><path d="{mark}"/></svg>{name}</p><h1>{heading}</h1><small>{independent}</small>"""


def draw() -> None:
    """A picture for each language."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for lang in languages():
            page.set_content(_page(lang))
            page.screenshot(path=str(STATIC / f"share.{lang}.png"))
        browser.close()


def _page(lang: str) -> str:
    def t(key: str) -> str:
        return escape(words.say(Message(f"site.{key}"), lang))

    return _PAGE.format(mark=_MARK, name=t("name"), heading=t("home.heading"), independent=t("share.independent"))


if __name__ == "__main__":
    draw()
