"""Duty that was paid to the seller at checkout is not owed to the carrier again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tariff_data.carrier_bills.result import Explanation
from tariff_data.carrier_bills.tolerances import NOTHING, Finding, Row, less, slack
from tariff_data.core.messages import Message
from tariff_data.results import EstimateResult

OF_DUTY = {"duty", "additional_duty", "base_duty", "excise", "government"}


def prepaid(
    paid: Decimal, rows: Sequence[Row], findings: dict[int, Finding], found: EstimateResult
) -> dict[int, Finding]:
    """Where what was paid covers the duty, no duty line is owed; where it covers a part, the largest line owes less."""
    charged = [row for row in rows if row.checks in OF_DUTY and row.amount > 0 and row.place in findings]
    if paid <= 0 or not charged:
        return findings
    due = found.totals.duty.likely
    error = Explanation("paid_twice", Message("billcheck.error.paid_twice", {"paid": paid}), paid)
    changed = dict(findings)
    covers = due is None or paid >= due - slack(due)
    for row in charged if covers else [max(charged, key=lambda row: row.amount)]:
        finding = findings[row.place]
        expected = NOTHING if covers else less(finding.expected, paid)
        reason = Message("billcheck.prepaid" if covers else "billcheck.prepaid.part", {"paid": paid})
        changed[row.place] = replace(
            finding, verdict="too_high", expected=expected, reason=reason, explanations=(error, *finding.explanations)
        )
    return changed
