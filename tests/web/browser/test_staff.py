"""The console in Chromium: every page and state, and the way from a question in the chat to its answer there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from argon2 import PasswordHasher
from playwright.sync_api import Browser, expect

from bot.release import publish as publishing
from knowledge.editorial import Editorial
from knowledge.editorial.drafting import open_draft, save
from knowledge.editorial.reviewing import approve, submit
from knowledge.editorial.store import now
from knowledge.library import active_release as using
from knowledge.library.articles import load_articles
from knowledge.review.questions import keep
from tests.bot.release.test_publish import MACHINERY
from tests.knowledge.editorial.conftest import article
from tests.web.browser.conftest import Site, keep_picture
from tests.web.browser.looking import broken_words, cut_options, faults, pale
from tests.web.browser.windows import SIZES, Windows
from tests.web.conftest import ParrotAssistant, Turn
from tests.web.staff.conftest import PASSWORD, PEOPLE
from web.staff.accounts import passwords
from web.staff.keys import EDITORIAL, STAFF
from web.staff.releases.publisher import PRESS, Press
from web.widget.routes import KEYS

LEAD = "A poncho pays the duty of clothes, by what it is made of and where it was made, as the estimate shows. " * 3
QUESTION = "does my alpaca poncho pay anything"


class Librarian(ParrotAssistant):
    """Answers what stands word for word among the training questions in use; keeps everything else for staff."""

    async def handle(self, conversation: str, text: str, lang: str | None, on: object = None) -> Turn:
        code = lang or "en"
        found = next((one for one in load_articles() if text in one.in_language(code).facts.asks), None)
        if found is None:
            keep(text, code, [], "unanswered")
        said = found.in_language(code).lead if found else "I do not know that yet."
        message = {"text": said, "buttons": [], "sources": []}
        self.said.setdefault(conversation, []).extend([{"by": "person", "text": text}, {"by": "desk", **message}])
        return Turn([message])


@dataclass
class Console:
    """A running desk with its store and the cookies of everybody who works there."""

    site: Site
    store: Editorial
    states: dict[str, Any]


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Console]:
    home, room = tmp_path_factory.mktemp("desk").resolve(), tmp_path_factory.mktemp("room")
    for slug in ("gifts", "samples", "books"):
        place = room / "articles" / slug
        place.mkdir(parents=True)
        for name, text in article(slug).items():
            (place / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMPORTDESK_HOME", str(home))
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        store = Editorial(home, room)
        using.hold(using.read_knowledge(room))
        with Site(Librarian(), lambda app: prepared(app, store)) as site:
            console = Console(site, store, {name: signed_in(chromium, site, name) for name in PEOPLE})
            yield console


def prepared(app: web.Application, store: Editorial) -> None:
    """Members, and something of everything that pages show."""
    app[EDITORIAL], app[PRESS] = store, Press(MACHINERY)
    for name, role in PEOPLE.items():
        app[STAFF].members.add(name, role, PASSWORD)
    app[KEYS].add("A shop", ["https://shop.example"], "me@shop.example")
    for text, lang, kind in (
        ("is my poncho a gift?", "en", "unanswered"),
        ("is my poncho really a gift?", "en", "unsure"),
        ("¿pago por un poncho de lana?", "es", "thumbed_down"),
    ):
        keep(text, lang, ["gifts"], kind, folder=store.folder)
    one = open_draft(store, "articles/gifts", "Ana")
    save(store, one.id, article("gifts", lead="Too short now."), "Ana", revision=1)  # 1: a draft with faults
    two = open_draft(store, "articles/samples", "Ana")
    save(store, two.id, article("samples", lead=f"Said anew. {LEAD}"), "Ana", revision=1)
    submit(store, two.id, "Ana", "clearer")  # 2: waits for review
    three = open_draft(store, "articles/books", "Ana")
    save(store, three.id, article("books", lead=f"Said anew. {LEAD}"), "Ana", revision=1)
    submit(store, three.id, "Ana")
    approve(store, three.id, "Rui", at=now() + timedelta(days=30))  # 3: waits for its day


def signed_in(chromium: Browser, site: Site, name: str) -> Any:
    """The cookies of a member."""
    context = chromium.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/staff/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs you")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="module")
def desks(chromium: Browser, console: Console) -> Iterator[Windows]:
    windows = Windows(chromium, console.site.url)
    yield windows
    windows.close()


@pytest.fixture
def come(desks: Windows, console: Console) -> Iterator[Any]:
    """Opens a page as a member (or nobody); afterwards no page may have logged an error or asked another host."""
    desks.troubles.clear()
    yield lambda name, *where, **options: desks.open(*where, storage_state=console.states.get(name), **options)
    desks.close_own()
    assert desks.troubles == []


@pytest.fixture
def look_in(come: Any, desks: Windows, console: Console) -> Any:
    """Looks at a page as a member, in a window that stays open."""
    return lambda name, *where, **options: desks.look(*where, storage_state=console.states[name], **options)


PAGES = [
    "/staff/",
    "/staff/?lang=es&kind=unsure",
    "/staff/questions/1",
    "/staff/articles",
    "/staff/articles?q=zebra",
    "/staff/articles/new",
    "/staff/articles/gifts/withdraw",
    "/staff/texts",
    "/staff/editions/1",
    "/staff/editions/2",
    "/staff/editions/3",
    "/staff/editions/1/edit",
    "/staff/editions/2/preview?shown=en",
    "/staff/editions/2/preview?shown=es&as=chat",
    "/staff/publishing",
    "/staff/law",
    "/staff/law/fees?on=2026-11-24",
    "/staff/law/301-china",
    "/staff/log",
    "/staff/keys",
    "/staff/people",
    "/staff/exchange",
    "/staff/account",
    "/staff/nothing",
    "/staff/editions/99",
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", ["en-US", "es-US"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_the_console_has_an_accessibility_fault(look_in: Any, path: str, locale: str, size: str) -> None:
    page = look_in("Mia", path, size, locale=locale, reduced_motion="reduce")
    keep_picture(page, f"{path} {locale[:2]} {size}")
    assert page.evaluate("document.documentElement.lang") in (locale[:2], "es" if "shown=es" in path else "en")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    assert broken_words(page) == [] and cut_options(page) == []
    assert pale(page) == []


@pytest.mark.parametrize("locale", ["en-US", "es-US"])
def test_on_a_phone_the_consoles_rooms_are_behind_one_button(come: Any, locale: str) -> None:
    page = come("Mia", "/staff/articles", "phone", locale=locale)
    assert page.locator(".bar").bounding_box()["height"] < 60, "one row"
    page.locator(".bar-menu").press("Enter")
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(8)
    expect(page.locator(".bar-side button")).to_be_visible()
    assert faults(page) == [] and pale(page) == []
    page.get_by_role("navigation").get_by_role("link").nth(1).press("Escape")
    expect(page.get_by_role("navigation")).to_be_hidden()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/staff/sign-in", "/staff/welcome/none"])
def test_neither_has_a_page_before_it(come: Any, path: str, size: str) -> None:
    page = come(None, path, size)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    assert pale(page) == []


def test_a_figure_of_law_goes_where_the_cursor_was(come: Any) -> None:
    page = come("Ana", "/staff/editions/1/edit")
    lead = page.locator('[name="en.lead"]')
    lead.fill("Worth  or less")
    lead.evaluate("(field) => { field.focus(); field.setSelectionRange(6, 6); }")
    page.get_by_text("Figures of law you can name").click()
    page.get_by_role("button", name="{threshold:gift}", exact=True).click()
    expect(lead).to_have_value("Worth {threshold:gift} or less")


def test_nobody_leaves_unsaved_words_behind_unasked(come: Any) -> None:
    page = come("Ana", "/staff/editions/1/edit")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator('[name="en.title"]').press_sequentially("x")
    page.evaluate("location.href = '/staff/'")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"] and page.url.endswith("/edit")


def test_from_a_question_in_the_chat_to_its_answer_there(come: Any, console: Console) -> None:
    """Everything that staff do here, they do without scripts."""
    ask(come, "I do not know that yet.")
    ana = come("Ana", "/staff/", java_script_enabled=False)
    ana.locator(".queue > li", has_text=QUESTION).get_by_role("link", name="Decide").click()
    ana.get_by_label("Title, as the question people ask").fill("What does a poncho pay?")
    ana.get_by_label("Address (optional)").fill("ponchos")
    ana.locator("form", has_text="Begin the article").get_by_label("Topic").select_option("gifts")
    ana.get_by_role("button", name="Begin the article").click()
    assert QUESTION in ana.locator('[name="en.asks"]').input_value()
    for lang in ("en", "es"):
        fields = {
            "title": f"What does a poncho pay? {lang}",
            "summary": "A poncho pays the duty of clothes of its stuff.",
            "lead": LEAD,
            "body": "## More\n\nText.",
            "asks": "\n".join([QUESTION] * (lang == "en") + [f"{lang} poncho ask {n}" for n in range(12)]),
            "checks": "\n".join(f"{lang} poncho check {n}" for n in range(4)),
        }
        for name, text in fields.items():
            ana.locator(f'[name="{lang}.{name}"]').fill(text)
    ana.get_by_label("Sources read on").fill("2026-10-09")
    ana.locator('[name="sources"]').fill("HTSUS chapter 61")
    ana.locator('[name="related"]').fill("gifts")
    ana.get_by_role("button", name="Save and go on").click()
    expect(ana.locator(".checks .is-good")).to_have_text("Pass")
    ana.get_by_role("button", name="Send to review").click()
    expect(ana.locator("main")).to_contain_text("You wrote in it, so you cannot")
    edition = ana.url.partition("?")[0]

    rui = come("Rui", edition, java_script_enabled=False)
    rui.get_by_role("button", name="Try it out").click()
    expect(rui.locator("main")).to_contain_text("This can be published")
    expect(rui.get_by_role("row", name=QUESTION)).to_contain_text("answers ponchos")
    rui.goto(edition)
    rui.get_by_label("by itself, at (Washington time)").check()
    rui.get_by_role("button", name="Approve").click()
    expect(rui.locator("main")).to_contain_text("It is published by itself on")
    ask(come, "I do not know that yet.")

    publishing.publish_due(now() + timedelta(days=2), store=console.store, machinery=MACHINERY)
    using.refresh()
    ask(come, "A poncho pays the duty of clothes")
    rui.goto("/staff/publishing")
    expect(rui.get_by_role("row", name=re.compile("scheduled by Rui"))).to_be_visible()


def ask(come: Any, answer: str) -> None:
    page = come(None, "/en/")
    page.locator("#chat-form textarea").fill(QUESTION)
    page.locator("#chat-form textarea").press("Enter")
    expect(page.get_by_role("log")).to_contain_text(answer)


def test_a_figure_is_completed_while_one_writes(come: Any) -> None:
    page = come("Ana", "/staff/editions/1/edit")
    lead = page.locator('[name="en.lead"]')
    lead.fill("")
    lead.press_sequentially("Worth {threshold:gi")
    expect(page.locator("#complete [role=option]").first).to_contain_text("{threshold:gift}")
    assert faults(page) == []
    lead.press("ArrowDown")
    lead.press("ArrowUp")
    lead.press("Enter")
    expect(lead).to_have_value("Worth {threshold:gift}")
    expect(page.get_by_role("listbox")).to_be_hidden()
    lead.press_sequentially(" or {fee:")
    lead.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert lead.input_value() == "Worth {threshold:gift} or {fee:"
