"""Checks a bill: reads its lines, estimates the goods, has each line judged, looks for the error, says what to do.

Government duty, government fees and private charges never mix: each kind has a judge of its own, and what a line
names most narrowly is settled first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tariff_data.carrier_bills.alternatives import Case, case_of
from tariff_data.carrier_bills.bundled_charges import LumpJudge, private_span
from tariff_data.carrier_bills.dispute_steps import steps
from tariff_data.carrier_bills.duty import DutyJudge
from tariff_data.carrier_bills.explaining import explanations
from tariff_data.carrier_bills.fees import FeeJudge
from tariff_data.carrier_bills.names import carrier_named, read_name
from tariff_data.carrier_bills.payer import over, side_of, side_totals, summary, verdict_of
from tariff_data.carrier_bills.prepaid import prepaid
from tariff_data.carrier_bills.private import PrivateJudge
from tariff_data.carrier_bills.request import BillRequest
from tariff_data.carrier_bills.result import BillResult, Explanation, JudgedLine
from tariff_data.carrier_bills.tolerances import UNKNOWN, Finding, Row, is_near, total
from tariff_data.carrier_bills.unrecognized import other_findings
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO, cents
from tariff_data.declaration.currency_conversion import DOLLAR
from tariff_data.declaration.exchange_rates import rate_on
from tariff_data.declaration.request import EstimateRequest
from tariff_data.estimate.estimate import estimate
from tariff_data.hts.lookup import ScheduleLookup
from tariff_data.law_records.paperwork import Carrier
from tariff_data.law_records.snapshot import snapshot
from tariff_data.results import EstimateResult, Range

NAMED_DUTY = {"additional_duty", "base_duty", "excise"}
PRIVATE = {"private_fee"}
_ON_ALL_DUTY = NAMED_DUTY | {"duty", "government", "total"}


def check_bill(request: BillRequest, schedule: ScheduleLookup | None = None) -> BillResult:
    """Whether a bill is right. Raises what `estimate` raises for goods it cannot take."""
    carrier = carrier_named(request.carrier)
    goods = request.shipment(carrier.mode if carrier else None)
    found = estimate(goods, schedule)
    rate = _dollars_per_unit(request)
    rows = _rows(request, carrier, rate)
    findings = _judged(rows, goods, found, carrier) if rate is not None else {}
    findings = _unsure(rows, findings, found)
    findings = _explained(rows, findings, case_of(goods, found, schedule), private_span(found, carrier))
    findings = prepaid(request.paid_at_checkout or ZERO, rows, findings, found)
    lines = tuple(_line(row, request, rate, findings.get(row.place)) for row in rows)
    return BillResult(
        on=request.on,
        verified_through=found.verified_through,
        carrier=carrier.id if carrier else request.carrier or None,
        verdict=verdict_of(lines),
        summary=summary(lines, found),
        lines=lines,
        sides=side_totals(lines, found, carrier),
        over=over(lines),
        explanations=_distinct(lines),
        steps=steps(request, carrier, goods.mode, lines, found),
        estimate=found,
        warnings=_warnings(request, rate, found),
    )


def _dollars_per_unit(request: BillRequest) -> Decimal | None:
    """The rate of the bill's currency: the goods' own where it is the same, else an imported one."""
    if request.bill_currency == DOLLAR:
        return Decimal(1)
    if request.bill_currency == request.currency and request.exchange_rate is not None:
        return request.exchange_rate
    imported = rate_on(request.bill_currency, request.on)
    return imported.usd_per_unit if imported else None


def _rows(request: BillRequest, carrier: Carrier | None, rate: Decimal | None) -> list[Row]:
    return [
        Row(place, line.name, cents(line.amount * (rate or 1)), read_name(line.name, carrier.id if carrier else None))
        for place, line in enumerate(request.lines)
    ]


def _judged(
    rows: Sequence[Row], goods: EstimateRequest, found: EstimateResult, carrier: Carrier | None
) -> dict[int, Finding]:
    """Every line's finding, the narrowest names first."""
    law = snapshot(goods.on)
    duty, fees = DutyJudge(found, goods.on), FeeJudge(goods, found, law)
    duty.judge_named([row for row in rows if row.checks in NAMED_DUTY])
    plain = [row for row in rows if row.checks == "duty"]
    credits = [row for row in rows if row.checks == "credit" and row.amount < 0]
    corrected = is_near(total(row.amount for row in (*plain, *credits)), duty.remaining.likely)
    duty.judge_plain([*plain, *credits] if plain and corrected else plain)
    fees.judge(row for row in rows if row.checks == "fee")
    government = [row for row in rows if row.checks in NAMED_DUTY | {"duty", "fee", "government", "adcvd", "marking"}]
    private = PrivateJudge(goods, found, law, carrier, total(row.amount for row in government), fees.due())
    private.judge(row for row in rows if row.checks in PRIVATE)
    lumps = LumpJudge(found, duty, fees, carrier, duty_is_named=bool(plain))
    lumps.judge([row for row in rows if row.checks == "government"])
    lumps.judge_totals([row for row in rows if row.checks == "total"], rows)
    others = other_findings(rows, goods, found, duty, fees)
    return {**others, **duty.findings, **fees.findings, **private.findings, **lumps.findings}


