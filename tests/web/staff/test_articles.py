"""Texts in the console: writing, previewing, comparing, handing in, approving by somebody else, two people at once."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from knowledge.editorial import Editorial
from knowledge.editorial.editions import edition, editions
from tests.web.staff.conftest import Person

Fields = dict[str, str]


def fields_in(text: str) -> Fields:
    """The editor's fields as a browser would send them back."""
    found = {
        name: html.unescape(value)[1:]
        for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', text, re.S)
    }
    for tag in re.findall(r"<input[^>]*>", text):
        name, value = re.search(r' name="([^"]+)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and value and 'type="hidden"' not in tag:
            found[name[1]] = html.unescape(value[1])
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    revision = re.search(r'name="revision" value="(\d+)"', text)
    return found | ({"revision": revision[1]} if revision else {})


async def opened(person: Person, document: str = "articles/gifts", **more: str) -> str:
    """Open the draft of a text; gives the editor's path."""
    answer = await person.send("/staff/edit", document=document, **more)
    return answer.headers["Location"]


async def saved(person: Person, path: str, status: int = 303, **changed: str) -> Any:
    """Change fields in the editor and save."""
    fields = fields_in(await person.page(path))
    return await person.send(path, status, **{**fields, **{name.replace("_", "."): v for name, v in changed.items()}})


async def test_a_draft_sent_back_as_it_was_changes_nothing(ana: Person, store: Editorial) -> None:
    path = await opened(ana)
    await saved(ana, path)
    (one,) = editions(store)
    assert one.files == one.base_files and one.revision == 1


async def test_every_state_of_an_edition_says_what_to_do_next(ana: Person, store: Editorial) -> None:
    path = (await opened(ana)).removesuffix("/edit")
    page = await ana.page(path)
    assert "Next: press Edit and write" in page and "Send to review" not in page, "nothing is changed yet"
    await saved(ana, f"{path}/edit", **{"en.summary": "A sentence that was not there."})
    page = await ana.page(path)
    assert "send it to review" in page and "Send to review" in page
    await ana.send(f"{path}/discard", why="no")
    assert "To begin again, press Edit under Articles." in await ana.page(path)


async def test_what_is_written_is_seen_by_nobody_else_yet(ana: Person, store: Editorial) -> None:
    path = await opened(ana)
    await saved(ana, path, en_title="Gifts, said anew")
    assert "Gifts, said anew" in await ana.page("/staff/editions/1")
    assert "Gifts, said anew" not in await ana.page("/en/guides/gifts")
    assert "Gifts, said anew" in await ana.page("/staff/editions/1/preview?shown=en")
    assert store.in_use("articles/gifts") == edition(store, 1).base_files


async def test_the_preview_is_the_sites_page_and_the_chats_words(ana: Person) -> None:
    path = await opened(ana)
    lead = (
        "Worth {threshold:gift} or less it is **free**. [More](/guides/samples). " + "This is said in some words. " * 6
    )
    await saved(ana, path, en_lead=lead)
    page = await ana.page("/staff/editions/1/preview?shown=en")
    assert "Worth $100 or less it is <strong>free</strong>" in page
    assert 'href="/en/guides/samples"' in page and 'class="answer' in page
    chat = await ana.page("/staff/editions/1/preview?shown=en&as=chat")
    assert "Worth $100 or less it is <strong>free</strong>" in chat and 'class="msg msg-desk"' in chat
    assert "19 CFR 10.152" in chat


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "![x](https://elsewhere.example/x.png)",
        "</textarea><script>alert(1)</script>",
        '"><svg onload=alert(1)>',
    ],
)
async def test_no_script_in_a_text_reaches_a_browser(ana: Person, rui: Person, evil: str) -> None:
    path = await opened(ana)
    text = f"{evil} " + "and some words around it that are harmless. " * 6
    await saved(
        ana, path, en_lead=text, en_title=f"Title {evil}", en_body=f"## More\n{text}", en_asks=evil, sources=evil
    )
    for where in (path, "/staff/editions/1", "/staff/articles", "/staff/"):
        _harmless(await rui.page(where))
    for where in ("shown=en", "shown=en&as=chat"):
        answer = await rui.client.get(f"/staff/editions/1/preview?{where}")
        assert answer.status in (200, 409)
        _harmless(await answer.text())


