"""The duty on a line by entry date, as stretches of days with the reason for each step.

Only the days on which something about the line and origin changes are worked out, so a timeline costs about as much
as the handful of dates it consists of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tariff_data.additional_duties.case import Case, Outcome
from tariff_data.additional_duties.outcome import additional_duties, matcher
from tariff_data.additional_duties.reasons import program
from tariff_data.core.messages import Message
from tariff_data.results import DutyLine, Range

SINCE = date(2025, 1, 1)  # the first day of the built-in schedules
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Step:
    """From `from_` (inclusive) to `to` (exclusive; None: no known end) the same headings charge the same.

    `total` is base and additional duty in dollars for the value of the case, `rate_pct` its likely figure as percent
    of that value (None where no likely duty can be given). `reasons` say what changed against the step before.
    """

    from_: date
    to: date | None
    total: Range
    rate_pct: Decimal | None
    outcome: Outcome
    reasons: tuple[Message, ...]


def timeline(
    case: Case,
    *,
    since: date = SINCE,
    until: date | None = None,
    case_on: Callable[[date], Case] | None = None,
    days: Iterable[date] = (),
) -> tuple[Step, ...]:
    """The steps of a case from `since` to `until` (exclusive; None: every known future change included).

    `case_on` gives the case as it stands on a day, where base duty, column or claim depend on it (default: only the
    day differs); `days` are further days on which it may change.
    """
    on = case_on or (lambda day: replace(case, on=day))
    turning = {*matcher(case.law).turning_days(case.hts, case.origin), *days}
    starts = [since, *sorted(d for d in turning if since < d and (until is None or d < until))]
    steps: list[Step] = []
    for start in starts:
        outcome = additional_duties(on(start))
        if steps and _same(steps[-1].outcome, outcome):
            continue
        reasons = changes_between(steps[-1].outcome, outcome) if steps else ()
        if steps:
            steps[-1] = replace(steps[-1], to=start)
        steps.append(Step(start, until, outcome.total, _rate(outcome, case.value), outcome, reasons))
    return tuple(steps)


def _rate(outcome: Outcome, value: Decimal) -> Decimal | None:
    likely = outcome.total.likely
    return (
        None if likely is None or not value else (likely * _HUNDRED / value).quantize(Decimal("0.01")).normalize() + 0
    )


def _state(outcome: Outcome) -> list[tuple[object, ...]]:
    return [(line.heading, line.status, line.amount, line.low, line.high) for line in outcome.lines]


def _same(before: Outcome, after: Outcome) -> bool:
    return before.total == after.total and _state(before) == _state(after) and before.prohibited == after.prohibited


def changes_between(before: Outcome, after: Outcome) -> tuple[Message, ...]:
    """What begins, ends or changes from one outcome to the next, each heading once."""
    was = {line.heading: line for line in before.lines}
    now = {line.heading: line for line in after.lines}
    said = [_begins(line, was.get(heading)) for heading, line in now.items()]
    said += [_ends(line) for heading, line in was.items() if heading not in now]
    found = tuple(message for message in said if message is not None)
    if not found and before.total.likely == after.total.likely:
        return (Message("timeline.window"),)
    return found or (Message("timeline.base"),)


def _named(line: DutyLine) -> dict[str, object]:
    return {"heading": line.heading, "program": program(line.program), "rate": line.rate, "why": line.why}


def _begins(line: DutyLine, was: DutyLine | None) -> Message | None:
    if was is not None and (was.status, was.amount, was.rate) == (line.status, line.amount, line.rate):
        return None
    if line.status == "applies" and was is not None and was.status == "applies":
        return Message("timeline.changes", {**_named(line), "before": was.rate})
    key = {
        "applies": "begins",
        "exempt": "spares",
        "displaced": "gives_way",
        "needs_fact": "open",
        "prohibited": "barred",
    }.get(line.status, "begins")
    return Message(f"timeline.{key}", {**_named(line), "by": line.displaced_by or ""})


def _ends(line: DutyLine) -> Message | None:
    if line.status == "displaced":
        return None
    return Message("timeline.no_longer_spares" if line.status == "exempt" else "timeline.ends", _named(line))
