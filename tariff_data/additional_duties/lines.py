"""One line for every heading that was reached."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tariff_data.additional_duties.case import Case
from tariff_data.additional_duties.displacement import conditions_hold
from tariff_data.additional_duties.evaluation import Evaluation
from tariff_data.additional_duties.matching import Entry
from tariff_data.additional_duties.questions import question_text
from tariff_data.additional_duties.ranges import Effect
from tariff_data.additional_duties.rate_floors import Charge, rate_in
from tariff_data.additional_duties.reasons import rate_message, why, why_charged, why_displaced
from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO, cents
from tariff_data.results import DutyLine, Status

_HUNDRED = Decimal(100)
_ORDER: dict[Status, int] = {
    "prohibited": 0,
    "applies": 1,
    "needs_fact": 2,
    "not_computable": 3,
    "exempt": 4,
    "displaced": 5,
}


def duty_lines(found: Evaluation, case: Case, open_: Iterable[Effect]) -> tuple[DutyLine, ...]:
    """The lines of an evaluation, charges first; headings that open answers could turn are among them."""
    plan, state = found.plan, found.state
    lines: dict[str, DutyLine] = {}
    for place, entry in enumerate(plan.entries):
        gives_way = place in found.charges and any(other in found.needs_base for other in entry.exceptions)
        if place in found.needs_base or gives_way:  # a heading that waits for the base duty may take its place
            lines[entry.heading] = _open(entry, case, Message("measure.why.needs_base", {"reason": why(entry, case)}))
        elif entry.measure.effect == "not_modelled" and state.on[place]:
            lines[entry.heading] = _not_modelled(entry, case)
        elif place in found.charges:
            lines[entry.heading] = _charged(entry, case, found.charges[place], state.share[place])
        elif state.on[place]:
            lines[entry.heading] = _spares(entry, case)
        elif state.by[place] is not None:
            lines[entry.heading] = _displaced(entry, case, found, place)
    for ban in found.plan.bans:
        if is_in_force(ban, found):
            lines[ban.heading] = _line(ban, case, "prohibited", why(ban, case))
    for effect in open_:
        for entry in headings_turned(found, effect):
            if entry.heading not in lines:
                lines[entry.heading] = _turned(entry, case, effect)
    return tuple(sorted(lines.values(), key=lambda line: (_ORDER[line.status], not line.amount, line.heading)))


def is_in_force(entry: Entry, found: Evaluation) -> bool:
    """Whether a prohibition or caution holds for the goods."""
    return conditions_hold(entry, found.now) is True


def headings_turned(found: Evaluation, effect: Effect) -> tuple[Entry, ...]:
    """The headings that an opening is about and brings into effect."""
    before = {e.heading for n, e in enumerate(found.plan.entries) if found.state.on[n]}
    turned = effect.turned
    after = [e for n, e in enumerate(turned.plan.entries) if turned.state.on[n] and e.heading not in before]
    about = effect.opening.entry
    if about is None:  # a ten-digit number: every heading that lists it
        listed = {e.heading for e in found.plan.entries}
        return tuple(e for e in after if e.heading not in listed)
    if about.content:
        return tuple(e for e in after if e.content)
    return () if about.heading in before else (about,)


def _line(
    entry: Entry,
    case: Case,
    status: Status,
    reason: Message,
    amount: Decimal | None = None,
    base: Decimal | None = None,
    formula: Message | None = None,
    displaced_by: str | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> DutyLine:
    measure = entry.measure
    rate, barred = rate_in(measure, case.column), measure.effect == "prohibition"
    return DutyLine(
        kind="additional_duty",
        heading=entry.heading,
        program=measure.program,
        rate=Message("measure.rate.barred") if barred else rate_message(rate),
        rate_pct=rate.pct if not barred and rate.kind in ("ad_valorem", "free", "replace_base") else None,
        base=base,
        amount=amount,
        status=status,
        formula=formula,
        why=reason,
        citation=measure.source.citation,
        source=measure.source.url,
        confidence=entry.confidence,
        displaced_by=displaced_by,
        low=low,
        high=high,
        checked=measure.checked,
    )


def _charged(entry: Entry, case: Case, made: Charge, share: Decimal) -> DutyLine:
    rate = rate_in(entry.measure, case.column)
    formula = None
    if rate.kind == "top_up_to":
        formula = Message("measure.formula.top_up", {"pct": rate.pct, "base": made.base, "counted": made.counted})
    elif rate.kind != "free":
        formula = Message("measure.formula.ad_valorem", {"pct": rate.pct, "base": made.base})
    reason = why_charged(entry, case, rate, share)
    return _line(entry, case, "applies", reason, made.amount, made.base, formula)


def _spares(entry: Entry, case: Case) -> DutyLine:
    status: Status = "applies" if entry.measure.effect == "report" else "exempt"
    return _line(entry, case, status, why(entry, case), ZERO)


def _displaced(entry: Entry, case: Case, found: Evaluation, place: int) -> DutyLine:
    """Names the heading in effect at the end of the chain: what displaced this one may have been displaced itself."""
    at = {e.heading: n for n, e in enumerate(found.plan.entries)}
    by = found.state.by[place]
    while by is not None and not found.state.on[at[by]] and found.state.by[at[by]] is not None:
        by = found.state.by[at[by]]
    winner = found.plan.entries[at[by or ""]]
    reason = why_displaced(winner.heading, why(winner, case))
    return _line(entry, case, "displaced", reason, ZERO, displaced_by=winner.heading)


def _open(entry: Entry, case: Case, reason: Message) -> DutyLine:
    rate = rate_in(entry.measure, case.column)
    high = cents(case.value * rate.pct / _HUNDRED) if rate.pct is not None else None
    return _line(entry, case, "needs_fact", reason, low=ZERO, high=high)


def _not_modelled(entry: Entry, case: Case) -> DutyLine:
    return _open(entry, case, Message("measure.why.not_modelled", {"reason": why(entry, case)}))


def _turned(entry: Entry, case: Case, effect: Effect) -> DutyLine:
    turned = effect.turned
    place = next((n for n, e in enumerate(turned.plan.entries) if e.heading == entry.heading), None)
    high = turned.charges[place].amount if place is not None and place in turned.charges else ZERO
    key = "open_duty" if entry.measure.effect == "duty" else "open_exemption"
    values = {"reason": why(entry, case), "question": question_text(effect.opening, case)}
    reason = Message(f"measure.why.{key}", values)
    return _line(entry, case, "needs_fact", reason, low=ZERO, high=high)