def _harmless(page: str) -> None:
    tags = re.findall(r"<[a-zA-Z][^>]*>", re.sub(r"<textarea.*?</textarea>", "", page, flags=re.S))
    for tag in tags:
        assert not re.search(r"\son\w+\s*=", re.sub(r'"[^"]*"', '""', tag)), tag
        assert "javascript:" not in re.sub(r'(?:value|content)="[^"]*"', "", tag), tag
        assert not tag.startswith("<img"), tag
        if tag.startswith("<script"):
            assert 'src="/static/' in tag or 'type="application/json"' in tag, tag
    assert page.count("</textarea>") == page.count("<textarea")


async def test_a_text_with_faults_is_not_handed_in(ana: Person, store: Editorial) -> None:
    path = await opened(ana)
    await saved(ana, path, en_lead="Too short.", related="not-there")
    page = await ana.page("/staff/editions/1")
    assert "the lead has 2 words" in page and "not-there" in page
    answer = await ana.send("/staff/editions/1/submit", 409)
    assert "the lead has 2 words" in await answer.text()
    assert edition(store, 1).state == "draft"


async def test_the_author_cannot_approve_and_an_author_never_can(
    ana: Person, rui: Person, mia: Person, store: Editorial
) -> None:
    path = await opened(rui)
    await saved(rui, path, en_title="Gifts, said anew")
    await rui.send("/staff/editions/1/submit", why="clearer")
    await ana.send("/staff/editions/1/approve", 403)
    assert "must approve it" in await (await rui.send("/staff/editions/1/approve", 409)).text()
    assert edition(store, 1).state == "review"
    await mia.send("/staff/editions/1/approve", why="good")
    assert edition(store, 1).approver == "Mia"


async def test_an_edition_goes_back_with_a_reason(ana: Person, rui: Person, store: Editorial) -> None:
    path = await opened(ana)
    await saved(ana, path, en_title="Gifts, said anew")
    await ana.send("/staff/editions/1/submit")
    await rui.send("/staff/editions/1/send-back", 409)
    await rui.send("/staff/editions/1/send-back", why="say it shorter")
    assert "say it shorter" in await ana.page("/staff/editions/1")
    assert edition(store, 1).state == "draft"


async def test_a_day_can_be_set_by_washingtons_clock(ana: Person, rui: Person, store: Editorial) -> None:
    path = await opened(ana)
    await saved(ana, path, en_title="Gifts, said anew")
    await ana.send("/staff/editions/1/submit")
    await rui.send("/staff/editions/1/approve", 409, when="at", at="soon")
    await rui.send("/staff/editions/1/approve", 409, when="at", at="2020-01-01T00:01")
    await rui.send("/staff/editions/1/approve", when="at", at="2030-07-01T00:01")
    at = edition(store, 1).publish_at
    assert at is not None and at.isoformat() == "2030-07-01T04:01:00+00:00"
    assert "Jul 1, 2030" in await ana.page("/staff/")


async def test_two_people_who_edit_are_told_and_nothing_is_lost(ana: Person, rui: Person, store: Editorial) -> None:
    path = await opened(ana)
    before = fields_in(await ana.page(path))
    assert "is writing in this text" in await rui.page(path)
    assert "being edited by Ana" in await (await rui.send("/staff/edit", 409, document="articles/gifts")).text()
    await opened(rui, take_over="yes")
    await saved(rui, path, en_title="Rui's title")
    mine = {**before, "en.title": "Ana's title"}
    answer = await ana.send(path, 409, **mine)
    page = await answer.text()
    assert "Rui saved another text" in page
    told = fields_in(page)
    assert told["en.title"] == "Ana's title", "her words are still in the form"
    assert "Rui" in page and edition(store, 1).files["en.md"].count("Rui's title") == 1
    await ana.send("/staff/edit", 303, document="articles/gifts", take_over="yes")
    await ana.send(path, 303, **told)
    assert "Ana's title" in edition(store, 1).files["en.md"]


