"""What a shop tells its US buyers, from an estimate: the same lines as plain text and as bare HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from html import escape
from typing import Any, Literal

from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from tariff_data.law_records.snapshot import NotInForce, snapshot
from web.pages.forms import Form

Json = dict[str, Any]
Paid = Literal["buyer", "seller"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in one language: heading, what it is about, charges by name, sentences after them, an address."""

    lang: str
    heading: str
    about: str
    charges: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    link: str | None = None

    def as_text(self) -> str:
        """Plain lines for a letter or a product page."""
        charges = [f"- {name}: {amount}" for name, amount in self.charges]
        link = [f"{self._link_words()}: {self.link}"] if self.link else []
        return "\n".join([self.heading, "", self.about, *charges, "", *self.sentences, *link])

    def as_html(self) -> str:
        """Markup without styles, scripts or anything that is fetched."""
        charges = "".join(f"\n    <li><b>{escape(name)}:</b> {escape(amount)}</li>" for name, amount in self.charges)
        lines = [f"  <p>{escape(sentence)}</p>" for sentence in self.sentences]
        if self.link:
            lines.append(f'  <p><a href="{escape(self.link)}" rel="noopener">{escape(self._link_words())}</a></p>')
        return "\n".join([
            f'<section class="us-import-notice" lang="{self.lang}">',
            f"  <h2>{escape(self.heading)}</h2>",
            f"  <p>{escape(self.about)}</p>",
            *([f"  <ul>{charges}\n  </ul>"] if charges else []),
            *lines,
            "</section>",
        ])  # fmt: skip

    def _link_words(self) -> str:
        return words.say(Message("notice.link"), self.lang)


def write_notice(form: Form, found: Json, lang: str, paid: Paid, link: str | None) -> Notice:
    """The notice for an estimate (`found`, said in `lang`) of what the form holds."""

    def say(key: str, **values: object) -> str:
        return words.say(Message(f"notice.{key}", values), lang)

    refused = found["entry"]["type"] == "refused"
    on, checked = date.fromisoformat(found["on"]), date.fromisoformat(found["verified_through"])
    after = [say("as_of", on=on, checked=checked), say("who")]
    if refused:
        refusal = (say("refused"), found["entry"]["why"], *after)
        return Notice(lang, say("heading"), _about(form, found, lang), (), refusal, link)
    charges = [(say("duty"), _span(found["totals"]["duty"], lang)), (say("fees"), _fees(found, lang))]
    charges += [(say("carrier", carrier=fee["carrier"]), _money(fee["low"], fee["high"], lang))
                for fee in found["carrier_fees"]]  # fmt: skip
    how = form.shipment.get("by", "")
    when = f"{paid}.{how}" if words.has(f"notice.{paid}.{how}", lang) else paid
    sentences = [say(when)]
    since = exemption_ended(on, {item["made"] for item in form.items})
    if since and found["entry"]["type"] not in ("gift", "traveler"):
        sentences.append(say("no_exemption", since=since))
    return Notice(lang, say("heading"), _about(form, found, lang), tuple(charges), (*sentences, *after), link)


def exemption_ended(on: date, origins: set[str]) -> date | None:
    """Since when goods of all these origins have had no exemption for small values; None where they have one."""
    starts = [_suspended_since(on, origin) for origin in origins]
    return None if None in starts else max((start for start in starts if start), default=None)


def _suspended_since(on: date, origin: str) -> date | None:
    """The first day of the unbroken time, up to a day, in which goods of an origin have no exemption."""
    since, day = None, on
    while True:
        try:
            held = snapshot(day).threshold("de_minimis", origin)
        except NotInForce:
            return since
        if held.amount:
            return since
        since, day = held.from_, held.from_ - timedelta(days=1)


def _about(form: Form, found: Json, lang: str) -> str:
    if len(form.items) == 1:
        item, told = form.items[0], found["items"][0]
        label = told["candidates"][0]["label"] if told["candidates"] else words.dotted(item.get("hts", ""))
        name = item.get("what") or label
        values: Json = {
            "item": name,
            "country": item["made"],
            "price": _money(told["value_usd"], told["value_usd"], lang),
        }
        return words.say(Message("notice.about", values), lang)
    total = [item["value_usd"] for item in found["items"]]
    amount = None if None in total else str(sum(map(Decimal, total)))
    return words.say(Message("notice.about.several", {"n": len(total), "price": _money(amount, amount, lang)}), lang)


def _fees(found: Json, lang: str) -> str:
    """Government fees as one figure, or that they depend on how the parcel is cleared."""
    total = found["totals"]["fees"]
    if total is None:
        return words.say(Message("notice.fees.open"), lang)
    conditional = [fee for fee in found["fees"] if fee["status"] == "conditional" and fee["amount"] is not None]
    if conditional:
        most = Decimal(total) + sum(Decimal(fee["amount"]) for fee in conditional)
        return words.say(Message("notice.fees.up_to", {"amount": Decimal(total), "most": most}), lang)
    return words.money(Decimal(total), lang)


def _span(span: Json, lang: str) -> str:
    if span["likely"] is not None and span["low"] != span["high"]:
        likely = _money(span["likely"], span["likely"], lang)
        return words.say(
            Message("notice.likely", {"likely": likely, "span": _money(span["low"], span["high"], lang)}), lang
        )
    return _money(span["low"], span["high"], lang)


def _money(low: str | None, high: str | None, lang: str) -> str:
    if low is not None and high is not None and Decimal(low) == Decimal(high):
        return words.money(Decimal(low), lang)
    if low is not None and high is not None:
        return words.say(Message("site.span", {"low": Decimal(low), "high": Decimal(high)}), lang)
    if low is not None and Decimal(low) > 0:
        return words.say(Message("site.at_least", {"low": Decimal(low)}), lang)
    return words.say(Message("notice.unknown"), lang)
