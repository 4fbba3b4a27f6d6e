"""What would change an estimate: which facts, claims and dates, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from tariff_data.additional_duties.case import Case, Outcome
from tariff_data.additional_duties.facts import Answer, read_facts
from tariff_data.additional_duties.open_facts import Opening
from tariff_data.additional_duties.outcome import additional_duties, matcher
from tariff_data.additional_duties.questions import question_text
from tariff_data.additional_duties.ranges import Trial, effects, numbers, weight
from tariff_data.core.messages import Message
from tariff_data.scenarios.rate_timeline import timeline

HORIZON = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would change the duty. `total` is base and additional duty after it, `by` the difference.

    `kind` and `id`: a fact and its name, a claim and its symbol, or a date. `answer` is the answer that does it.
    """

    kind: Literal["fact", "claim", "date"]
    id: str
    answer: str | None
    text: Message
    total: Decimal | None
    by: Decimal


def what_would_change(
    case: Case,
    *,
    claims: Mapping[str, Case] | None = None,
    case_on: Callable[[date], Case] | None = None,
    horizon: timedelta = HORIZON,
) -> tuple[Change, ...]:
    """Every fact, claim and known change of law that would lower or raise the duty; the heaviest first.

    `claims`: the case as it would stand with a preference claimed (column, base duty and symbol set), by symbol.
    Dates are the days within `horizon` before and after the entry date from which another duty holds.
    """
    found = [*_facts(case), *_claims(case, claims or {}), *_dates(case, case_on, horizon)]
    return tuple(sorted(found, key=lambda change: (-abs(change.by), change.kind, change.id)))


def _likely(outcome: Outcome) -> Decimal | None:
    return outcome.total.likely if outcome.total.likely is not None else outcome.duty.likely


def _facts(case: Case) -> list[Change]:
    """Facts that are not answered yet, those nobody would ask for included."""
    trial = Trial(case, matcher(case.law), read_facts(case.facts, case.law))
    base = case.base_duty if case.base_duty is not None else case.base_low or Decimal(0)
    now = trial.evaluation({}, base)
    found = [(e.opening, e.turned) for e in effects(trial, now, base, asked_only=False)]
    found += [(Opening(one.answers, None, True), one.start) for one in numbers(trial, now, base)]
    changes: dict[tuple[str, str], Change] = {}
    for opening, turned in found:
        fact, answer = next(iter(opening.answers.items()))
        text = Message("change.fact", {"question": question_text(opening, case)})
        if by := weight(turned) - weight(now):
            changes[fact, _text(answer)] = Change("fact", fact, _text(answer), text, turned.total, by)
    return list(changes.values())


def _text(answer: Answer) -> str:
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def _claims(case: Case, claims: Mapping[str, Case]) -> list[Change]:
    now = _likely(additional_duties(case))
    made = []
    for symbol, claimed in claims.items():
        total = _likely(additional_duties(claimed))
        if now is not None and total is not None and total != now:
            made.append(Change("claim", symbol, None, Message("change.claim", {"symbol": symbol}), total, total - now))
    return made


def _dates(case: Case, case_on: Callable[[date], Case] | None, horizon: timedelta) -> list[Change]:
    steps = timeline(case, since=case.on - horizon, until=case.on + horizon, case_on=case_on)
    here = next(n for n, s in enumerate(steps) if s.from_ <= case.on and (s.to is None or case.on < s.to))
    now = _likely(steps[here].outcome)
    made = []
    for step, key in ((here + 1, "change.later"), (here - 1, "change.earlier")):
        if not 0 <= step < len(steps):
            continue
        day = steps[step].from_ if key == "change.later" else steps[here].from_
        total = _likely(steps[step].outcome)
        if now is not None and total is not None and total != now:
            reasons = steps[max(step, here)].reasons
            text = Message(key, {"day": day, "reasons": reasons})
            made.append(Change("date", day.isoformat(), None, text, total, total - now))
    return made
