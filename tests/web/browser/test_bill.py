"""The bill checker in a browser: filled in without scripts, the check without a fault on any size, printed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.looking import faults, pale
from tests.web.browser.windows import SIZES

BILL = {
    "carrier": "UPS", "charge": "Duty", "amount": "79.20", "charge-2": "MPF", "amount-2": "2.77",
    "charge-3": "Entry Preparation Fee", "amount-3": "10", "price": "450",
    "on": "2026-11-24",
}  # fmt: skip


def checked(
    open_page: Any,
    lang: str,
    size: str = "desktop",
    what: str = "leather handbag",
    duty: str = BILL["amount"],
    **options: Any,
) -> Page:
    page: Page = open_page(f"/{lang}/bill", size, **options)
    for name, value in {**BILL, "what": what, "amount": duty}.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#made").select_option("IT")
    page.locator("#amount-3").press("Enter")  # the first button of the form is the one that checks
    expect(page.locator(".bill-lines")).to_be_visible()
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_checked_bill_has_no_accessibility_fault(open_page: Any, lang: str, size: str) -> None:
    page = checked(open_page, lang, size)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    assert page.locator("textarea").evaluate_all("fields => fields.every((field) => field.readOnly)")
    assert pale(page) == []


def test_a_bill_is_checked_refined_and_changed_without_scripts(open_page: Any) -> None:
    page = checked(open_page, "en", what="handbag", duty="60", java_script_enabled=False)
    expect(page.locator(".bill-lines tbody tr").first).to_contain_text("Cannot tell")
    page.locator(".ask button", has_text="Leather handbags").click()
    expect(page.locator(".bill-lines tbody tr").first).to_contain_text("We get $45.00")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_label("Who sent it")).to_have_value("UPS")
    page.get_by_role("button", name="More lines").click()
    expect(page.get_by_label("Charge")).to_have_count(7)


def test_the_letter_is_copied(open_page: Any) -> None:
    page = checked(open_page, "en", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the letter").click()
    expect(page.locator("#copy-status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("I dispute charges")


def test_a_printed_check_shows_lines_and_steps_alone(open_page: Any) -> None:
    page = checked(open_page, "en")
    page.emulate_media(media="print")
    assert page.locator(".bill-lines").is_visible() and page.locator(".steps").is_visible()
    assert (
        page.locator(".bar").is_hidden() and page.locator("textarea").is_hidden() and page.locator(".ask").is_hidden()
    )
