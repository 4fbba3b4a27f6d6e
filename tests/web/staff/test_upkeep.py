"""Law data, site keys, people, accounts, the record of what was done, and the whole knowledge base out and in."""

from __future__ import annotations

import html
import io
import re
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from aiohttp import FormData

from knowledge.editorial import Editorial, history
from knowledge.editorial.documents import documents_below
from knowledge.editorial.editions import editions
from tariff_data.law_records.record import Record
from tariff_data.law_review.subjects import subject, subjects
from tests.web.staff.conftest import PASSWORD, Person, csrf
from web.staff.accounts import one_time
from web.staff.accounts.law_checks import LawChecks
from web.staff.accounts.roles import Role
from web.staff.exchange import packed
from web.staff.keys import STAFF
from web.widget.keys import SiteKeys
from web.widget.routes import KEYS


def test_every_subject_of_the_law_has_its_records() -> None:
    assert [one.id for one in subjects() if not one.records] == []
    assert all(isinstance(placed.record, Record) for one in subjects() for placed in one.records)


async def test_law_is_read_by_subject_and_confirmed_by_name(
    app: Any, ana: Person, rui: Person, store: Editorial
) -> None:
    assert "Government fees" in await ana.page("/staff/law")
    page = await ana.page("/staff/law/fees?on=2026-11-24")
    assert "mpf_formal" in page and "19 USC 58c" in page
    assert len(re.findall(r"<th role=\"rowheader\"", page)) < len(
        re.findall("rowheader", await ana.page("/staff/law/fees"))
    )
    assert "There is nothing here" in await ana.page("/staff/law/nothing", 404)
    assert "There is nothing here" in await ana.page("/staff/nothing", 404)
    fees = subject("fees")
    assert fees
    await ana.send("/staff/law/fees", 403, why="read", fingerprint=fees.fingerprint)
    await rui.send("/staff/law/fees", 409, why="read", fingerprint="old")
    await rui.send("/staff/law/fees", 409, why="", fingerprint=fees.fingerprint)
    await rui.send("/staff/law/fees", why="19 CFR 24.23 as of today", fingerprint=fees.fingerprint)
    assert "Rui" in await ana.page("/staff/law") and "19 CFR 24.23 as of today" in await ana.page("/staff/law/fees")
    assert history.actions(store)[0].details["subject"] == "fees"
    checks: LawChecks = app[STAFF].law_checks
    checks.confirm("fees", "other", "Rui", "before")
    assert "changed since" in await ana.page("/staff/law"), "what was confirmed is no longer what is there"


async def test_a_shops_key_is_approved_and_taken_back(app: Any, rui: Person, mia: Person, store: Editorial) -> None:
    keys: SiteKeys = app[KEYS]
    asked = keys.add("Shop <b>", ["https://shop.example"], "me@shop.example")
    page = await mia.page("/staff/keys")
    assert "Shop &lt;b&gt;" in page and asked.key in page
    assert '<a href="https://shop.example" rel="noopener noreferrer">' in page, "its page is looked at before"
    await rui.send("/staff/keys/decide", 403, key=asked.key, state="active")
    await mia.send("/staff/keys/decide", key=asked.key, state="active")
    assert (found := keys.find(asked.key)) and found.state == "active"
    await mia.send("/staff/keys/decide", key=asked.key, state="revoked")
    assert (found := keys.find(asked.key)) and found.state == "revoked"
    for wrong in ({"key": "dk_nothing", "state": "active"}, {"key": asked.key, "state": "pending"}):
        await mia.send("/staff/keys/decide", 409, **wrong)
    said = [action.what for action in history.actions(store)]
    assert said[:2] == ["site key taken back", "site key approved"]


