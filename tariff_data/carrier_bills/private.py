"""What carriers, posts and brokers charge for themselves, judged against their published prices of the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tariff_data.carrier_bills.duty import twice
from tariff_data.carrier_bills.result import Explanation
from tariff_data.carrier_bills.tolerances import NOTHING, UNKNOWN, Finding, Row, is_fee
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO, cents
from tariff_data.declaration.request import EstimateRequest
from tariff_data.law_records.charges import PrivateFee
from tariff_data.law_records.paperwork import Carrier
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import EstimateResult, FeeLine, Range


class PrivateJudge:
    """Judges private lines.

    `advanced`: dollars of duty and government fees on the bill, paid ahead by the carrier. `due`: the government fees
    that no line has shown; they may hide behind a private name.
    """

    def __init__(
        self,
        request: EstimateRequest,
        found: EstimateResult,
        law: Snapshot,
        carrier: Carrier | None,
        advanced: Decimal,
        due: Sequence[FeeLine] = (),
    ) -> None:
        self.request = request
        self.found = found
        self.law = law
        self.carrier = carrier
        self.advanced = advanced
        self.due = due
        self.seen: list[Row] = []
        self.findings: dict[int, Finding] = {}

    def judge(self, rows: Iterable[Row]) -> None:
        """Every private line, in the bill's order."""
        for row in rows:
            before = [other for other in self.seen if other.reading.term == row.reading.term]
            percentage = any(fee.kind == "disbursement" for fee in self._prices(row))
            if percentage and any(is_fee(row.amount, other.amount) for other in before):
                self.findings[row.place] = twice(row)
            else:
                self.findings[row.place] = self._judged(row)
            self.seen.append(row)

    def _prices(self, row: Row) -> list[PrivateFee]:
        """The published prices that the line can be, of this carrier or, unknown, of any."""
        term = row.reading.term
        if term is None:
            return []
        named = [fee for fee in self.law.of(PrivateFee) if fee.id in term.fees or fee.kind in term.kinds]
        mine = [fee for fee in named if self._is_ours(fee)]
        return [fee for fee in mine if self._concerns(fee)]

    def _is_ours(self, fee: PrivateFee) -> bool:
        """The carrier's own price; mail from any foreign post is handed over by ours, which collects."""
        if self.carrier is None or fee.carrier == self.carrier.id:
            return True
        return fee.kind == "collection" and self.request.mode == "post"

    def _concerns(self, fee: PrivateFee) -> bool:
        value = sum((item.value_usd or ZERO for item in self.found.items), ZERO)
        origins = {country for item in self.request.items for country in (item.origin, item.ship_from) if country}
        return (
            (self.request.mode is None or not fee.modes or self.request.mode in fee.modes)
            and (fee.value_from is None or value >= fee.value_from)
            and (fee.value_to is None or value <= fee.value_to)
            and (not fee.origins or bool(origins & set(fee.origins)))
        )

    def _judged(self, row: Row) -> Finding:
        if row.amount <= 0:
            return Finding("right", NOTHING, Message("billcheck.private.free", {"charged": row.amount}))
        prices = [fee for fee in self._prices(row) if fee.currency == "USD"]
        spans = [(fee, span) for fee in prices if (span := self._span(fee)) is not None]
        hidden = next((fee for fee in self.due if is_fee(row.amount, fee.amount)), None)
        if not spans and hidden is not None:
            values = {"charged": row.amount, "what": Message(f"billcheck.fee_name.{hidden.kind}")}
            return Finding("cannot_tell", UNKNOWN, Message("billcheck.private.equals", values), confidence="low")
        if not spans:
            reason = Message("billcheck.private.unpublished", {"charged": row.amount})
            return Finding("cannot_tell", UNKNOWN, reason, confidence="low")
        for fee, span in spans:
            if self._is(row.amount, span):
                return self._right(row, fee, span)
        if self.carrier is None:
            return Finding("cannot_tell", UNKNOWN, Message("billcheck.private.which_carrier", {"charged": row.amount}))
        return self._wrong(row, spans)

    def _span(self, fee: PrivateFee) -> Range | None:
        """The least and the most the fee comes to; None where no price is known."""
        if fee.kind == "disbursement":
            right = self.found.totals.government.likely
            bases = [self.advanced] + ([right] if right is not None else [])
            amounts = [max(fee.minimum or ZERO, cents(base * (fee.percent or ZERO) / 100)) for base in bases]
            least = ZERO if right == 0 else min(amounts)
            return Range(least, amounts[-1], max(amounts))
        if fee.amount is None:
            return None
        if fee.kind == "line":
            extra = max(0, len(self.request.items) - (fee.free_lines or 0))
            charged = cents(fee.amount * extra)
            return Range(charged, charged, charged)
        if fee.kind == "collection" and self.found.totals.duty.high == 0:
            return NOTHING  # the post asks it only where it collects duty
        if fee.kind == "entry" and fee.amount == 0 and self.found.entry.type == "formal":
            return None  # what routine clearance includes says nothing of a formal entry
        return Range(fee.amount, None if fee.amount_high else fee.amount, fee.amount_high or fee.amount)

    def _is(self, amount: Decimal, span: Range) -> bool:
        if span.low is None or span.high is None:
            return False
        if span.likely is None or span.low == span.high:
            return is_fee(amount, span.low) or is_fee(amount, span.high) or span.low <= amount <= span.high
        return any(is_fee(amount, figure) for figure in (span.low, span.likely, span.high))

    def _right(self, row: Row, fee: PrivateFee, span: Range) -> Finding:
        source = fee.source
        return Finding(
            "right", span, self._says("right", row, fee, span), (), source.citation, source.url, fee.confidence
        )

    def _wrong(self, row: Row, spans: Sequence[tuple[PrivateFee, Range]]) -> Finding:
        """Off the price list. A list of low confidence proves nothing, nor does an extra line we cannot count."""
        fee, span = next(((f, s) for f, s in spans if f.usual), spans[0])
        source, high, low = fee.source, span.high or ZERO, span.low or ZERO
        if high == 0 and fee.kind == "collection":
            text = Message("billcheck.error.fee_not_due.no_duty_collected", {"amount": row.amount})
            errors: tuple[Explanation, ...] = (Explanation("fee_not_due", text, row.amount),)
            reason = Message("billcheck.private.none", {"charged": row.amount})
            return Finding("too_high", NOTHING, reason, errors, source.citation, source.url, fee.confidence)
        if fee.confidence == "low" or fee.kind == "line":
            reason = self._says("unsure", row, fee, span)
            return Finding("cannot_tell", span, reason, (), source.citation, source.url, fee.confidence)
        if row.amount > high:
            reason = self._says("too_high", row, fee, span)
            return Finding("too_high", span, reason, (), source.citation, source.url, fee.confidence)
        if row.amount < low:
            reason = self._says("too_low", row, fee, span)
            return Finding("too_low", span, reason, (), source.citation, source.url, fee.confidence)
        reason = self._says("unsure", row, fee, span)
        return Finding("cannot_tell", span, reason, (), source.citation, source.url, fee.confidence)

    def _says(self, verdict: str, row: Row, fee: PrivateFee, span: Range) -> Message:
        values = {
            "carrier": fee.carrier,
            "charged": row.amount,
            "low": span.low,
            "high": span.high,
            "percent": fee.percent,
            "minimum": fee.minimum,
            "advanced": self.advanced,
            "free_lines": fee.free_lines,
            "price": fee.amount,
        }
        right = self.found.totals.government.likely
        if fee.kind == "line":
            return Message(f"billcheck.private.line.{verdict}", values)
        if fee.kind != "disbursement":
            return Message(f"billcheck.private.{verdict}", values)
        minimum = ".minimum" if fee.minimum else ""
        if verdict == "right" and right is not None and right < self.advanced and span.high != span.likely:
            return Message("billcheck.private.disbursement.follows", values | {"right": span.likely})
        return Message(f"billcheck.private.disbursement.{verdict}{minimum}", values)
