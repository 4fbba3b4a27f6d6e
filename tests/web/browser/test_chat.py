"""The chat in a browser: with scripts, without them, when the line is down, after a reload."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import keep_picture
from tests.web.browser.looking import broken_words, faults
from tests.web.browser.windows import SIZES


def say(page: Page, text: str) -> None:
    page.get_by_label("Your question").fill(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text(f"You said: {text}")


def test_a_message_is_answered_announced_and_deleted(open_page: Any) -> None:
    page = open_page("/en/")
    log = page.get_by_role("log")
    say(page, "hello <b>there</b>")
    assert page.url.endswith("/en/"), "nothing was reloaded"
    expect(log.locator("b")).to_have_count(0)
    expect(log.locator(".msg-person .msg-who").last).to_have_text("You")
    assert page.get_by_label("Your question").input_value() == ""
    assert page.evaluate("document.activeElement.id") == "ask"
    assert faults(page) == []

    page.get_by_role("button", name="Delete and start again").click()
    expect(page.get_by_role("status")).to_contain_text("The conversation was deleted.")
    expect(log).not_to_contain_text("hello")


def test_a_suggestion_is_sent_by_keyboard(open_page: Any) -> None:
    page = open_page("/en/")
    page.get_by_role("button", name="Is there still an $800 limit?").press("Enter")
    expect(page.get_by_role("log")).to_contain_text("You said: Is there still an $800 limit?")


def test_the_conversation_is_there_after_a_reload(open_page: Any) -> None:
    page = open_page("/en/")
    say(page, "remember me")
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("You said: remember me")


def test_a_draft_survives_a_lost_connection(open_page: Any) -> None:
    page = open_page("/en/")
    page.route("**/api/v1/chat", lambda route: route.abort())
    page.on("console", lambda said: None)
    page.get_by_label("Your question").fill("poncho from Bolivia")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your message is kept.")
    assert page.get_by_label("Your question").input_value() == "poncho from Bolivia"
    assert faults(page) == []
    page.unroute("**/api/v1/chat")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("You said: poncho from Bolivia")


def test_without_scripts_the_form_posts_and_the_page_shows_the_conversation(open_page: Any) -> None:
    page = open_page("/es/", java_script_enabled=False)
    page.get_by_label("Su pregunta").fill("hola")
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("log")).to_contain_text("You said: hola")
    page.get_by_label("Su pregunta").fill("otra vez")
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("log")).to_contain_text(re.compile("You said: hola.*You said: otra vez", re.S))
    page.get_by_role("button", name="Borrar y empezar de nuevo").click()
    expect(page.get_by_role("log")).not_to_contain_text("hola")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_an_estimate_card_is_a_receipt_with_a_way_to_its_page(
    open_page: Any, lang: str, size: str, scheme: str
) -> None:
    page = open_page(f"/{lang}/", size, color_scheme=scheme)
    page.locator("#ask").fill("price a pan")
    page.keyboard.press("Enter")
    receipt = page.get_by_role("log").locator(".receipt")
    expect(receipt.locator(".receipt-total strong")).to_contain_text("$")
    assert receipt.locator(".line").count() >= 3
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    receipt.locator(".line summary").first.press("Enter")
    expect(receipt.locator(".line-why").first).to_be_visible()
    assert faults(page) == [] and broken_words(page) == []
    keep_picture(page, f"site chat card {lang} {size} {scheme}")

    page.get_by_role("button", name="By post").click()
    expect(page.get_by_role("log").locator(".msg-person p").last).to_have_text("By post")

    receipt.get_by_role("link").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Steel frying pan")
    assert "what=steel+frying+pan&price=60.00&made=CN" in page.url


def test_the_card_is_the_same_without_scripts(open_page: Any) -> None:
    """Two renderers make it (a template and a script): they must agree in every word."""
    texts = []
    for scripts in (True, False):
        page = open_page("/en/", java_script_enabled=scripts)
        page.locator("#ask").fill("price a pan")
        page.get_by_role("button", name="Send").click()
        receipt = page.get_by_role("log").locator(".receipt")
        receipt.wait_for()
        texts.append(" ".join((receipt.text_content() or "").split()))
    assert texts[0].replace(" ", "") == texts[1].replace(" ", "")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_an_answer_is_rated_by_keyboard_and_the_choice_can_change(open_page: Any, lang: str) -> None:
    page = open_page(f"/{lang}/")
    page.locator("#ask").fill("price a pan")
    page.keyboard.press("Enter")
    rating = page.get_by_role("group", name={"en": "Was this helpful?", "es": "¿Le sirvió?"}[lang])
    yes, no = rating.get_by_role("button").first, rating.get_by_role("button").last
    no.press("Enter")
    expect(rating).to_contain_text({"en": "Thank you.", "es": "Gracias."}[lang])
    expect(no).to_have_attribute("aria-pressed", "true")
    yes.press("Enter")
    expect(yes).to_have_attribute("aria-pressed", "true")
    expect(no).to_have_attribute("aria-pressed", "false")
    assert faults(page) == []


def test_a_rating_that_is_lost_says_so(open_page: Any) -> None:
    page = open_page("/en/", "phone")
    page.locator("#ask").fill("price a pan")
    page.keyboard.press("Enter")
    page.route("**/feedback", lambda route: route.abort())
    page.get_by_role("group", name="Was this helpful?").get_by_role("button", name="Yes").click()
    expect(page.get_by_role("log")).to_contain_text("That did not reach us.")