async def test_a_key_is_made_for_addresses_only(app: Any, mia: Person) -> None:
    bad = await mia.send("/staff/keys", 400, name="Shop", origins="http://shop.example\nhttps://other.example")
    assert "that begin with https://" in await bad.text() and "other.example" in await bad.text(), (
        "nothing typed is lost"
    )
    await mia.send("/staff/account/language", lang="es")
    bad = await mia.send("/staff/keys", 400, name="Shop", origins="http://shop.example")
    assert "direcciones que empiecen con https://" in await bad.text()
    await mia.send("/staff/keys", name="Shop", origins="https://shop.example\r\nhttps://www.shop.example")
    (made,) = [key for key in app[KEYS].all() if key.name == "Shop" and len(key.origins) == 2]
    assert made.state == "active"


async def test_people_are_added_by_a_link_and_lose_access_at_once(app: Any, mia: Person, nobody: Person) -> None:
    page = await (await mia.send("/staff/people", 200, name="Leo", role="reviewer")).text()
    link = re.search(r"/staff/welcome/[\w-]+", page)
    assert link
    assert link[0] not in await mia.page("/staff/people"), "shown once"
    await nobody.send(link[0], 303, link[0], password=PASSWORD, again=PASSWORD)
    assert (await nobody.sign_in("Leo")).status == 303
    assert "Publishing" in await nobody.page("/staff/")
    await mia.send("/staff/people/change", name="Leo", do="role", role="author")
    await nobody.page("/staff/log", 403)
    await mia.send("/staff/people/change", name="Leo", do="close")
    assert (await nobody.client.get("/staff/", allow_redirects=False)).status == 303
    for fields, said in (
        ({"name": "Leo", "role": "author"}, "already"),
        ({"name": " ", "role": "author"}, "1 to 60"),
    ):
        assert said in await (await mia.send("/staff/people", 400, **fields)).text()
    last = await mia.send("/staff/people/change", 400, name="Mia", do="close")
    assert "no administrator would be left" in await last.text()


async def test_one_changes_ones_password_with_the_old_one(app: Any, ana: Person) -> None:
    new = "nine yellow lanterns"
    for fields in (
        {"password": "wrong", "new": new, "again": new},
        {"password": PASSWORD, "new": new, "again": "x"},
        {"password": PASSWORD, "new": "short", "again": "short"},
    ):
        await ana.send("/staff/account/password", 400, **fields)
    await ana.send("/staff/account/password", password=PASSWORD, new=new, again=new)
    assert (await ana.client.get("/staff/", allow_redirects=False)).status == 303, "every session has ended"
    assert (await ana.sign_in("Ana")).status == 401
    assert (await ana.sign_in("Ana", new)).status == 303