def _unsure(rows: Sequence[Row], findings: dict[int, Finding], found: EstimateResult) -> dict[int, Finding]:
    """An upper end that rests on an assumption never makes a charge wrong: it is said how high it is, and why."""
    duty = found.totals.duty
    if duty.end != "assumed":
        return findings
    unsure = dict(findings)
    for row in rows:
        finding = findings.get(row.place)
        if finding is None or finding.verdict != "too_high" or row.checks not in _ON_ALL_DUTY:
            continue
        if finding.expected.high is not None and finding.expected.high != finding.expected.low:
            reason = Message("billcheck.assumed", {"reason": finding.reason})
            unsure[row.place] = replace(finding, verdict="cannot_tell", reason=reason, confidence="low")
    return unsure


def _subject(rows: Sequence[Row], private: Range) -> tuple[list[Row], tuple[Decimal, ...] | None]:
    """The lines an error would show in, and what may come on top of duty and fees there (None: not even fees).

    The duty lines together; on a bill without any, the lump of duty and fees; on one of a single line, its total.
    """
    duty = [row for row in rows if row.checks in NAMED_DUTY | {"duty"}]
    lumps = [row for row in rows if row.checks == "government"]
    if duty or lumps:
        return duty or lumps, (None if duty else (ZERO,))
    if len(rows) == 1 and rows[0].checks == "total":
        return list(rows), (ZERO, *(figure for figure in (private.low, private.high) if figure))
    return [], None


def _explained(rows: Sequence[Row], findings: dict[int, Finding], case: Case, private: Range) -> dict[int, Finding]:
    """The findings with what leads to the amounts, where a line is off or nobody can tell."""
    subject, on_top = _subject(rows, private)
    off = [row.place for row in subject if row.place in findings and findings[row.place].verdict != "right"]
    if not off:
        return findings

    def figures(duty: Decimal, fees: Decimal | None) -> tuple[Decimal, ...]:
        if on_top is None:
            return (duty,)
        return (duty, *(duty + (fees or ZERO) + more for more in on_top))

    found = explanations(case, total(row.amount for row in subject), figures)
    explained = dict(findings)
    for place in off:
        explained[place] = _with(findings[place], found)
    return explained


def _with(finding: Finding, found: Sequence[Explanation]) -> Finding:
    """A finding with explanations; what its own name told goes first and is not said twice."""
    own = {explanation.kind for explanation in finding.explanations}
    added = tuple(e for e in found if e.kind not in own)
    readings = [e for e in added if not e.is_error]
    if readings and len(readings) == len(added) and not finding.explanations:
        reason = Message("billcheck.duty.other_line", {"reason": finding.reason})
        return Finding("cannot_tell", finding.expected, reason, added, finding.citation, finding.source, "low")
    return replace(finding, explanations=(*finding.explanations, *added))


def _line(row: Row, request: BillRequest, rate: Decimal | None, finding: Finding | None) -> JudgedLine:
    reading, term = row.reading, row.reading.term
    if finding is None:
        finding = Finding("cannot_tell", UNKNOWN, Message("billcheck.no_rate", {"currency": request.bill_currency}))
    return JudgedLine(
        name=row.name,
        amount=request.lines[row.place].amount,
        dollars=None if rate is None else row.amount,
        side=side_of(row),
        term=term.id if term else None,
        heading=reading.heading,
        verdict=finding.verdict,
        expected=finding.expected,
        reason=finding.reason,
        explanations=finding.explanations,
        citation=finding.citation or (term.source.citation if term else ""),
        source=finding.source or (term.source.url if term else ""),
        confidence=finding.confidence,
    )


def _distinct(lines: Sequence[JudgedLine]) -> tuple[Explanation, ...]:
    """Every explanation once, in the bill's order."""
    found: dict[tuple[str, str], Explanation] = {}
    for line in lines:
        for explanation in line.explanations:
            found.setdefault((explanation.kind, explanation.text.key), explanation)
    return tuple(found.values())


def _warnings(request: BillRequest, rate: Decimal | None, found: EstimateResult) -> tuple[Message, ...]:
    """What the check does not know."""
    said = list(found.warnings)
    if rate is None:
        said.insert(0, Message("billcheck.no_rate", {"currency": request.bill_currency}))
    said += [missing.why for missing in found.missing]
    return tuple(dict.fromkeys(said))
