"""The base duty of one item on one tariff line: the rate of the column used, on the entered value and quantity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.core.money import cents
from tariff_data.duty.borrowed_rate import Lent, between
from tariff_data.duty.quantity_bounds import AtMost, Bound
from tariff_data.duty.rate_column import Chosen, ColumnName, RateColumns, choose_column
from tariff_data.duty_rates import Rate
from tariff_data.duty_rates.duty import Duty, Goods
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import DutyLine, Missing

SCHEDULE_SOURCE = "https://hts.usitc.gov/"


@dataclass(frozen=True, slots=True)
class BaseDuty:
    """The base duty line, the column behind it, and the unrounded duty that later tests measure against.

    `bounds`: what bounds the quantities that are not known, where the duty's upper end rests on them.
    """

    chosen: Chosen
    duty: Duty
    line: DutyLine
    missing: tuple[Missing, ...]
    bounds: tuple[Bound, ...] = ()


def base_duty(
    hts: str,
    texts: RateColumns,
    origin: str,
    claims: tuple[str, ...],
    value: Decimal,
    quantities: Mapping[str, Decimal],
    facts: Mapping[str, object],
    law: Snapshot,
    at_most: AtMost | None = None,
    lent: Callable[[ColumnName], Lent] = lambda column: (),
) -> BaseDuty:
    """The base duty on an entered value in whole dollars. Nothing is computed from a rate that cannot be read.

    `at_most` gives an unknown quantity an upper end; without it the duty has none. `lent`: the rates that a line
    without one of its own may take.
    """
    chosen = choose_column(texts, origin, claims, law)
    goods = Goods(value, quantities, facts)
    duty = chosen.rate.duty(value, quantities, facts)
    bounds: tuple[Bound, ...] = ()
    if at_most is not None:
        borrows = chosen.rate.reason is not None
        duty, bounds = (
            between(lent(chosen.column), duty, goods, at_most) if borrows else at_most.bounded(hts, chosen.rate, goods)
        )
    return BaseDuty(chosen, duty, _line(hts, chosen, duty, value), _missing(hts, chosen.rate, duty), bounds)


def unknown_base(hts: str, value: Decimal, why: Message) -> BaseDuty:
    """A base duty that cannot be known: the number is not in the schedule, or the schedule does not reach the date."""
    duty = Duty(None, None, None, why)
    chosen = Chosen("general", Rate("", reason=why), why, "column 1 general", confidence="low")
    return BaseDuty(chosen, duty, _line(hts, chosen, duty, value), (Missing("base_rate", why),))


def _line(hts: str, chosen: Chosen, duty: Duty, value: Decimal) -> DutyLine:
    computable = chosen.rate.reason is None
    return DutyLine(
        kind="base_duty",
        heading=hts[:8],
        program=chosen.program,
        rate=chosen.rate.text or (chosen.rate.reason or ""),
        rate_pct=chosen.rate.ad_valorem_pct,
        base=value,
        amount=None if duty.likely is None else cents(duty.likely),
        status="not_computable" if not computable else "applies" if duty.likely is not None else "needs_fact",
        formula=duty.formula if computable else None,
        why=chosen.why if computable else chosen.rate.reason or chosen.why,
        citation=chosen.citation or f"HTSUS {hts[:4]}.{hts[4:6]}.{hts[6:8]}",
        source=chosen.source or SCHEDULE_SOURCE,
        confidence=chosen.confidence,
        low=None if duty.likely is not None or duty.low is None else cents(duty.low),
        high=None if duty.likely is not None or duty.high is None else cents(duty.high),
    )


def _missing(hts: str, rate: Rate, duty: Duty) -> tuple[Missing, ...]:
    if rate.reason is not None:
        return (Missing("base_rate", rate.reason),)
    return tuple(
        Missing(name, Message("missing.for_rate", {"rate": rate.text, "hts": hts[:8]})) for name in duty.missing
    )
