"""Whether the sources that articles name can still be opened: looked at when a member asks for it, never by itself."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urljoin

import aiohttp
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from knowledge.library.articles import load_articles
from knowledge.wording.localized_errors import Sentence, kept, taken_up
from tariff_data.core.messages import Message
from web.staff.accounts.roles import Role, needs
from web.staff.accounts.store import StaffStore, now
from web.staff.keys import STAFF
from web.staff.page import who
from web.staff.releases.background_jobs import WORKS, Progress

_AT_ONCE, _PATIENCE, _HOPS = 6, 20.0, 4
_AGENT = "importdesk-source-check"
_GONE = {404, 410}


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What became of an address. `state`: opens, gone, or unsure (the site is busy, or closed to robots)."""

    url: str
    state: str
    said: Sentence
    at: datetime


class Sources:
    """The last look at every source."""

    def __init__(self, store: StaffStore) -> None:
        self._store = store

    def keep(self, checks: Iterable[SourceCheck]) -> None:
        """Replace what was known of these addresses."""
        with self._store.opened() as db:
            for one in checks:
                row = {"url": one.url, "state": one.state, "said": kept(one.said), "at": one.at.isoformat()}
                db.table("source_check").upsert(row, pk="url")

    def gone(self) -> dict[str, SourceCheck]:
        """The addresses that lead nowhere any more."""
        with self._store.opened() as db:
            rows = db.query("select * from source_check where state = 'gone'")
            return {
                row["url"]: SourceCheck(
                    row["url"], row["state"], taken_up(row["said"]), datetime.fromisoformat(row["at"])
                )
                for row in rows
            }


@needs(Role.AUTHOR)
async def check(request: web.Request) -> web.Response:
    """Open every source of the articles in use, in the background."""
    sources = Sources(request.config_dict[STAFF].store)
    urls = addresses()

    def do(told: Progress) -> list[SourceCheck]:
        found = asyncio.run(look_at(urls, told))
        sources.keep(found)
        return [one for one in found if one.state != "opens"]

    begun = request.config_dict[WORKS].begin("sources", who(request), do)
    raise web.HTTPSeeOther(f"/staff/publishing/works/{begun.id}")


def addresses() -> list[str]:
    """The web addresses among the sources of the articles in use."""
    sources = (
        source for one in load_articles() for edition in one.editions.values() for source in edition.facts.sources
    )
    return sorted({source.url for source in sources if source.url.startswith(("https://", "http://"))})


async def look_at(urls: list[str], told: Progress, resolver: AbstractResolver | None = None) -> list[SourceCheck]:
    """Open each address; at most a few at once."""
    free = asyncio.Semaphore(_AT_ONCE)
    connector = aiohttp.TCPConnector(resolver=resolver or PublicOnly(), limit=_AT_ONCE)
    timeout = aiohttp.ClientTimeout(total=_PATIENCE)
    done: list[SourceCheck] = []

    async def one(url: str) -> None:
        async with free:
            state, said = await _opened(session, url, private=resolver is not None)
        done.append(SourceCheck(url, state, said, now()))
        told(Message("staff.sources.looked", {"n": len(done), "of": len(urls)}))

    async with aiohttp.ClientSession(connector=connector, timeout=timeout, headers={"User-Agent": _AGENT}) as session:
        await asyncio.gather(*map(one, urls))
    return sorted(done, key=lambda check: check.url)


async def _opened(session: aiohttp.ClientSession, url: str, *, private: bool) -> tuple[str, Sentence]:
    address = url
    for _ in range(_HOPS):
        if not private and not _public(address):
            return "unsure", Message("staff.sources.said.private")
        try:
            async with session.get(address, allow_redirects=False) as answer:
                status, onward = answer.status, answer.headers.get("Location")
        except aiohttp.ClientConnectorDNSError:
            return "gone", Message("staff.sources.said.no_site")
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            return "unsure", Message("staff.sources.said.error", {"name": type(error).__name__})
        if 300 <= status < 400 and onward:
            address = urljoin(address, onward)
            continue
        return ("opens" if status < 300 else "gone" if status in _GONE else "unsure"), str(status)
    return "unsure", Message("staff.sources.said.redirected")


def _public(url: str) -> bool:
    """Whether an address leads to the web: a text must not make the server look around in its own network."""
    try:
        parts = URL(url)
        return parts.scheme in ("http", "https") and (not parts.host or ip_address(parts.host).is_global)
    except ValueError:
        return True  # a name: the resolver decides


class PublicOnly(AbstractResolver):
    """Resolves names to addresses of the public internet alone."""

    def __init__(self) -> None:
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of a name."""
        found = await self._resolver.resolve(host, port, family)
        public = [one for one in found if ip_address(one["host"]).is_global]
        if not public:
            raise OSError(f"{host} is not on the public internet")
        return public

    async def close(self) -> None:
        """Nothing is held."""
        await self._resolver.close()
