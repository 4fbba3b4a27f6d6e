"""Who comes in: no page without a member, no form without its token, no session that was not made at sign-in."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from aiohttp import web

from knowledge.editorial import Editorial, history
from tests.web.staff.conftest import PASSWORD, PEOPLE, Person
from web.http.security import is_public
from web.staff.accounts import one_time, passwords
from web.staff.accounts.attempts import FREE
from web.staff.accounts.members import BadMember
from web.staff.accounts.passwords import WeakPassword
from web.staff.accounts.roles import Role, role_of
from web.staff.entering import PER_CLIENT
from web.staff.keys import STAFF


def console(app: Any) -> web.Application:
    """The console's own routes."""
    return next(
        resource._app
        for resource in app.router.resources()
        if resource.canonical == "/staff" and hasattr(resource, "_app")
    )


def paths(app: Any) -> list[tuple[str, str, Role | None]]:
    """Every route: method, a path that fits it, role."""
    found = []
    for route in console(app).router.routes():
        assert route.resource is not None
        path = re.sub(r"{[^}]*}", "1", route.resource.canonical)
        if not is_public(route.handler) and route.method != "HEAD":
            found.append((route.method, path, role_of(route.handler)))
    return found


async def test_every_route_says_who_may_call_it(app: Any) -> None:
    assert len(paths(app)) >= 2
    assert [path for _, path, role in paths(app) if role is None] == []


async def test_nobody_comes_in_without_signing_in(app: Any, nobody: Person) -> None:
    for method, path, _role in paths(app):
        answer = await nobody.client.request(method, path, allow_redirects=False)
        assert answer.status == 303, path
        assert answer.headers["Location"].startswith("/staff/sign-in?next="), path


async def test_a_route_needs_its_role(app: Any, ana: Person, rui: Person) -> None:
    for method, path, role in paths(app):
        assert role is not None
        for person, own in ((ana, Role.AUTHOR), (rui, Role.REVIEWER)):
            if not own.may(role):
                assert (await person.client.request(method, path, allow_redirects=False)).status == 403, path


async def test_no_form_works_without_its_token(app: Any, mia: Person) -> None:
    for method, path, _role in paths(app):
        if method == "POST":
            for data in ({}, {"csrf": "x" * 43}, {"csrf": ""}):
                answer = await mia.client.post(path, data=data, allow_redirects=False)
                assert answer.status == 403, path
    assert "Mia" in await mia.page("/staff/"), "and nobody was signed out by it"


async def test_another_members_token_is_none(ana: Person, mia: Person) -> None:
    answer = await mia.client.post("/staff/sign-out", data={"csrf": await ana.token()}, allow_redirects=False)
    assert answer.status == 403


async def test_another_sites_page_cannot_send_a_form(ana: Person) -> None:
    data = {"csrf": await ana.token()}
    answer = await ana.client.post("/staff/sign-out", data=data, headers={"Origin": "https://elsewhere.example"})
    assert answer.status == 403


async def test_a_sign_in_needs_the_token_of_the_same_browser(nobody: Person) -> None:
    sent = {"name": "Ana", "password": PASSWORD}
    assert (await nobody.client.post("/staff/sign-in", data=sent)).status == 403


async def test_the_session_cookie_is_out_of_reach(nobody: Person) -> None:
    cookie = (await nobody.sign_in("ana")).headers.getall("Set-Cookie")[0]
    assert cookie.startswith("importdesk-staff=")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Secure" not in cookie, "this is loopback"


async def test_on_a_real_host_it_is_secure(nobody: Person) -> None:
    answer = await nobody.client.get("/staff/sign-in", headers={"Host": "desk.example"})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-importdesk-before=") and "Secure" in cookie and "Path=/" in cookie


async def test_signing_in_makes_a_new_session_and_ends_the_old_one(ana: Person) -> None:
    jar = ana.client.session.cookie_jar
    before = next(cookie.value for cookie in jar if cookie.key == "importdesk-staff")
    token = await ana.token()
    sent = {"csrf": token, "name": "Ana", "password": PASSWORD}
    assert (await ana.client.post("/staff/sign-in", data=sent, allow_redirects=False)).status == 303
    after = next(cookie.value for cookie in jar if cookie.key == "importdesk-staff")
    assert before != after
    jar.clear()
    old = await ana.client.get("/staff/", headers={"Cookie": f"importdesk-staff={before}"}, allow_redirects=False)
    assert old.status == 303


async def test_a_session_that_somebody_chose_is_not_taken(nobody: Person) -> None:
    chosen = "importdesk-staff=" + "a" * 43
    page = await nobody.client.get("/staff/sign-in", headers={"Cookie": chosen})
    token = re.search(r'name="csrf" value="([^"]+)"', await page.text())
    assert token
    sent = {"csrf": token[1], "name": "Ana", "password": PASSWORD}
    answer = await nobody.client.post("/staff/sign-in", data=sent, allow_redirects=False)
    assert answer.status == 303
    assert "a" * 43 not in answer.headers["Set-Cookie"]
    assert (await nobody.client.get("/staff/", headers={"Cookie": chosen}, allow_redirects=False)).status in (200, 303)


async def test_signing_out_ends_the_session(ana: Person) -> None:
    cookie = next(cookie.value for cookie in ana.client.session.cookie_jar if cookie.key == "importdesk-staff")
    await ana.send("/staff/sign-out")
    answer = await ana.client.get("/staff/", headers={"Cookie": f"importdesk-staff={cookie}"}, allow_redirects=False)
    assert answer.status == 303


