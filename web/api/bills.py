"""`POST /api/v1/bills`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from tariff_data.carrier_bills.request import BillRequest
from tariff_data.carrier_bills.result import ErrorKind, Side, Verdict
from web.api.endpoints import Endpoint, in_thread
from web.api.models import Estimate, Money, Span
from web.services.queries import Json, bill_answer


class _Open(BaseModel):
    model_config = ConfigDict(extra="allow")


class BillExplanation(_Open):
    """What leads to an amount on the bill; `is_error` false: a reading under which the bill is right."""

    kind: ErrorKind
    text: str
    amount: Money | None
    is_error: bool


class BillJudgedLine(_Open):
    """One line of the bill: `amount` as printed, `dollars` null where the bill's currency has no rate."""

    name: str
    amount: Money
    dollars: Money | None
    side: Side
    side_label: str
    term: str | None
    meaning: str | None
    heading: str | None
    verdict: Verdict
    verdict_label: str
    expected: Span
    reason: str
    explanations: list[BillExplanation]
    citation: str
    source: str
    confidence: Literal["high", "medium", "low"]


class BillSide(_Open):
    """What one side charges on the bill, and what is expected of it."""

    side: Side
    label: str
    charged: Money
    expected: Span


class BillStep(_Open):
    """Something to do; `due`: the last day, where it is known."""

    id: str
    text: str
    deadline: str | None
    due: date | None
    citation: str
    source: str
    confidence: Literal["high", "medium", "low"]


class CheckedBill(_Open):
    """A bill checked by the law of the entry date. `over`: dollars that seem too much."""

    type: Literal["bill"]
    on: date
    verified_through: date
    carrier: str | None
    verdict: Verdict
    verdict_label: str
    summary: str
    over: Money
    lines: list[BillJudgedLine]
    sides: list[BillSide]
    explanations: list[BillExplanation]
    steps: list[BillStep]
    warnings: list[str]
    notice: str
    estimate: Estimate


async def _check(request: web.Request, sent: Json) -> Json:
    return await in_thread(bill_answer, sent)


ENDPOINTS = (
    Endpoint(
        "POST",
        "/bills",
        "Check a carrier's bill line by line: whose charge each line is, what it should be, and what to do",
        _check,
        body=BillRequest,
        returns=CheckedBill,
    ),
)