async def test_an_outdated_edition_says_so(ana: Person, store: Editorial) -> None:
    path = await opened(ana)
    await saved(ana, path, en_title="Gifts, said anew")
    file = store.room / "articles" / "gifts" / "en.md"
    file.write_text(file.read_text(encoding="utf-8").replace("About gifts", "On gifts"), encoding="utf-8")
    assert "changed meanwhile" in await ana.page("/staff/editions/1")
    await ana.send("/staff/editions/1/renew")
    assert "changed meanwhile" not in await ana.page("/staff/editions/1")


async def test_a_language_left_behind_is_named(ana: Person) -> None:
    path = await opened(ana)
    await saved(ana, path, en_title="Gifts, said anew")
    assert "The text in Español has not changed" in await ana.page("/staff/editions/1")
    await saved(ana, path, es_title="Regalos, dicho de nuevo")
    assert "has not changed" not in await ana.page("/staff/editions/1")


async def test_a_new_article_begins_with_its_title(ana: Person, store: Editorial) -> None:
    answer = await ana.send("/staff/articles/new", title="What is a 'poncho' tax?", topic="gifts", slug="")
    one = edition(store, 1)
    assert one.document == "articles/what-is-a-poncho-tax"
    assert fields_in(await ana.page(answer.headers["Location"]))["es.title"] == "What is a 'poncho' tax?"
    again = await ana.send("/staff/articles/new", 409, title="About", topic="gifts", slug="gifts")
    assert "already" in await again.text()


@pytest.mark.parametrize("document", ["articles/../../etc", "../x", "articles/a/b", "x.md", "", "articles/"])
async def test_no_name_leads_out_of_the_knowledge(ana: Person, store: Editorial, document: str) -> None:
    await ana.send("/staff/edit", 409, document=document)
    assert editions(store) == []


async def test_no_file_name_leads_out_of_the_knowledge(ana: Person, store: Editorial) -> None:
    path = await opened(ana, "intercepts")
    fields = fields_in(await ana.page(path))
    await ana.send(path, 409, **fields, **{"file.../../x.md": "x"})
    await ana.send(path, 303, **{**fields, "file.en.csv": "id,term,question,then\nTI-001,parts,Of what?,\n"})
    assert edition(store, 1).files["en.csv"].splitlines()[1] == "TI-001,parts,Of what?,"


async def test_an_edition_that_is_not_there_is_told(ana: Person) -> None:
    for path in ("/staff/editions/99", "/staff/editions/99/edit", "/staff/editions/99/preview"):
        assert "no edition 99" in await ana.page(path, 409)


async def test_articles_are_found_by_their_words(ana: Person) -> None:
    page = await ana.page("/staff/articles?q=SAMPLES")
    assert "About samples in en" in page and "About gifts in en" not in page


async def test_faults_and_refusals_are_spanish_on_the_spanish_console(ana: Person) -> None:
    path = await opened(ana)
    await saved(ana, path, en_lead="Too short.", related="not-there")
    await ana.send("/staff/account/language", page="/staff/account", lang="es")
    page = await ana.page("/staff/editions/1")
    assert "la entrada tiene 2 palabras" in page and "the lead has" not in page
    refused = await (await ana.send("/staff/editions/1/submit", 409)).text()
    assert "en.md: la entrada tiene 2 palabras" in refused and "the lead has" not in refused
    unknown = await (await ana.send("/staff/editions/99/submit", 409)).text()
    assert "no hay una edición 99" in unknown and "there is no" not in unknown
