"""The page that builds the widget's snippet with a preview, and where a shop asks for a key."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from knowledge.wording import translate as words
from knowledge.wording.languages import languages
from tariff_data.core.messages import Message
from tariff_data.law_records.record import country_codes
from web.http.app_keys import LANG, SETTINGS
from web.http.client_address import client_of
from web.http.rate_limits import Limit
from web.http.security import public
from web.pages import choices
from web.pages.page import page
from web.sellers.snippet import ENOUGH, FIELDS, MODES, Snippet, build, colour
from web.widget.keys import BadOrigin
from web.widget.routes import FILES, KEYS, PREVIEW

Json = dict[str, Any]
ASKING = web.AppKey("asking_for_keys", Limit)
_LONGEST = 200


@public
async def builder(request: web.Request) -> web.Response:
    """The snippet for what was chosen, with its preview."""
    return _page(request)


@public
async def snippet(request: web.Request) -> web.Response:
    """The same as data, for the script that follows the form."""
    values = _values(request)
    return web.json_response(_built(request, values).as_dict() | {"values": _preview(values)})


@public
async def ask_key(request: web.Request) -> web.Response:
    """Ask for a site key; staff approve it."""
    lang = request[LANG]
    sent = await request.post()
    shop, contact = (str(sent.get(name) or "").strip()[:_LONGEST] for name in ("shop", "contact"))
    addresses = [line.strip() for line in str(sent.get("addresses") or "")[:5000].splitlines() if line.strip()]
    asked = {"shop": shop, "contact": contact, "addresses": "\n".join(addresses)}
    errors = {}
    if not shop:
        errors["shop"] = words.say(Message("sellers.widget.fault.shop"), lang)
    if "@" not in contact or " " in contact:
        errors["contact"] = words.say(Message("sellers.widget.fault.contact"), lang)
    if errors:
        return _page(request, asked, errors, 400)
    request.config_dict[ASKING].take(client_of(request))
    try:
        made = request.config_dict[KEYS].add(shop, addresses, contact)
    except BadOrigin:
        errors["addresses"] = words.say(Message("sellers.widget.fault.addresses"), lang)
        return _page(request, asked, errors, 400)
    raise web.HTTPSeeOther(f"/{lang}/sellers/widget?key={made.key}#state")


def _values(request: web.Request) -> dict[str, str]:
    """What was chosen; what cannot be is left out."""
    given = {name: request.query.get(name, "").strip()[:_LONGEST] for name in FIELDS}
    given["mode"] = given["mode"] if given["mode"] in MODES else MODES[0]
    given["lang"] = given["lang"] if given["lang"] in languages() else "auto"
    given["origin"] = given["origin"] if given["origin"] in country_codes() else ""
    given["accent"], given["on_accent"] = colour(given["accent"]), colour(given["on_accent"])
    given["file"] = "pinned" if given["file"] == "pinned" else "stable"
    return given


def _built(request: web.Request, values: dict[str, str]) -> Snippet:
    host = request.config_dict[SETTINGS].url or str(request.url.origin())
    shown = values | {"key": values["key"] or "YOUR-KEY"}
    return build(shown, host, request.config_dict[FILES])


def _preview(values: dict[str, str]) -> dict[str, str]:
    """The attributes of the preview: the site's own key, and the choices."""
    kept = {
        name: value for name, value in values.items() if value and name not in ("key", "file", "accent", "on_accent")
    }
    if kept["lang"] == "auto":
        del kept["lang"]
    return {"key": PREVIEW, **kept, "accent": values["accent"], "on_accent": values["on_accent"]}


def _page(
    request: web.Request, asked: Json | None = None, errors: dict[str, str] | None = None, status: int = 200
) -> web.Response:
    lang, values, faults = request[LANG], _values(request), errors or {}
    key = request.config_dict[KEYS].find(values["key"]) if values["key"] else None
    built = _built(request, values)
    preview = _preview(values)
    context = {
        "current": "sellers",
        "here": "/sellers/widget",
        "values": values,
        "built": built,
        "pale": built.contrast is not None and built.contrast < ENOUGH,
        "preview": {name: value for name, value in preview.items() if name not in ("accent", "on_accent")},
        "state": (key.state if key else "unknown") if values["key"] else None,
        "asked": asked or {"shop": "", "contact": "", "addresses": ""},
        "errors": faults,
        "error": lambda name: faults.get(name, ""),
        "countries": choices.countries(lang),
        "modes": [(mode, words.say(Message(f"sellers.widget.mode.{mode}"), lang)) for mode in MODES],
        "spoken": [("auto", words.say(Message("sellers.widget.lang.auto"), lang))]
        + [(one.code, one.name) for one in languages().values()],
        "files": [(kind, words.say(Message(f"sellers.widget.file.{kind}"), lang)) for kind in ("stable", "pinned")],
    }
    return page(request, "sellers/widget.html", context, status=status)
