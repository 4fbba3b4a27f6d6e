"""The console by keyboard alone: focus is always seen and never lost, controls have names, the work can be done."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from knowledge.editorial.drafting import close
from tests.web.browser.test_staff import LEAD, PAGES, Console, come, console
from tests.web.browser.windows import SIZES
from tests.web.staff.conftest import PASSWORD

__all__ = ["come", "console"]

# What is focused: whether a person sees it, a ring around it, and nothing over it.
_FOCUSED = r"""() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const within = (value, most) => Math.max(0, Math.min(most - 1, value));
  const above = document.elementFromPoint(
    within(box.left + box.width / 2, innerWidth), within(box.top + Math.min(box.height / 2, 20), innerHeight));
  const faults = [];
  if (style.outlineStyle === "none" || !parseFloat(style.outlineWidth)) faults.push("no ring");
  if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) faults.push("hidden");
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push("out of view");
  if (!above || !(one.contains(above) || above.contains(one))) faults.push("covered");
  if (!window.walked) window.walked = new Set();
  const again = window.walked.has(one);
  window.walked.add(one);
  return { faults, again, said: one.outerHTML.slice(0, 120) };
}"""
# What Tab must come to; of a group of radio buttons it comes to one.
_REACHABLE = r"""() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0)
  .filter((one) => one.type !== "radio" || one.checked)
  .filter((one) => !window.walked?.has(one)).map((one) => one.outerHTML.slice(0, 120))"""
_MOST = 600
_CONTROLS = {
    "button",
    "link",
    "textbox",
    "combobox",
    "checkbox",
    "radio",
    "searchbox",
    "spinbutton",
    "Date",
    "DateTime",
}


def walk(page: Page) -> list[str]:
    """Tab through a page once; what is wrong with the focus on the way."""
    found = []
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is None:
            return found
        found += [f"{fault}: {focused['said']}" for fault in focused["faults"]]
    return [*found, "the end of the page is never reached"]


def nameless(page: Page) -> list[str]:
    """Controls of the accessibility tree without a name."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    shown = [node for node in nodes if not node.get("ignored") and node["role"]["value"] in _CONTROLS]
    assert shown
    return [str(node["role"]["value"]) for node in shown if not node.get("name", {}).get("value", "").strip()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_the_focus_is_always_seen_and_never_lost(come: Any, path: str, size: str) -> None:
    page = come("Mia", path, size, locale="es-US", reduced_motion="reduce")
    assert walk(page) == []
    assert page.evaluate(_REACHABLE) == []
    assert nameless(page) == []


def go(page: Page, wanted: Locator) -> None:
    """Tab to a control."""
    expect(wanted).to_be_visible()
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        assert focused is None or focused["faults"] == [], focused
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def press(page: Page, name: str, role: Any = "button") -> None:
    """Tab to a control and press it, which leads to another page."""
    go(page, page.get_by_role(role, name=name).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, field: Locator, text: str) -> None:
    """Tab to a field and write in it, over what stands there."""
    go(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    expect(field).to_have_value(text)


@pytest.mark.parametrize(
    ("size", "question", "article"),
    [("desktop", "is my poncho a gift?", "gifts"), ("phone", "¿pago por un poncho de lana?", "books")],
)
def test_from_the_door_to_an_edition_in_review(
    come: Any, console: Console, size: str, question: str, article: str
) -> None:
    """Signing in, the queue, a question made a training question, writing, preview, trying out, handing in."""
    close(console.store, 1, "Ana")  # whose draft of the gifts it is
    page = come(None, "/staff/", size)
    write(page, page.get_by_label("Name"), "Rui")
    write(page, page.get_by_label("Password"), PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs you")

    press(page, f"Decide {question}", "link")
    which = page.get_by_label("Which article")
    go(page, which)
    page.keyboard.type(f"About {article}")
    expect(which).to_have_value(article)
    as_checks = page.get_by_label("keep them as check questions")
    go(page, as_checks)
    page.keyboard.press("Space")
    expect(as_checks).to_be_checked()
    page.keyboard.press("Space")
    expect(as_checks).not_to_be_checked()
    press(page, "Add the questions")
    edition = page.url.partition("?")[0]

    press(page, "Edit")
    for lang in ("en", "es"):
        write(page, page.locator(f'[name="{lang}.lead"]'), f"{LEAD} {{fee:")
        expect(page.get_by_role("listbox")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        for _ in range(len(" {fee:")):
            page.keyboard.press("Backspace")
    figures = page.locator("#figures > summary")
    go(page, figures)
    page.keyboard.press("Space")
    expect(page.locator("#figures li").first).to_be_visible()
    press(page, "Preview")
    expect(page.locator("main")).to_contain_text(LEAD.strip())
    press(page, "Back to the edition", "link")
    expect(page.locator(".checks .is-good")).to_be_visible()
    press(page, "Try it out")
    expect(page.locator("main")).to_contain_text("This can be published")

    page.goto(edition)
    press(page, "Send to review")
    expect(page.locator("main")).to_contain_text("You wrote in it, so you cannot")
