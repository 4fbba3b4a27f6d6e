"""What the API answers, as models: they describe it in openapi.json, and tests hold the answers to them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Money = Annotated[str, StringConstraints(pattern=r"^-?\d+\.\d\d$"), Field(examples=["40.50"])]
Percent = Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)?$"), Field(examples=["16.5"])]
Hts = Annotated[str, StringConstraints(pattern=r"^\d{8}(\d{2})?$"), Field(examples=["42022190"])]


class _Open(BaseModel):
    model_config = ConfigDict(extra="allow")


class Span(_Open):
    """Low, likely and high in US dollars; null where it cannot be known."""

    low: Money | None
    likely: Money | None
    high: Money | None


class Candidate(_Open):
    """A duty line the item may stand on."""

    hts: Hts
    label: str
    confidence: Literal["strong", "good", "possible"]
    score: float
    duty: Money | None = None


class Line(_Open):
    """One heading that was considered and reached."""

    kind: Literal["base_duty", "additional_duty", "excise"]
    heading: str
    program: str
    rate: str
    rate_pct: Percent | None
    base: Money | None
    amount: Money | None
    status: Literal["applies", "displaced", "exempt", "needs_fact", "not_computable", "prohibited"]
    formula: str | None
    why: str
    citation: str
    source: str
    confidence: Literal["high", "medium", "low"]


class Option(_Open):
    """An answer to a question and the duty it leads to."""

    value: str
    label: str
    duty: Money | None = None


class Question(_Open):
    """A fact that moves the duty; send the answer among the item's `facts`, under its id."""

    id: str
    text: str
    options: list[Option]
    moves: Money | None = None


class Flag(_Open):
    """Another agency's business with the goods."""

    agency: str
    text: str
    source: str


class EstimatedItem(_Open):
    """One item of the shipment."""

    description: str
    value_usd: Money | None
    candidates: list[Candidate]
    chosen: Hts | None
    duty: Span
    lines: list[Line]
    questions: list[Question]
    flags: list[Flag]


class EntryNeeded(_Open):
    """The customs entry the shipment needs."""

    type: Literal["mail", "informal", "formal", "gift", "traveler", "de_minimis", "refused"]
    why: str
    citation: str


class Fee(_Open):
    """A government fee."""

    kind: str
    amount: Money | None
    status: Literal["applies", "conditional"]
    why: str
    citation: str


class CarrierFee(_Open):
    """What a private carrier may add: a price, not a tax."""

    carrier: str
    low: Money | None
    high: Money | None
    note: str


class Totals(_Open):
    """Sums over the shipment."""

    duty: Span
    fees: Money | None
    government: Span


class MissingFact(_Open):
    """A fact that is missing and why it matters."""

    fact: str
    why: str


class Estimate(_Open):
    """A whole estimate."""

    on: date
    verified_through: date
    schedule: str
    currency: Literal["USD"]
    notice: str
    items: list[EstimatedItem]
    entry: EntryNeeded
    fees: list[Fee]
    carrier_fees: list[CarrierFee]
    totals: Totals
    missing: list[MissingFact]
    warnings: list[str]


class ClassifiedCandidate(_Open):
    """A duty line with its general rate."""

    hts: Hts
    label: str
    heading: str
    confidence: Literal["strong", "good", "possible"]
    score: float
    rate: str | None


class ClassificationResult(_Open):
    """Candidates and the questions that would decide between them."""

    query: str
    lang: str
    candidates: list[ClassifiedCandidate]
    questions: list[Question]
    intercept: Any = None
    note: str | None = None


class LawLine(_Open):
    """One heading that was considered, without amounts."""

    kind: Literal["base_duty", "additional_duty", "excise"]
    heading: str
    program: str
    rate: str
    rate_pct: Percent | None
    status: Literal["applies", "displaced", "exempt", "needs_fact", "not_computable", "prohibited"]
    why: str
    citation: str
    source: str
    confidence: Literal["high", "medium", "low"]


class LawOn(_Open):
    """What stands on a line for an origin on a date."""

    on: date
    hts: Hts
    origin: str
    label: str
    rates: dict[str, str | None]
    lines: list[LawLine]
    verified_through: date
    notice: str


class TimelineStep(_Open):
    """Days (`to` exclusive) on which the same headings charge the same; rates in percent of value."""

    from_: date = Field(alias="from")
    to: date | None
    rate_pct: str | None
    headings: list[str]
    reasons: list[str]


class LineTimeline(_Open):
    """The total rate on a line for an origin by entry date."""

    hts: Hts
    origin: str
    label: str
    steps: list[TimelineStep]
    verified_through: date
    notice: str


class CoveredProgramme(_Open):
    """A subject of law: since when the desk knows it, how well, and what it does not know."""

    id: str
    name: str
    since: date
    verified_since: date | None
    checked: date
    confidence: str
    known_gaps: list[str]


class Coverage(_Open):
    """What the law data covers."""

    first_day: date
    schedule_since: date
    verified_through: date
    programmes: list[CoveredProgramme]


class Button(_Open):
    """A suggested reply."""

    title: str
    payload: str


class ChatBubble(_Open):
    """One message of the assistant (or, in a transcript, of the person)."""

    text: str | None = None
    buttons: list[Button] = []
    card: dict[str, Any] | None = None
    sources: list[Any] = []
    mark: str | None = Field(default=None, description="Of an answer: what it is rated by")


class ChatReply(_Open):
    """The conversation's id and the new messages."""

    conversation: str
    messages: list[ChatBubble]


class Transcript(ChatReply):
    """A whole conversation."""


class Holds(_Open):
    """Entry dates an answer holds for: from inclusive, to exclusive."""

    from_: date | None = Field(alias="from")
    to: date | None


class ArticleHead(_Open):
    """A guide in a list."""

    slug: str
    topic: str
    lang: str
    title: str
    summary: str
    holds: Holds
    checked: date


class ArticleList(_Open):
    """Guides."""

    articles: list[ArticleHead]


class ArticleFull(ArticleHead):
    """A guide: the answer, then the details in Markdown."""

    answer: str
    body: str
    sources: list[dict[str, str]]
    related: list[str]
    withdrawn: str | None = None


class Fault(_Open):
    """A place in the request and what is wrong there."""

    at: str
    message: str


class ProblemDetails(_Open):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None
