"""`/estimate`: the form, and an estimate as a page with its own address. Works without JavaScript."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from aiohttp import web

from web.http.app_keys import LANG
from web.http.security import public
from web.http.validation import Faults
from web.pages import choices
from web.pages.forms import MOST_ITEMS, Form
from web.pages.page import page
from web.services.queries import estimate_answer
from web.site.comparison import compare
from web.site.receipts import Receipt

Json = dict[str, Any]


@public
async def estimate(request: web.Request) -> web.Response:
    """A filled form gives the estimate, an empty or faulty one the form."""
    lang = request[LANG]
    sent = await request.post() if request.method == "POST" else request.query
    form = Form.read(sent, lang)
    if "more" in sent and len(form.items) < MOST_ITEMS:
        form.items.append({})
    sent_empty = "what" in sent and not any(form.items)  # a form was sent, with nothing in it: say what is needed
    if (not any(form.items) and not sent_empty) or "more" in sent or "change" in sent:
        return form_page(request, form)
    try:
        found = await asyncio.to_thread(estimate_answer, form.request(), True)
    except Faults as faults:
        form.take(faults)
        return form_page(request, form, status=400)
    form.shipment["on"] = found["on"]
    receipt = Receipt(form, found)
    comparison = await asyncio.to_thread(compare, form, found) if receipt.comparable else []
    return page(request, "estimate.html", receipt.context() | {"comparison": comparison, "current": "estimate"})


def form_page(request: web.Request, form: Form, status: int = 200) -> web.Response:
    """The form in full, with its faults at their fields."""
    context = form_context(form) | {"current": "estimate"}
    return page(request, "estimate_form.html", context, status=status)


def form_context(form: Form) -> Json:
    """What the form's macros need."""
    form.shipment.setdefault("on", date.today().isoformat())
    for item in form.items:
        if not item:
            item["qty"] = "1"  # shown, so that it can be changed: one article's price decides many a duty line
    return {
        "form": form,
        "countries": choices.countries(form.lang),
        "choices": choices.choices(form.lang),
        "most_items": MOST_ITEMS,
    }
