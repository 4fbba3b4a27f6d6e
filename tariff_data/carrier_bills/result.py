"""What the bill checker finds: each line judged, errors explained, steps to take. Amounts in US dollars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tariff_data.core.messages import Message
from tariff_data.results import Confidence, EstimateResult, Range

Verdict = Literal["right", "too_high", "too_low", "cannot_tell"]
Side = Literal["government_duty", "government_fee", "government", "carrier", "not_us", "total", "unknown"]
ErrorKind = Literal[
    "wrong_origin",
    "metal_duty",
    "gift_missed",
    "us_goods_missed",
    "repair_missed",
    "household_missed",
    "de_minimis_missed",
    "charged_twice",
    "paid_twice",
    "wrong_currency",
    "freight_included",
    "ended_duty",
    "not_begun",
    "not_due",
    "preference_missed",
    "fact_ignored",
    "other_line",
    "fee_not_due",
    "other_fee",
    "old_fee",
    "foreign_tax",
    "does_not_add_up",
]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Something that leads to the amount on the bill. `amount`: what it comes to, None where only the name tells.

    `is_error` False: a reading under which the bill is right, such as another tariff line.
    """

    kind: ErrorKind
    text: Message
    amount: Decimal | None = None
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line of the bill: whose charge it is, what it should be, and why.

    `amount` as printed, `dollars` None where the bill's currency has no rate. `term`: the id of the name it was
    recognised by (message `bill.<term>`), None for a name nobody knows; `heading`: a tariff number in the name.
    """

    name: str
    amount: Decimal
    dollars: Decimal | None
    side: Side
    term: str | None
    heading: str | None
    verdict: Verdict
    expected: Range
    reason: Message
    explanations: tuple[Explanation, ...]
    citation: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class SideTotal:
    """What one side charges on the bill, and what we expect of it."""

    side: Side
    charged: Decimal
    expected: Range


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, in order. `id`: a dispute route, or a step of our own; `due`: the last day, where known."""

    id: str
    text: Message
    deadline: Message | None
    due: date | None
    citation: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class BillResult:
    """A bill checked by the law of the entry date `on`. `over`: dollars that seem too much, zero where none do."""

    on: date
    verified_through: date
    carrier: str | None
    verdict: Verdict
    summary: Message
    lines: tuple[JudgedLine, ...]
    sides: tuple[SideTotal, ...]
    over: Decimal
    explanations: tuple[Explanation, ...]
    steps: tuple[Step, ...]
    estimate: EstimateResult
    warnings: tuple[Message, ...]
