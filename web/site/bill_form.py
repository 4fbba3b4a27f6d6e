"""The bill checker's form: the estimator's goods and shipment, and what stands on the bill."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from multidict import MultiMapping

from tariff_data.law_records.paperwork import Carrier
from tariff_data.law_records.snapshot import law_of
from web.pages.forms import Field, Form, named, number

LINE = ("charge", "amount")
BILL = ("carrier", "billed", "paid")
LINES_AT_FIRST = 4
MOST_LINES = 60
_BILL_PLACES = {"carrier": "carrier", "bill_currency": "billed", "paid_at_checkout": "paid"}


@dataclass
class BillForm(Form):
    """What was typed: `lines` are the bill's, each with `charge` (its name) and `amount`; `bill` is about the whole."""

    lines: list[dict[str, str]] = field(default_factory=list)
    bill: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, sent: MultiMapping[Any], lang: str) -> BillForm:
        """A form from a posted body or a query; empty lines are left out."""
        goods = Form.read(sent, lang)
        names, amounts = ([str(value).strip() for value in sent.getall(one, [])] for one in LINE)
        count = max(len(names), len(amounts))
        names, amounts = (values + [""] * (count - len(values)) for values in (names, amounts))
        lines = [
            {one: value for one, value in (("charge", name), ("amount", amount)) if value}
            for name, amount in zip(names, amounts, strict=True)
            if name or amount
        ]
        bill = {name: str(sent[name]).strip() for name in BILL if sent.get(name, "")}
        return cls(lang, goods.items, goods.shipment, goods.facts, lines=lines[:MOST_LINES], bill=bill)

    def with_room(self, more: bool = False) -> None:
        """Add empty lines: as many as a bill often has, or some more."""
        wanted = len(self.lines) + LINES_AT_FIRST if more else max(LINES_AT_FIRST, len(self.lines) + 1)
        self.lines += [{} for _ in range(min(wanted, MOST_LINES) - len(self.lines))]

    def field(self, name: str, place: int = 0) -> Field:
        """A field of a line, of the bill, of an item or of the shipment."""
        if name in LINE:
            return self._field(name, self.lines[place], place)
        return self._field(name, self.bill, 0) if name in BILL else super().field(name, place)

    def request(self) -> dict[str, Any]:
        """The request of `POST /api/v1/bills`."""
        request = super().request() | {
            "carrier": self.bill.get("carrier", ""),
            "lines": [
                {"name": line.get("charge", ""), "amount": charged(line.get("amount", ""))} for line in self.lines
            ],
        }
        if self.bill.get("billed"):
            request["bill_currency"] = self.bill["billed"]
        if self.bill.get("paid"):
            request["paid_at_checkout"] = number(self.bill["paid"], money=True)
        return request

    def pairs(self, *, without: tuple[int, str] | None = None) -> list[tuple[str, str]]:
        """Everything as names and values, for hidden fields."""
        lines = [(name, line.get(name, "")) for line in self.lines if line for name in LINE]
        bill = [(name, self.bill[name]) for name in BILL if self.bill.get(name)]
        return [*bill, *lines, *super().pairs(without=without)]

    def goods(self) -> Form:
        """The goods alone, as the estimator's form."""
        return Form(self.lang, self.items, self.shipment, self.facts)

    def _place(self, at: str) -> tuple[str, str]:
        parts = at.split(".")
        if parts[0] == "lines":
            if len(parts) == 1 or not parts[1].isdigit():
                return "charge", "site.bill.error.lines"
            own = "charge" if parts[2:] == ["name"] else "amount"
            return named(own, int(parts[1])), f"site.bill.error.{own}"
        if parts[0] in _BILL_PLACES:
            return _BILL_PLACES[parts[0]], f"site.bill.error.{_BILL_PLACES[parts[0]]}"
        return super()._place(at)

    def _order(self, identity: str) -> tuple[int, int]:
        """The bill stands before the goods."""
        name, _, number = identity.partition("-")
        if name in LINE:
            return -1, 2 * int(number or 1) + LINE.index(name)
        return (-2, BILL.index(name)) if name in BILL else super()._order(identity)


def charged(text: str) -> str:
    """An amount as bills print it, a credit with its sign before, behind or in brackets."""
    plain = text.strip().replace("−", "-")
    credit = re.fullmatch(r"-\s*(.+)|(.+?)\s*-|\((.+)\)|([$€£]?)\s*-\s*(.+)|(.+?)\s*CR", plain, re.I)
    if not credit:
        return number(plain, money=True)
    amount = number("".join(part for part in credit.groups() if part), money=True)
    return f"-{amount}" if amount[:1].isdigit() else text


@cache
def carriers() -> tuple[str, ...]:
    """Names of carriers to choose from; any other may be typed."""
    return tuple(one.names[0] for one in law_of(Carrier) if one.mode)
