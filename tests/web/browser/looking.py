"""What axe finds, and what a person would see at once and axe does not: words broken in two, options cut off."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe().axe_script
# Only what is wrong comes back: everything that is right takes long to hand over.
_RUN = """(only) => axe.run(document, {resultTypes: ["violations"], ...only}).then((found) => found.violations)"""

# Words up to 13 letters: longer ones may have to be broken in the narrowest column.
_BROKEN = r"""(host) => {
  const root = host ? document.querySelector(host).shadowRoot : document.body;
  const found = [], words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), range = new Range();
  while (words.nextNode()) {
    const node = words.currentNode, parent = node.parentElement;
    const set = ".hidden, .code, .raw, .path, .link, pre, script, textarea, svg";
    if (!parent.checkVisibility() || parent.closest(set)) continue;
    for (const word of node.data.matchAll(/(?<![\p{L}\d.,(\/_@-])\p{L}{2,13}(?![\p{L}\d\/_@-])/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const rows = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
      if (rows.size > 1) found.push(`${word[0]} in ${parent.outerHTML.slice(0, 120)}`);
    }
  }
  return found;
}"""

# The longest option, chosen: one that goes on in a second line must fit into its lines, another into its one line.
_CUT = r"""() => [...document.querySelectorAll("select")].filter((one) => one.checkVisibility()).flatMap((select) => {
  const longest = [...select.options].reduce((one, other) => (other.text.length > one.text.length ? other : one));
  const copy = select.cloneNode(true), wraps = getComputedStyle(select).appearance === "base-select";
  const open = "position: absolute; width: max-content; min-width: 0; max-width: none";
  copy.style.cssText = wraps ? `width: ${select.offsetWidth}px` : open;
  select.after(copy);
  copy.value = longest.value;
  const inside = Math.max(copy.scrollWidth - copy.clientWidth, copy.scrollHeight - copy.clientHeight);
  const over = wraps ? inside : copy.offsetWidth - select.offsetWidth;
  copy.remove();
  return over > 1 ? [`${select.name}: ${over} px, such as “${longest.text}”`] : [];
})"""


def broken_words(page: Page, host: str | None = None) -> list[Any]:
    """Words that stand on two lines without a hyphen, on the page or in the shadow root of an element of it."""
    return list(page.evaluate(_BROKEN, host))


def cut_options(page: Page) -> list[Any]:
    """Selects too narrow for one of their options."""
    return list(page.evaluate(_CUT))


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds: rule and places."""
    return _violations(page, {})


def pale(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds too pale once the page turns dark: nothing else of a page depends on that."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # no colour half way to the other
    return _violations(page, {"runOnly": ["color-contrast"]})


def _violations(page: Page, only: dict[str, Any]) -> list[tuple[str, list[str]]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found = page.evaluate(_RUN, only)
    return [(fault["id"], [str(node["html"])[:200] for node in fault["nodes"]]) for fault in found]
