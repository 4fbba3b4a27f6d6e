"""The notice generator: an estimate's form, then what to tell US buyers, to be copied."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from markupsafe import Markup

from knowledge.wording.languages import languages
from web.http.app_keys import LANG, SETTINGS
from web.http.security import public
from web.http.validation import Faults
from web.pages.forms import Form
from web.pages.page import page
from web.sellers.notice_text import Notice, Paid, write_notice
from web.services.queries import estimate_answer
from web.site.estimating import form_context

Json = dict[str, Any]


@public
async def notice(request: web.Request) -> web.Response:
    """The form, and the notice where it is filled. An estimate's own address leads here with all it holds."""
    lang, sent = request[LANG], request.query
    form = Form.read(sent, lang)
    spoken = sent.get("in", lang) if sent.get("in", lang) in languages() else lang
    paid: Paid = "seller" if sent.get("paid") == "seller" else "buyer"
    with_link = sent.get("link", "1" if "paid" not in sent else "") == "1"
    context: Json = {"written": None, "found": None}
    status = 200
    if any(form.items):
        try:
            found = await asyncio.to_thread(estimate_answer, form.request(), False, spoken)
        except Faults as faults:
            form.take(faults)
            status = 400
        else:
            form.shipment["on"] = found["on"]
            link = f"{_base(request)}/{spoken}/estimate?{form.query()}" if with_link else None
            written = write_notice(form, found, spoken, paid, link)
            context = {"written": written, "found": found, "preview": _preview(written)}
    context |= form_context(form) | {
        "current": "sellers",
        "spoken": spoken,
        "paid": paid,
        "with_link": with_link,
        "spoken_languages": [(one.code, one.name) for one in languages().values()],
    }
    return page(request, "sellers/notice.html", context, status=status)


def _preview(written: Notice) -> Markup:
    """The notice as it will look; its own heading is one of the page."""
    return Markup(written.as_html().replace("<h2>", "<h3>").replace("</h2>", "</h3>"))


def _base(request: web.Request) -> str:
    return request.config_dict[SETTINGS].url or str(request.url.origin())