@pytest.mark.parametrize(
    "after", ["https://evil.example/", "//evil.example", "/staff/\\evil", "/staff//evil.example", "/en/", ""]
)
async def test_signing_in_leads_nowhere_else(nobody: Person, after: str) -> None:
    answer = await nobody.sign_in("Ana", next=after)
    assert answer.headers["Location"] == "/staff/"


async def test_after_a_few_wrong_passwords_even_the_right_one_has_to_wait(app: Any, nobody: Person) -> None:
    for name in ("Ana", "Nobody Here"):
        for _ in range(FREE):
            assert (await nobody.sign_in(name, "wrong")).status in (401, 429)
        answer = await nobody.sign_in(name)
        assert answer.status == 429 and int(answer.headers["Retry-After"]) > 0, name
        assert "Too many wrong attempts" in await answer.text(), "told alike, whether or not there is such a member"
        assert "Set-Cookie" not in answer.headers or "importdesk-staff" not in answer.headers["Set-Cookie"]


async def test_one_address_cannot_try_without_end(app: Any, nobody: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app[PER_CLIENT], "rate", 1e-6)
    statuses = [(await nobody.sign_in(f"name {number}", "wrong")).status for number in range(22)]
    assert statuses[19] == 401 and statuses[-1] == 429


async def test_a_closed_member_is_out_at_once(app: Any, ana: Person) -> None:
    app[STAFF].members.close("Ana")
    assert (await ana.client.get("/staff/", allow_redirects=False)).status == 303
    assert (await ana.sign_in("Ana")).status == 401


async def test_with_an_app_its_code_is_needed_once(app: Any, nobody: Person) -> None:
    secret = one_time.new_secret()
    app[STAFF].members.set_app("Ana", secret)
    assert (await nobody.sign_in("Ana")).status == 401
    code = one_time.code(secret, int(time.time()) // 30)
    assert (await nobody.sign_in("Ana", code=code)).status == 303
    nobody.client.session.cookie_jar.clear()
    assert (await nobody.sign_in("Ana", code=code)).status == 401, "a code works once"


def test_codes_are_those_of_the_standard() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B: "12345678901234567890"
    assert [one_time.code(secret, at // 30) for at in (59, 1111111109, 1234567890)] == ["287082", "081804", "005924"]
    assert one_time.step_of(secret, "287 082", now=59) == 1
    assert one_time.step_of(secret, "287082", after=1, now=59) is None
    assert one_time.step_of(secret, "287082", now=59 + 90) is None
    assert one_time.step_of(secret, "ünïcödé", now=59) is None


async def test_an_invitation_sets_a_password_once(app: Any, nobody: Person) -> None:
    app[STAFF].members.add("Leo", Role.AUTHOR)
    link = f"/staff/welcome/{app[STAFF].members.invite('Leo')}"
    weak = await nobody.send(link, 400, link, password="leo is my name", again="leo is my name")
    assert "may not contain your name" in await weak.text()
    await nobody.send(link, 400, link, password=PASSWORD, again="another one, typed wrong")
    await nobody.send(link, 303, link, password=PASSWORD, again=PASSWORD)
    await nobody.page(link, 404)
    assert (await nobody.sign_in("Leo")).status == 303


async def test_what_happens_at_the_door_is_recorded(store: Editorial, nobody: Person) -> None:
    await nobody.sign_in("Ana", "wrong")
    await nobody.sign_in("Nobody Here", "wrong")
    await nobody.sign_in("Ana")
    await nobody.send("/staff/sign-out")
    said = [(action.who, action.what) for action in history.actions(store)]
    assert said == [("Ana", "signed out"), ("Ana", "signed in"), ("Ana", "sign-in refused")]


async def test_passwords_are_kept_as_costly_hashes(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kept = passwords.hashed(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=32768,t=3,p=1$") and PASSWORD not in kept
    assert kept != passwords.hashed(PASSWORD), "salted"
    assert passwords.matches(PASSWORD, kept) and not passwords.matches(PASSWORD + "x", kept)
    assert not passwords.matches(PASSWORD, passwords.DECOY) and not passwords.matches(PASSWORD, "no hash")


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "short"), ("x" * 201, "long"), ("aaaaaaaaaaaaaa", "common"), ("my name is Ana!", "name")],
)
def test_weak_passwords_are_refused(password: str, why: str) -> None:
    with pytest.raises(WeakPassword) as weak:
        passwords.check(password, "Ana")
    assert weak.value.key == why


def test_the_last_administrator_stays(app: Any) -> None:
    with pytest.raises(BadMember) as bad:
        app[STAFF].members.close("Mia")
    assert bad.value.key == "last"
    assert app[STAFF].members.find("mia").state == "active"
    assert set(PEOPLE) == {member.name for member in app[STAFF].members.all()}


@pytest.mark.parametrize(
    "path", ["/staff/../en/", "/staff/%2e%2e/en/", "/staff//", "/staff/static/x", "/staff/nothing"]
)
async def test_strange_paths_lead_nowhere(nobody: Person, ana: Person, path: str) -> None:
    for person in (nobody, ana):
        answer = await person.client.get(path, allow_redirects=False)
        assert answer.status in (200, 404, 303)
        assert "Unanswered" not in await answer.text() or person is ana


async def test_pages_are_not_kept_by_caches_and_allow_no_scripts(ana: Person) -> None:
    answer = await ana.client.get("/staff/")
    assert answer.headers["Cache-Control"] == "no-store"
    text = await answer.text()
    assert " style=" not in text and " onclick=" not in text and "<script>" not in text
