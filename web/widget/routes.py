"""What the widget asks for: its files (anybody), and a shop's part of the API (only from the shop's own pages)."""

from __future__ import annotations

from typing import Any

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from knowledge.wording.languages import languages
from tariff_data.law_records.record import country_codes
from web.api import chat
from web.api.endpoints import in_thread, read_body
from web.http.app_keys import DESK
from web.http.client_address import client_of
from web.http.json_io import dump
from web.http.locale import preferred
from web.http.problems import Problem
from web.http.rate_limits import Limit
from web.http.security import from_elsewhere, public, shared
from web.http.static_files import serve
from web.pages.addresses import with_address
from web.services.queries import estimate_answer
from web.widget.files import Files
from web.widget.keys import SiteKey, SiteKeys
from web.widget.words import widget_words

KEYS = web.AppKey("site_keys", SiteKeys)
FILES = web.AppKey("widget_files", Files)
KEY = web.RequestKey("site_key", str)
ORIGIN = web.RequestKey("shop_origin", str)
PER_KEY = web.AppKey("per_key", Limit)
PER_CLIENT = web.AppKey("per_client", Limit)

PREVIEW = "preview"  # the key of the site's own pages, good for nothing elsewhere
_METHODS = "GET, POST, DELETE"
Json = dict[str, Any]


def create_widget() -> web.Application:
    """The sub-application."""
    app = web.Application(middlewares=[check])
    app[PER_KEY] = Limit(rate=20, burst=200)
    app[PER_CLIENT] = Limit(rate=1, burst=30)
    app.on_response_prepare.append(answer_origin)
    app.router.add_get("/v1/desk.js", loader)
    app.router.add_get("/{name:[a-z]+\\.[0-9a-f]+\\.js}", pinned)
    for path, methods in {
        "/v1/{key}/config": {"GET": config},
        "/v1/{key}/estimates": {"POST": estimate},
        "/v1/{key}/chat": {"POST": talk},
        "/v1/{key}/chat/{id}": {"GET": transcript, "DELETE": forget},
        "/v1/{key}/chat/{id}/feedback": {"POST": rate},
    }.items():
        for method, handler in methods.items():
            app.router.add_route(method, path, handler)
        app.router.add_route("OPTIONS", path, asked_before)
    return app


@public
async def loader(request: web.Request) -> web.Response:
    """The stable address: what it holds may change."""
    return _for_anybody(serve(request, request.config_dict[FILES].loader, forever=False))


@public
async def pinned(request: web.Request) -> web.Response:
    """A hashed file: never changes, and stays."""
    asset = request.config_dict[FILES].find(request.match_info["name"])
    if asset is None:
        raise Problem(404, "No such file.")
    return _for_anybody(serve(request, asset, forever=True))


def _for_anybody(response: web.Response) -> web.Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@web.middleware
async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a shop's pages in, and nobody else's; count what they ask."""
    name = request.match_info.get("key")
    if name is None:
        return await handler(request)
    origin = request.headers.get(hdrs.ORIGIN)
    request[ORIGIN] = origin or ""
    request[KEY] = allowed(request.config_dict[KEYS].find(name), name, origin, own=not from_elsewhere(request))
    if origin is None and request.method not in {"GET", "OPTIONS"}:
        raise Problem(403, "Only a page may ask this: the request says no origin.")
    if request.method in {"POST", "DELETE"}:
        request.app[PER_CLIENT].take(f"{name} {client_of(request)}")
        request.app[PER_KEY].take(name)
    return await handler(request)


def allowed(key: SiteKey | None, name: str, origin: str | None, *, own: bool) -> str:
    """The key's name where it may be used from that origin; else a problem written for the shop's owner."""
    if name == PREVIEW:
        if own:
            return PREVIEW
        raise Problem(403, "The key “preview” works on Import Desk's own pages only. Ask for a key of your own.")
    if key is None:
        raise Problem(403, f"The site key {name[:40]!r} does not exist. Check data-key in the snippet.")
    if key.state != "active":
        state = {"pending": "has not been approved yet", "revoked": "was withdrawn"}[key.state]
        raise Problem(403, f"The site key {name!r} {state}.")
    if origin is not None and origin not in key.origins and not own:
        listed = ", ".join(key.origins)
        raise Problem(403, f"The site key {name!r} is for {listed}; this page is on {origin}.")
    return key.key


async def answer_origin(request: web.Request, response: web.StreamResponse) -> None:
    """Let the page that asked read the answer; reasons for a refusal too, so that its owner finds them."""
    origin = request.get(ORIGIN)
    if origin is None:
        return
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers.add(hdrs.VARY, hdrs.ORIGIN)
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = hdrs.RETRY_AFTER


@shared
async def asked_before(request: web.Request) -> web.Response:
    """What a browser asks before it sends JSON from another origin."""
    headers = {
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": hdrs.CONTENT_TYPE,
        "Access-Control-Max-Age": "600",
    }
    return web.Response(status=204, headers=headers)


@shared
async def config(request: web.Request) -> web.Response:
    """The words of a language, and the countries there are."""
    wished = request.query.get("lang", "")
    lang = wished if wished in languages() else preferred(wished or request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))
    return _json({
        "lang": lang,
        "languages": {code: language.name for code, language in languages().items()},
        "words": widget_words(lang),
        "countries": " ".join(sorted(country_codes() - {"US"})),
    })  # fmt: skip


@shared
async def estimate(request: web.Request) -> web.Response:
    """An estimate, with the address of its page."""
    sent = await read_body(request)
    found = await in_thread(estimate_answer, sent)
    card = {"type": "estimate", **found, "request": sent}
    lang = str(sent.get("lang", "en"))
    return _json(with_address(card, lang))


@shared
async def talk(request: web.Request) -> web.Response:
    """A message; the conversation belongs to the shop's key."""
    return _json(await chat.answer(request, await read_body(request), request[KEY]))


@shared
async def transcript(request: web.Request) -> web.Response:
    """What was said."""
    return _json(await chat.read(request, request.query.get("lang", "en"), request[KEY]))


@shared
async def rate(request: web.Request) -> web.Response:
    """Whether an answer was helpful."""
    await chat.rate(request, await read_body(request), request[KEY])
    return web.Response(status=204)


@shared
async def forget(request: web.Request) -> web.Response:
    """Delete a conversation."""
    await request.config_dict[DESK].forget(request.match_info["id"], request[KEY])
    return web.Response(status=204)


def _json(answer: Json) -> web.Response:
    response = web.Response(text=dump(answer), content_type="application/json")
    response.enable_compression()
    return response
