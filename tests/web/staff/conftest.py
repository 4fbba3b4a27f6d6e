"""The console over a small knowledge room of its own, with members of every role."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
from argon2 import PasswordHasher

from knowledge.editorial import Editorial
from knowledge.library.active_release import hold, read_knowledge
from tests.knowledge.editorial.conftest import room, store
from web.app.factory import create_application
from web.http.assistant_gateway import Assistant
from web.http.settings import Settings
from web.staff.accounts import passwords
from web.staff.accounts.roles import Role
from web.staff.keys import EDITORIAL, STAFF

__all__ = ["room", "store"]

Client = TestClient[Any, Any]
PEOPLE = {"Ana": Role.AUTHOR, "Rui": Role.REVIEWER, "Mia": Role.ADMINISTRATOR}
PASSWORD = "seven green kettles"


class Person:
    """A browser at the console."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def page(self, path: str, status: int = 200) -> str:
        """A page's text."""
        answer = await self.client.get(path)
        text = await answer.text()
        assert answer.status == status, f"{path}: {answer.status} {text[:2000]}"
        return text

    async def send(self, path: str, status: int = 303, page: str | None = None, **fields: Any) -> ClientResponse:
        """Send a form as its page would: with the token that stands in it."""
        token = csrf(await self.page(page)) if page else await self.token()
        answer = await self.client.post(path, data={"csrf": token, **fields}, allow_redirects=False)
        assert answer.status == status, f"{path}: {answer.status} {(await answer.text())[:3000]}"
        return answer

    async def token(self) -> str:
        """The token of any form."""
        return csrf(await self.page("/staff/"))

    async def sign_in(self, name: str, password: str = PASSWORD, **more: str) -> ClientResponse:
        """Sign in by the form."""
        token = csrf(await self.page("/staff/sign-in"))
        sent = {"csrf": token, "name": name, "password": password, **more}
        return await self.client.post("/staff/sign-in", data=sent, allow_redirects=False)


def csrf(text: str) -> str:
    """The token in a page's form."""
    found = re.search(r'name="csrf" value="([^"]+)"', text)
    assert found, "no form with a token"
    return found[1]


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost nothing; one test looks at the real cost."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def members(store: Editorial) -> Callable[[Any], None]:
    """Put the people in."""

    def put(app: Any) -> None:
        for name, role in PEOPLE.items():
            app[STAFF].members.add(name, role, PASSWORD)

    return put


@pytest.fixture
def app(load: Callable[[], Awaitable[Assistant]], store: Editorial, members: Callable[[Any], None]) -> Any:
    """The application over the small room, in the home folder that the store's fixture made."""
    hold(read_knowledge(store.room))
    made = create_application(Settings(), load)
    made[EDITORIAL] = store
    members(made)
    return made


@pytest.fixture
async def nobody(app: Any, aiohttp_client: Any) -> Person:
    """A browser that is not signed in."""
    return Person(await aiohttp_client(app))


@pytest.fixture
async def staff(nobody: Person, aiohttp_client: Any) -> Callable[[str], Awaitable[Person]]:
    """A browser of its own for anybody who signs in."""
    from aiohttp import CookieJar
    from aiohttp.test_utils import TestClient

    async def come(name: str) -> Person:
        client = TestClient(nobody.client.server, cookie_jar=CookieJar(unsafe=True))
        person = Person(client)
        assert (await person.sign_in(name)).status == 303
        return person

    return come


@pytest.fixture
async def ana(staff: Callable[[str], Awaitable[Person]]) -> Person:
    return await staff("Ana")


@pytest.fixture
async def rui(staff: Callable[[str], Awaitable[Person]]) -> Person:
    return await staff("Rui")


@pytest.fixture
async def mia(staff: Callable[[str], Awaitable[Person]]) -> Person:
    return await staff("Mia")


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path
