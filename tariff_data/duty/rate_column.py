"""Which of the schedule's three columns gives the base rate (General Notes 3(a) to 3(c))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tariff_data.core.messages import Message
from tariff_data.duty_rates import Rate, parse_rate, parse_special
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import Confidence

ColumnName = Literal["general", "special", "column2"]
# Lines that are free for everybody print no symbols; a USMCA claim still counts there (it frees from other duties).
_USMCA = "S"


@dataclass(frozen=True, slots=True)
class RateColumns:
    """The rate texts of one line: the schedule's, or the ones a request gave instead."""

    general: str
    special: str
    column2: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The column used, its rate, why it is that one, and what became of claims that could not be used."""

    column: ColumnName
    rate: Rate
    why: Message
    program: str
    preference: str | None = None
    citation: str = ""
    source: str = ""
    confidence: Confidence = "high"
    mpf_exempt: bool = False
    refused: tuple[Message, ...] = field(default=())


def choose_column(texts: RateColumns, origin: str, claims: Sequence[str], law: Snapshot) -> Chosen:
    """The column for goods of `origin` with the preference `claims` made for them, by the law of one day.

    Column 2 countries pay column 2 whatever is claimed; the first claim that is in force, open to the country and
    printed on the line gives the special rate; otherwise column 1 general.
    """
    record = law.column2(origin)
    if record is not None:
        return Chosen(
            "column2",
            parse_rate(texts.column2),
            Message("why.base_duty.column2", {"country": origin}),
            "column 2",
            citation=record.source.citation,
            source=record.source.url,
            confidence=record.confidence,
            refused=tuple(Message("claim.column2", {"claim": claim, "country": origin}) for claim in claims),
        )
    refused: list[Message] = []
    for claim in claims:
        answer = _claim(texts, origin, claim, law)
        if isinstance(answer, Chosen):
            return answer
        refused.append(answer)
    why = Message("why.base_duty.general", {"country": origin})
    return Chosen("general", parse_rate(texts.general), why, "column 1 general", refused=tuple(refused))


def _claim(texts: RateColumns, origin: str, claim: str, law: Snapshot) -> Chosen | Message:
    programme = law.preference(claim, origin)
    if programme is None:
        return Message("claim.unknown", {"claim": claim, "country": origin})
    name = Message(f"preference.name.{programme.id}")
    if programme.status == "lapsed":
        key = "claim.lapsed.refundable" if programme.refundable else "claim.lapsed"
        return Message(key, {"programme": name, "day": programme.from_})
    printed = parse_special(texts.special)
    if not programme.symbols:
        return Message("claim.by_note", {"programme": name, "note": programme.general_note})
    symbol = next((symbol for symbol in programme.symbols if symbol in printed), None)
    rate = printed[symbol] if symbol else None
    if symbol is None and _USMCA in programme.symbols and not printed and parse_rate(texts.general).kind == "free":
        symbol, rate = _USMCA, parse_rate(texts.general)
    if symbol is None or rate is None:
        return Message("claim.not_printed", {"programme": name})
    return Chosen(
        "special",
        rate,
        Message("why.base_duty.special", {"programme": name, "country": origin}),
        "column 1 special",
        preference=symbol,
        citation=programme.source.citation,
        source=programme.source.url,
        confidence=programme.confidence,
        mpf_exempt=symbol in programme.mpf_exempt,
    )
