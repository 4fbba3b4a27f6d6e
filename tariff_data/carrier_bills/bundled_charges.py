"""Lines that hold several charges in one: "duties and taxes", and the total of the bill."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from tariff_data.carrier_bills.duty import DutyJudge
from tariff_data.carrier_bills.fees import FeeJudge
from tariff_data.carrier_bills.result import Explanation
from tariff_data.carrier_bills.tolerances import NOTHING, Finding, Row, compared, dearest, is_fee, is_near, total
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO
from tariff_data.duty.line_duty import plus
from tariff_data.law_records.paperwork import Carrier
from tariff_data.results import EstimateResult, FeeLine, Range


def private_span(found: EstimateResult, carrier: Carrier | None) -> Range:
    """What the carrier usually adds for itself; of an unknown carrier, from nothing to the dearest."""
    mine = [fee for fee in found.carrier_fees if carrier is None or fee.carrier == carrier.id]
    if not mine:
        return NOTHING if carrier is not None and carrier.mode is not None else Range(ZERO, None, None)
    highs = [fee.high for fee in mine]
    high = None if None in highs else max(high for high in highs if high is not None)
    lows = [fee.low or ZERO for fee in mine]
    return Range(ZERO if carrier is None else min(lows), None, high)


class LumpJudge:
    """Judges lumps against what no narrower line has named."""

    def __init__(
        self, found: EstimateResult, duty: DutyJudge, fees: FeeJudge, carrier: Carrier | None, *, duty_is_named: bool
    ) -> None:
        self.found = found
        self.duty = NOTHING if duty_is_named else duty.remaining
        self.parts = [] if duty_is_named else list(duty.left)
        self.fees = fees.due()
        self.carrier = carrier
        self.findings: dict[int, Finding] = {}

    def judge(self, rows: Sequence[Row]) -> None:
        """Lines for duty and fees together; several of them answer together, the largest for the difference."""
        if not rows:
            return
        answering = max(rows, key=lambda row: row.amount)
        others = total(row.amount for row in rows if row is not answering)
        for row in rows:
            amount = row.amount + (others if row is answering else ZERO)
            if row is answering or len(rows) == 1:
                self.findings[row.place] = self._judged(amount, row.amount)
            else:
                self.findings[row.place] = self._part(row.amount)
        if self.findings[answering.place].verdict == "right":
            for row in rows:
                if row is not answering:
                    reason = Message("billcheck.duty.one_of_several")
                    self.findings[row.place] = Finding("right", Range(row.amount, row.amount, row.amount), reason)

    def _part(self, amount: Decimal) -> Finding:
        for fee in self.fees:
            if is_fee(amount, fee.amount):
                values = {"fee": Message(f"billcheck.fee_name.{fee.kind}"), "amount": fee.amount, "why": fee.why}
                reason = Message("billcheck.lump.is_fee", values)
                expected = Range(amount, amount, amount)
                return Finding("right", expected, reason, (), fee.citation, fee.source, fee.confidence)
        return Finding("cannot_tell", Range(ZERO, None, None), Message("billcheck.lump.what", {"charged": amount}))

    def _judged(self, together: Decimal, charged: Decimal) -> Finding:
        expected = plus(self.duty, self._fee_span())
        low = self.duty.low if self.duty.low is not None else None
        expected = Range(low, expected.likely, expected.high)
        fees = self._paying(together)
        if fees is not None:
            names = tuple(self._named(fee) for fee in fees)
            parts = (*(part.said for part in self.parts), *names)
            key = "billcheck.lump.right" if parts else "billcheck.duty.right.none"
            return Finding("right", expected, Message(key, {"charged": charged, "parts": parts}), confidence="medium")
        verdict = compared(together, expected)
        values = {"charged": charged, "low": expected.low, "high": expected.high, "likely": expected.likely}
        known = expected.high is not None
        key = f"billcheck.lump.{verdict}" if known or verdict == "too_low" else "billcheck.duty.unknown"
        if known and expected.high == 0:
            key = f"billcheck.lump.{verdict}.none"
        return Finding(verdict, expected, Message(key, values))

    def _paying(self, amount: Decimal) -> tuple[FeeLine, ...] | None:
        """The fees with which the duty comes to the amount, if any do."""
        if self.duty.likely is None:
            return None
        known = [fee for fee in self.fees if fee.amount is not None]
        sure = [fee for fee in known if fee.status == "applies"]
        tried = [sure, *(list(some) for size in range(len(known) + 1) for some in combinations(known, size))]
        for fees in tried:
            expected = self.duty.likely + total(fee.amount for fee in fees if fee.amount is not None)
            if is_near(amount, expected) and (self.duty.likely or is_fee(amount, expected)):
                return tuple(fees)
        return None

    def _named(self, fee: FeeLine) -> Message:
        name = Message(f"billcheck.fee_name.{fee.kind}")
        return Message("billcheck.part", {"programme": name, "amount": fee.amount})

    def _fee_span(self) -> Range:
        sure = total(fee.amount for fee in self.fees if fee.amount is not None and fee.status == "applies")
        if any(fee.amount is None for fee in self.fees):
            return Range(sure, None, None)
        return Range(sure, sure, total(fee.amount for fee in self.fees if fee.amount is not None))

    def judge_totals(self, totals: Sequence[Row], rows: Sequence[Row]) -> None:
        """A total against the sum of the other lines, or, where it stands alone, against all we expect."""
        lines = [row for row in rows if row not in totals]
        if not lines:
            for row in totals:
                self.findings[row.place] = self._alone(row)
            return
        together = total(row.amount for row in lines)
        for row in totals:
            self.findings[row.place] = self._sum(row, lines, together)

    @staticmethod
    def _sum(row: Row, lines: Sequence[Row], together: Decimal) -> Finding:
        expected = Range(together, together, together)
        values = {"charged": row.amount, "sum": together, "difference": abs(row.amount - together)}
        if is_fee(row.amount, together):
            return Finding("right", expected, Message("billcheck.total.right", values), confidence="high")
        if len(lines) <= 12 and any(
            is_fee(row.amount, total(part.amount for part in some))
            for size in range(2, len(lines))
            for some in combinations(lines, size)
        ):
            return Finding("right", expected, Message("billcheck.total.part", values))
        error = Explanation("does_not_add_up", Message("billcheck.error.does_not_add_up", values), together)
        verdict = "too_high" if row.amount > together else "too_low"
        reason = Message(f"billcheck.total.{verdict}", values)
        return Finding(verdict, expected, reason, (error,), confidence="high")  # type: ignore[arg-type]

    def _alone(self, row: Row) -> Finding:
        government = self.found.totals.government
        private = private_span(self.found, self.carrier)
        high = None if government.high is None or private.high is None else government.high + private.high
        low = None if government.low is None or private.low is None else government.low + private.low
        expected = Range(low, None, high)
        values: dict[str, Decimal | None] = {
            "charged": row.amount,
            "low": low,
            "high": high,
            "government": government.likely,
            "private_low": private.low,
            "private_high": private.high,
        }
        verdict = compared(row.amount, expected)
        if verdict == "cannot_tell" and high is not None and government.low == government.high:
            verdict = "right"  # the government part is certain, and only the carrier's own fee varies
        far = dearest(self.found)
        if verdict == "cannot_tell" and high is None and far is not None and private.high is not None:
            values["dearest"] = far + (self.found.totals.fees or ZERO) + private.high
        most = values.get("dearest")
        if most is not None and row.amount > most:
            key = "billcheck.total.beyond_known"
        elif government.likely is None or high is None:
            key = "billcheck.total.unknown" if verdict == "cannot_tell" else f"billcheck.total.alone.{verdict}.range"
        else:
            key = f"billcheck.total.alone.{verdict}"
        return Finding(verdict, expected, Message(key, values))
