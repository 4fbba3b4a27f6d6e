"""`/bill`: a carrier's bill checked line by line. Works without JavaScript; what is typed stands in no address."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any

from aiohttp import web

from knowledge.wording import translate as words
from tariff_data.carrier_bills.names import carrier_named
from tariff_data.core.messages import Message
from web.http.app_keys import LANG
from web.http.security import public
from web.http.validation import Faults
from web.pages.forms import MOST_ITEMS
from web.pages.page import page
from web.services.queries import bill_answer
from web.site.bill_form import MOST_LINES, BillForm, carriers
from web.site.bill_letter import as_text, letters
from web.site.estimating import form_context
from web.site.receipts import Receipt

Json = dict[str, Any]

_SIGNS = {"right": "is-good", "too_high": "is-bad", "too_low": "is-warn", "cannot_tell": "is-warn"}


@public
async def bill(request: web.Request) -> web.Response:
    """A posted bill gives the check, anything else the form; an address may fill in the goods."""
    lang = request[LANG]
    sent = await request.post() if request.method == "POST" else request.query
    form = BillForm.read(sent, lang)
    if "more" in sent and len(form.items) < MOST_ITEMS:
        form.items.append({})
    if request.method != "POST" or {"more", "rows", "change"} & set(sent):
        return _form_page(request, form, more="rows" in sent)
    try:
        found = await asyncio.to_thread(bill_answer, form.request())
        to_send = await asyncio.to_thread(letters, form, found)
    except Faults as faults:
        form.take(faults)
        return _form_page(request, form, status=400)
    form.shipment["on"] = found["on"]
    return page(request, "bill.html", _context(form, found, to_send))


def _form_page(request: web.Request, form: BillForm, *, more: bool = False, status: int = 200) -> web.Response:
    form.with_room(more)
    context = {"carriers": carriers(), "most_lines": MOST_LINES, "current": "bill"}
    return page(request, "bill_form.html", form_context(form) | context, status=status)


def _context(form: BillForm, found: Json, to_send: list[Json]) -> Json:
    """What the page of a checked bill shows."""
    carrier = carrier_named(form.bill.get("carrier", ""))
    if carrier and carrier.mode:
        form.shipment.setdefault("by", carrier.mode)  # as the check took it
    goods = Receipt(form.goods(), found["estimate"])
    heading = Message("site.bill.heading", {"carrier": found["carrier"]})
    return {
        "bill": found,
        "form": form,
        "heading": words.say(heading if found["carrier"] else Message("site.bill.heading.bare"), form.lang),
        "subheading": f"{goods.heading()} · {goods.subheading()}",
        "signs": _SIGNS,
        "printed": lambda line: words.money(Decimal(line["amount"]), form.lang, form.bill.get("billed") or "USD"),
        "told": [goods.told(place) for place in range(len(form.items))],
        "told_shipment": goods.told_shipment(),
        "goods": form.goods(),
        "letters": to_send,
        "as_text": as_text(found, form.lang),
        "current": "bill",
        "here": "/bill",
        "here_full": "/bill",
    }
