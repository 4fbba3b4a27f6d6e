"""What an estimate finds: typed, in US dollars, with messages instead of sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tariff_data.core.messages import Message

Status = Literal["applies", "displaced", "exempt", "needs_fact", "not_computable", "prohibited"]
LineKind = Literal["base_duty", "additional_duty", "excise"]
EntryType = Literal["mail", "informal", "formal", "gift", "traveler", "de_minimis", "refused"]
Confidence = Literal["high", "medium", "low"]
End = Literal["", "limit", "assumed"]


@dataclass(frozen=True, slots=True)
class Range:
    """Low, likely and high in dollars; None where it cannot be known (never zero for unknown).

    `end` says what `high` rests on where a quantity or a rate is not known: the most that it can be (`limit`), or what
    it is assumed not to exceed (`assumed`).
    """

    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None
    end: End = ""


def weakest_end(ranges: Iterable[Range]) -> End:
    """What the upper end of ranges that are taken together rests on."""
    ends = {span.end for span in ranges}
    return "assumed" if "assumed" in ends else "limit" if "limit" in ends else ""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One heading that was considered and reached.

    `amount` in dollars and cents: None where it is unknown or the goods are barred, 0.00 where displaced or exempt.
    """

    kind: LineKind
    heading: str
    program: str
    rate: Message | str
    rate_pct: Decimal | None
    base: Decimal | None
    amount: Decimal | None
    status: Status
    formula: Message | None
    why: Message
    citation: str
    source: str
    confidence: Confidence
    displaced_by: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question; `duty` is the likely duty it leads to."""

    value: str
    label: Message
    duty: Range | None = None
    keeps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """A fact a shopper can find, asked because it moves the duty by `moves` dollars."""

    id: str
    text: Message
    options: tuple[Option, ...]
    moves: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is missing and what hangs on it."""

    fact: str
    why: Message


@dataclass(frozen=True, slots=True)
class Flag:
    """Another agency's business with the goods."""

    agency: str
    text: Message
    source: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A duty line the goods may stand on, with the duty it would lead to."""

    hts: str
    label_en: str
    label_es: str
    confidence: Literal["strong", "good", "possible"]
    score: float
    duty: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item of the shipment."""

    description: str
    value_usd: Decimal | None
    candidates: tuple[Candidate, ...]
    chosen: str | None
    duty: Range
    lines: tuple[DutyLine, ...]
    questions: tuple[Question, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """The kind of customs entry the shipment needs, and why."""

    type: EntryType
    why: Message
    citation: str
    source: str = ""
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A government fee. `amount` None: depends on a fact that is not known (named in `why`)."""

    kind: str
    amount: Decimal | None
    status: Literal["applies", "conditional"]
    why: Message
    citation: str
    source: str = ""
    formula: Message | None = None
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class CarrierFee:
    """What a private carrier may add; never a government charge."""

    carrier: str
    low: Decimal | None
    high: Decimal | None
    note: Message
    name: str = ""
    source: str = ""
    confidence: Confidence = "medium"


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the shipment in dollars; None where a part is unknown."""

    duty: Range
    fees: Decimal | None
    government: Range


@dataclass(frozen=True, slots=True)
class EstimateResult:
    """A whole estimate as of the entry date `on`, by law verified through `verified_through`."""

    on: date
    verified_through: date
    schedule: str
    currency: str
    items: tuple[ItemResult, ...]
    entry: Entry
    fees: tuple[FeeLine, ...]
    carrier_fees: tuple[CarrierFee, ...]
    totals: Totals
    missing: tuple[Missing, ...]
    warnings: tuple[Message, ...]
