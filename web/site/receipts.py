"""What the page of an estimate shows beside the numbers: headings, what the person told, the receipt as plain text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from tariff_data.estimate.answers import known_facts
from web.pages import choices
from web.pages.forms import Form
from web.pages.page import speaking

Json = dict[str, Any]
Rows = list[tuple[str, str]]


class Receipt:
    """An estimate and the form it came from, in the person's language."""

    def __init__(self, form: Form, found: Json) -> None:
        self.form, self.found, self.lang = form, found, form.lang
        self.refused = found["entry"]["type"] == "refused"
        self._speak = speaking(self.lang)

    @property
    def comparable(self) -> bool:
        """Whether post and express are both ways this could come."""
        shipment = self.form.shipment
        return (
            not self.refused
            and shipment.get("by", "") in {"", "post", "express"}
            and shipment.get("for", "purchase") in {"purchase", "sample", "gift"}
        )

    def context(self) -> Json:
        """Everything `estimate.html` needs."""
        heading = self.heading()
        return {
            "estimate": self.found,
            "form": self.form,
            "refused": self.refused,
            "heading": heading,
            "title": self._t("site.estimate.title", item=heading),
            "subheading": self.subheading(),
            "permalink": f"/{self.lang}/estimate?{self.form.query()}",
            "here": f"/estimate?{self.form.query()}",  # what is shared and linked are these facts, not the empty form
            "told": [self.told(place) for place in range(len(self.form.items))],
            "told_shipment": self.told_shipment(),
            "as_text": self.as_text(),
            "with_line": self.with_line,
            "origin_of": lambda item: self.form.items[self.found["items"].index(item)]["made"],
            "askable": self.askable(),
        }

    def heading(self) -> str:
        """The item and where it was made, or how many items."""
        if len(self.form.items) > 1:
            return self._t("site.estimate.several", n=len(self.form.items))
        return self._item_heading(0)

    def _item_heading(self, place: int) -> str:
        item = self.form.items[place]
        candidates = self.found["items"][place]["candidates"]
        name = item.get("what") or (candidates[0]["label"] if candidates else words.dotted(item.get("hts", "")))
        return self._t("site.estimate.item", item=name[:1].upper() + name[1:], country=item["made"])

    def subheading(self) -> str:
        """Number, value and way of arriving."""
        parts = []
        if len(self.form.items) == 1:
            item = self.found["items"][0]
            parts += [words.dotted(item["chosen"])] if item["chosen"] else []
        value = self._value()
        parts += [value] if value else []
        way = self.form.shipment.get("by", "")
        parts += [choices.said("by", way, self.lang)] if way else []
        return " · ".join(parts)

    def _value(self) -> str:
        values = [item["value_usd"] for item in self.found["items"]]
        if any(value is None for value in values):
            return ""
        return str(self._speak["money"](sum(map(Decimal, values))))

    def told(self, place: int) -> Json:
        """What the person said about an item."""
        item = self.form.items[place]
        rows: Rows = [(self._t("site.told.item"), item.get("what") or words.dotted(item.get("hts", "")))]
        if item.get("hts") and item.get("what"):
            rows.append((self._t("site.told.hts"), words.dotted(item["hts"])))
        price, currency = item.get("price", ""), self.form.shipment.get("currency", "USD")
        rows.append((self._t("site.told.price"), self._t("site.told.price.bare", price=price, currency=currency)))
        if item.get("qty"):
            unit = choices.said("unit", item.get("unit", ""), self.lang)
            rows.append(
                (self._t("site.told.qty"), f"{item['qty']} {unit.lower()}" if item.get("unit") else item["qty"])
            )
        if item.get("weight"):
            rows.append((self._t("site.told.weight"), f"{item['weight']} kg"))
        rows.append((self._t("site.told.made"), words.country_name(item["made"], self.lang)))
        if item.get("ship"):
            rows.append((self._t("site.told.ship"), words.country_name(item["ship"], self.lang)))
        if item.get("claim"):
            rows.append((self._t("site.told.claim"), choices.said("claim", item["claim"], self.lang)))
        rows += [(self._question(name), value) for name, value in self.form.facts.get(place, {}).items()]
        return {"rows": rows, "heading": self._item_heading(place)}

    def _question(self, name: str) -> str:
        key = f"site.fact.{name}"
        return self._t(key) if words.has(key) else name.replace("_", " ")

    def told_shipment(self) -> Rows:
        """What the person said about the shipment."""
        shipment = self.form.shipment
        rows: Rows = [(self._t("site.told.on"), words.say(Message("site.day", {"day": self.found["on"]}), self.lang))]
        rows += [
            (self._t(f"site.told.{name}"), choices.said(name, shipment[name], self.lang))
            for name in ("by", "for", "sender")
            if shipment.get(name)
        ]
        if shipment.get("rate"):
            rows.append((self._t("site.told.rate"), shipment["rate"]))
        return rows

    def with_line(self, item: Json, hts: str) -> str:
        """The form's query with another duty line for an item."""
        place = self.found["items"].index(item)
        changed = Form(self.lang, [dict(one) for one in self.form.items], dict(self.form.shipment))
        changed.facts = {number: dict(facts) for number, facts in self.form.facts.items() if number != place}
        changed.items[place]["hts"] = hts
        return changed.query()

    def askable(self) -> dict[str, Json]:
        """Missing figures that a single input can give: field name and label by fact."""
        askable: dict[str, Json] = {}
        for gap in self.found["missing"]:
            fact = gap["fact"]
            if fact == "exchange_rate":
                askable[fact] = {"name": "rate", "label": self._t("site.form.rate")}
            elif len(self.form.items) == 1 and known_facts().get(fact) in {"amount", "number", "percent"}:
                unit = words.say(Message(f"unit.{fact}"), self.lang) if words.has(f"unit.{fact}") else ""
                askable[fact] = {"name": f"fact.0.{fact}", "label": unit or self._question(fact)}
        return askable

    def as_text(self) -> str:
        """The receipt as plain lines, to be copied into a letter."""
        found, money = self.found, self._speak["money"]
        lines = [
            self.heading(),
            self.subheading(),
            f"{self._t('site.receipt.as_of')} {self._speak['day'](found['on'])}",
        ]
        for place, item in enumerate(found["items"]):
            if len(found["items"]) > 1:
                lines += ["", self._item_heading(place)]
            for line in item["lines"]:
                name = f"{line['heading']} {line['program_name']}"
                if line["status"] == "applies":
                    lines.append(f"{name}: {line['formula'] or line['rate']} = {money(line['amount'])}")
                elif line["status"] not in {"displaced", "exempt"}:
                    lines.append(f"{name}: {self._t('site.line.' + line['status'])}")
            duty = self._total(item["duty"])
            lines.append(f"{self._t('site.part.duty')}: {duty}")
        lines += [
            f"{self._speak['fee_name'](fee['kind'])}: "
            + (money(fee["amount"]) if fee["status"] == "applies" else self._if_it_applies(fee["amount"]))
            for fee in found["fees"]
        ]
        lines.append(f"{self._t('site.receipt.government')}: {self._speak['reach'](found['totals']['government'])}")
        lines += [f"{fee['carrier']}: {self._speak['span'](fee['low'], fee['high'])}" for fee in found["carrier_fees"]]
        return "\n".join([*lines, found["notice"]])

    def _if_it_applies(self, amount: str | None) -> str:
        return self._t("site.fee.conditional", amount=amount) if amount else self._t("site.fee.conditional.unknown")

    def _total(self, span: Json) -> str:
        shown = (
            self._speak["money"](span["likely"])
            if span["likely"] is not None
            else self._speak["span"](span["low"], span["high"])
        )
        return str(shown)

    def _t(self, key: str, **values: object) -> str:
        return words.say(Message(key, values), self.lang)