async def test_an_app_is_linked_by_its_first_code(app: Any, ana: Person) -> None:
    page = await ana.page("/staff/account")
    secret = re.search(r'name="secret" value="([A-Z2-7]{32})"', page)
    assert secret
    code = one_time.code(secret[1], int(time.time()) // 30)
    await ana.send("/staff/account/app", 400, secret=secret[1], code="000000", password=PASSWORD)
    await ana.send("/staff/account/app", 400, secret=secret[1], code=code, password="wrong")
    await ana.send("/staff/account/app", secret=secret[1], code=code, password=PASSWORD)
    assert app[STAFF].members.find("Ana").app
    assert secret[1] not in await ana.page("/staff/account")
    await ana.send("/staff/account/app", do="unlink", password=PASSWORD)
    assert not app[STAFF].members.find("Ana").app


async def test_the_console_speaks_the_members_language(ana: Person) -> None:
    await ana.send("/staff/account/language", lang="es")
    page = await ana.page("/staff/")
    assert '<html lang="es">' in page and "Lo que le espera" in page
    await ana.send("/staff/account/language", lang="../x")
    assert '<html lang="en">' in await ana.page("/staff/")


async def test_the_record_is_searched_and_paged(rui: Person, store: Editorial) -> None:
    for number in range(120):
        history.note(store, "Leo", "checked law", why=f"reason {number}", subject="<i>fees</i>")
    page = await rui.page("/staff/log")
    assert "reason 119" in page and "reason 5<" not in page and "&lt;i&gt;fees" in page
    assert "reason 5<" in await rui.page("/staff/log?page=2")
    assert "reason 77" in await rui.page("/staff/log?q=REASON+77") and "reason 78" not in await rui.page(
        "/staff/log?q=reason+77"
    )
    assert "Nothing with these words" in await rui.page("/staff/log?q=zebra")


async def upload(person: Person, body: bytes, status: int) -> str:
    form = FormData()
    form.add_field("csrf", csrf(await person.page("/staff/exchange")))
    form.add_field("why", "from git")
    form.add_field("file", body, filename="knowledge.zip", content_type="application/zip")
    answer = await person.client.post("/staff/exchange", data=form, allow_redirects=False)
    text = await answer.text()
    assert answer.status == status, text[:2000]
    return html.unescape(text)


def zipped(files: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


async def test_the_knowledge_goes_out_and_comes_back_without_a_difference(
    mia: Person, store: Editorial, tmp_path: Path
) -> None:
    body = await (await mia.client.get("/staff/exchange/knowledge.zip")).read()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        archive.extractall(tmp_path / "out")
    assert documents_below(tmp_path / "out") == documents_below(store.room)
    assert body == packed(store), "the same texts make the same file"
    assert "0 texts differ" in await upload(mia, body, 200)
    assert editions(store) == []


async def test_what_differs_becomes_a_draft(mia: Person, store: Editorial) -> None:
    text = (store.room / "articles" / "gifts" / "en.md").read_text(encoding="utf-8").replace("About gifts", "On gifts")
    page = await upload(mia, zipped({"knowledge/articles/gifts/en.md": text}), 200)
    assert "1 text differs" in page and "articles/samples" in page
    (one,) = editions(store)
    assert one.state == "draft" and one.authors == ("Mia",) and "On gifts" in one.files["en.md"]


@pytest.mark.parametrize(
    "body",
    [
        b"no zip",
        zipped({"../../evil.md": "x"}),
        zipped({"articles/../../x/en.md": "x"}),
        zipped({"/etc/articles/x/en.md": "x"}),
        zipped({"articles/gifts/run.sh": "x"}),
        zipped({"articles/gifts/en.md": b"\xff\xfe"}),
        zipped({}),
    ],
)
async def test_a_file_that_is_no_knowledge_base_is_refused(mia: Person, store: Editorial, body: bytes) -> None:
    await upload(mia, body, 409)
    assert editions(store) == []


async def test_only_an_administrator_sees_these_rooms(ana: Person, rui: Person) -> None:
    for person in (ana, rui):
        for path in ("/staff/keys", "/staff/people", "/staff/exchange", "/staff/exchange/knowledge.zip"):
            await person.page(path, 403)
    await ana.page("/staff/log", 403)
    assert Role.AUTHOR.may(Role.AUTHOR) and not Role.AUTHOR.may(Role.REVIEWER)


async def test_the_record_speaks_the_readers_language(mia: Person, store: Editorial) -> None:
    history.note(store, "command line", "role changed", member="Ana", role="reviewer")
    await mia.send("/staff/account/language", lang="es")
    page = await mia.page("/staff/log")
    assert "línea de comandos" in page and "miembro: Ana; función: Revisor" in page
    assert "dirección: 127.0.0.1" in page and "address" not in page


async def test_a_text_is_called_by_its_title_and_says_how_it_changes(ana: Person, store: Editorial) -> None:
    place = store.base() / "pages" / "privacy"
    place.mkdir(parents=True, exist_ok=True)
    (place / "en.md").write_text(
        "---\ntitle: How we handle your words\nsummary: We keep little.\n---\nText.\n", "utf-8"
    )
    page = await ana.page("/staff/texts")
    assert "How we handle your words" in page and "Page “privacy”" not in page
    assert "Changed by withdrawing an article or bringing it back." in page
