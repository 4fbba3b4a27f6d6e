"""Post or express: the same shipment both ways. Only here are duty, fees and the carrier's price added together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from web.pages.forms import Form
from web.pages.page import speaking
from web.services.queries import estimate_answer

Json = dict[str, Any]
Span = tuple[Decimal, Decimal]

_WAYS = ("post", "express")


def compare(form: Form, found: Json) -> list[Json]:
    """A column per way, or nothing where one way is refused."""
    sides = []
    for way in _WAYS:
        result = found if form.shipment.get("by") == way else estimate_answer(form.request() | {"mode": way})
        if result["entry"]["type"] == "refused":
            return []
        sides.append(_side(way, result, form.lang))
    return sides


def _side(way: str, found: Json, lang: str) -> Json:
    speak = speaking(lang)
    totals = found["totals"]
    conditional = [fee for fee in found["fees"] if fee["status"] == "conditional" and fee["amount"] is not None]
    carrier = _carrier(found["carrier_fees"])
    together = None
    if (government := _span(totals["government"])) and carrier:
        together = (government[0] + carrier[0], government[1] + carrier[1])

    def t(key: str, **values: object) -> str:
        return words.say(Message(key, values), lang)

    def shown(span: Span | None) -> str:
        return t("site.not_known") if span is None else str(speak["span"](str(span[0]), str(span[1])))

    extra = (
        t("site.compare.conditional", amount=sum(Decimal(fee["amount"]) for fee in conditional)) if conditional else ""
    )
    carriers = ", ".join(dict.fromkeys(fee["carrier"] for fee in found["carrier_fees"]))
    return {
        "name": t(f"site.choice.by.{way}"),
        "duty": {"text": speak["reach"](totals["duty"]), "small": ""},
        "fees": {"text": speak["money"](totals["fees"]), "small": extra},
        "carrier": {"text": shown(carrier), "small": carriers},
        "entry": {"text": t(f"site.entry.short.{found['entry']['type']}"), "small": ""},
        "together": {"text": shown(together)},
    }


def _span(span: Json) -> Span | None:
    if span["low"] is None or span["high"] is None:
        return None
    return Decimal(span["low"]), Decimal(span["high"])


def _carrier(fees: list[Json]) -> Span | None:
    """The cheapest and the dearest carrier's sum; None where a price is not known."""
    sums: dict[str, Span] = {}
    for fee in fees:
        if fee["low"] is None or fee["high"] is None:
            continue
        low, high = sums.get(fee["carrier"], (Decimal(0), Decimal(0)))
        sums[fee["carrier"]] = (low + Decimal(fee["low"]), high + Decimal(fee["high"]))
    if not sums:
        return None
    return min(low for low, _ in sums.values()), max(high for _, high in sums.values())
