"""How much one address may ask of what costs work: the API, the chat, and pages that compute."""

from __future__ import annotations

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from knowledge.wording.languages import languages
from web.http.client_address import client_of, is_unlimited
from web.http.rate_limits import Limit
from web.http.settings import Settings

WORK = web.AppKey("work_limit", Limit)
CHAT = web.AppKey("chat_limit", Limit)

_COMPUTING = {"bill", "chat", "estimate", "search", "sellers", "tariff"}  # pages that work something out


def set_limits(app: web.Application, settings: Settings) -> None:
    """Give the application its buckets: a minute's worth may come at once."""
    app[WORK] = Limit(rate=settings.requests_per_minute / 60, burst=settings.requests_per_minute)
    app[CHAT] = Limit(rate=settings.messages_per_minute / 60, burst=settings.messages_per_minute)


@web.middleware
async def limit(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Take one of the address's requests, or answer 429 with the time to come back."""
    bucket = _bucket(request)
    if bucket is not None and not is_unlimited(request):
        request.config_dict[bucket].take(client_of(request))
    return await handler(request)


def _bucket(request: web.Request) -> web.AppKey[Limit] | None:
    """What a request counts against; the widget and the MCP endpoint count for themselves."""
    first, _, rest = request.path.removeprefix("/").partition("/")
    said = request.method == hdrs.METH_POST
    if first == "api":
        return CHAT if said and rest == "v1/chat" else WORK
    if first in languages():
        room = rest.partition("/")[0]
        return CHAT if said and rest == "chat" else WORK if room in _COMPUTING else None
    return None
