"""The government fee lines of a bill, judged against the fees of the entry (19 CFR 24.22 to 24.24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal

from tariff_data.carrier_bills.duty import twice
from tariff_data.carrier_bills.result import Explanation
from tariff_data.carrier_bills.tolerances import NOTHING, UNKNOWN, Finding, Row, is_fee
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO
from tariff_data.declaration.request import EstimateRequest
from tariff_data.law_records.provisions import Fee
from tariff_data.law_records.snapshot import NotInForce, Snapshot, snapshot
from tariff_data.results import EstimateResult, FeeLine, Range

A_YEAR = timedelta(days=366)
PROCESSING = ("mpf", "express_consignment")
"""The processing fee and what takes its place at a courier's facility: one of the two is due, whoever files decides."""


def kind_of(fee_id: str) -> str:
    """The kind of fee line that a record of law belongs to."""
    if fee_id == "mpf_manual_surcharge":
        return "manual_entry"
    return "mpf" if fee_id.startswith("mpf_") else fee_id


def kinds_of(row: Row) -> tuple[str, ...]:
    """The kinds of fee that a line's name stands for."""
    return tuple(dict.fromkeys(kind_of(fee) for fee in row.reading.term.fees)) if row.reading.term else ()


class FeeJudge:
    """Judges fee lines one by one and remembers which fee has been paid already."""

    def __init__(self, request: EstimateRequest, found: EstimateResult, law: Snapshot) -> None:
        self.request = request
        self.found = found
        self.law = law
        self.seen: dict[str, Decimal] = {}
        self.findings: dict[int, Finding] = {}

    def judge(self, rows: Iterable[Row]) -> None:
        """Every fee line, in the bill's order."""
        for row in rows:
            kinds = kinds_of(row)
            if not kinds:
                reason = Message("billcheck.fee.not_known", {"charged": row.amount})
                self.findings[row.place] = Finding("cannot_tell", UNKNOWN, reason)
            elif repeated := next((kind for kind in kinds if kind in self.seen), None):
                same = is_fee(row.amount, self.seen[repeated])
                self.findings[row.place] = twice(row) if same else self._superfluous(row, repeated)
            else:
                self.findings[row.place] = self._judged(row, kinds[0])
                self.seen[kinds[0]] = row.amount

    def due(self) -> list[FeeLine]:
        """The fees that no line has shown yet."""
        paid = set(self.seen)
        if paid & set(PROCESSING):
            paid |= set(PROCESSING)
        return [fee for fee in self.found.fees if fee.kind not in paid]

    def _judged(self, row: Row, kind: str) -> Finding:
        if row.amount <= 0:
            return Finding("right", NOTHING, Message("billcheck.duty.right.none", {"charged": row.amount}))
        if kind in PROCESSING and any(other in self.seen for other in PROCESSING if other != kind):
            return self._superfluous(row, kind)
        fee = next((fee for fee in self.found.fees if fee.kind == kind), None)
        if fee is not None and fee.amount is not None:
            return self._against(row, fee, fee.amount)
        if kind in PROCESSING:
            return self._processing(row, kind)
        if fee is not None:
            reason = Message("billcheck.fee.open", {"why": fee.why})
            return Finding("cannot_tell", UNKNOWN, reason, (), fee.citation, fee.source, fee.confidence)
        return self._superfluous(row, kind)

    def _against(self, row: Row, fee: FeeLine, amount: Decimal) -> Finding:
        """A fee that is due, or that may be."""
        low = amount if fee.status == "applies" else ZERO
        expected = Range(low, amount, amount)
        name = Message(f"billcheck.fee_name.{fee.kind}")
        values = {"fee": name, "charged": row.amount, "amount": amount, "why": fee.why}
        if is_fee(row.amount, amount):
            key = "billcheck.fee.right" if fee.status == "applies" else "billcheck.fee.right.conditional"
            return Finding("right", expected, Message(key, values), (), fee.citation, fee.source, fee.confidence)
        verdict = "too_high" if row.amount > amount else "too_low"
        errors = tuple(self._other_fees(row.amount, fee.kind))
        reason = Message(f"billcheck.fee.{verdict}", values)
        return Finding(verdict, expected, reason, errors, fee.citation, fee.source, fee.confidence)  # type: ignore[arg-type]

    def _processing(self, row: Row, kind: str) -> Finding:
        """The processing fee and the express fee stand in for each other on informal entries."""
        due = [fee for fee in self.found.fees if fee.kind in PROCESSING]
        if not due:
            return self._superfluous(row, kind)
        name = "mpf_informal_automated" if kind == "mpf" else "express_consignment"
        try:
            record = self.law.fee(name)
        except NotInForce:
            return Finding("cannot_tell", UNKNOWN, Message("billcheck.fee.not_known", {"charged": row.amount}))
        amounts = [a for a in (record.amount, *(fee.amount for fee in due)) if a is not None]
        expected = Range(min(amounts), None, max(amounts))
        source = record.source
        informal = self.found.entry.type in {"informal", "mail"}
        values = {"fee": Message(f"billcheck.fee_name.{kind}"), "charged": row.amount, "amount": record.amount}
        if informal and is_fee(row.amount, record.amount):
            reason = Message(f"billcheck.fee.instead.{kind}", values)
            return Finding("right", expected, reason, (), source.citation, source.url, record.confidence)
        if row.amount > max(amounts):
            errors = tuple(self._other_fees(row.amount, kind))
            reason = Message("billcheck.fee.too_high", values)
            return Finding("too_high", expected, reason, errors, source.citation, source.url, record.confidence)
        reason = Message("billcheck.fee.not_known", {"charged": row.amount})
        return Finding("cannot_tell", expected, reason, tuple(self._other_fees(row.amount, kind)))

    def _superfluous(self, row: Row, kind: str) -> Finding:
        """A fee that this shipment does not owe."""
        key = f"billcheck.error.fee_not_due.{self._why_not(kind)}"
        values = {"fee": Message(f"billcheck.fee_name.{kind}"), "amount": row.amount}
        error = Explanation("fee_not_due", Message(key, values), row.amount)
        reason = Message("billcheck.fee.none", {"fee": values["fee"], "charged": row.amount})
        confidence = "high" if kind == "hmf" else "medium"
        return Finding("too_high", NOTHING, reason, (error,), "19 CFR 24.22 to 24.24", "", confidence)  # type: ignore[arg-type]

    def _why_not(self, kind: str) -> str:
        if kind == "hmf":
            return "not_by_sea"
        if self.found.entry.type in {"gift", "de_minimis"}:
            return "exempt_entry"
        if kind in PROCESSING and any(other in self.seen for other in PROCESSING):
            return "one_of_two"
        if kind == "dutiable_mail":
            return "not_by_mail"
        return "other"

    def _other_fees(self, amount: Decimal, kind: str) -> Iterator[Explanation]:
        """Another fee of the day with that amount, or last year's."""
        family = [fee for fee in self.law.of(Fee) if kind_of(fee.id) in {kind, *PROCESSING}]
        for fee in family:
            if any(is_fee(amount, figure) for figure in (fee.amount, fee.min, fee.max)):
                name = Message(f"billcheck.fee_name.{fee.id}")
                text = Message("billcheck.error.other_fee", {"fee": name, "amount": amount})
                yield Explanation("other_fee", text, amount)
                return
        for fee in snapshot(self.request.on - A_YEAR).of(Fee):
            if kind_of(fee.id) == kind and fee.to and any(is_fee(amount, f) for f in (fee.amount, fee.min, fee.max)):
                text = Message("billcheck.error.old_fee", {"day": fee.to - timedelta(days=1), "amount": amount})
                yield Explanation("old_fee", text, amount)
                return
