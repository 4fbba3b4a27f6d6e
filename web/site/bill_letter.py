"""A checked bill in plain lines, to keep or to send: all of it, and a letter about what is too high."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from web.services.queries import bill_answer
from web.site.bill_form import BillForm

Json = dict[str, Any]

SENT_IN = "en"  # carriers in the United States answer letters in English


def letters(form: BillForm, found: Json) -> list[Json]:
    """The letter to the carrier and, for those who speak another language, what it says; none where all is right."""
    if not _too_high(found):
        return []
    said = {
        SENT_IN: found if form.lang == SENT_IN else bill_answer(form.request() | {"lang": SENT_IN}),
        form.lang: found,
    }
    return [{"lang": lang, "text": _letter(form, told, lang)} for lang, told in said.items()]


def as_text(found: Json, lang: str) -> str:
    """The check as plain lines."""
    steps = (f"{number}. {step['text']}" for number, step in enumerate(found["steps"], 1))
    return "\n".join(
        [found["summary"], "", *(_line(one, lang) for one in found["lines"]), "", *steps, "", found["notice"]]
    )


def _letter(form: BillForm, found: Json, lang: str) -> str:
    def t(key: str, **values: object) -> str:
        return words.say(Message(f"site.bill.letter.{key}", values), lang)

    currency = form.shipment.get("currency", "USD")
    goods = [
        t(
            "item",
            item=item.get("what") or words.dotted(item["hts"]),
            country=item["made"],
            price=item["price"],
            currency=currency,
        )
        for item in form.items
    ]
    causes = [one["text"] for one in found["explanations"] if one["is_error"]]
    over = [t("over", over=found["over"])] if Decimal(found["over"]) > 0 else []
    parts = [
        t("begin", day=found["on"]),
        "\n".join(goods),
        "\n".join(f"- {_line(line, lang)}" for line in _too_high(found)),
        "\n".join(causes),
        " ".join([*over, t("ask")]),
        t("end"),
    ]
    return "\n\n".join(part for part in parts if part)


def _too_high(found: Json) -> list[Json]:
    return [line for line in found["lines"] if line["verdict"] == "too_high"]


def _line(line: Json, lang: str) -> str:
    amount = line["amount"] if line["dollars"] is None else words.money(Decimal(line["dollars"]), lang)
    values = {"name": line["name"], "amount": amount, "verdict": line["verdict_label"], "reason": line["reason"]}
    return words.say(Message("site.bill.as_text", values), lang)
