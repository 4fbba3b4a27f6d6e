"""What the additional-duty engine is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from tariff_data.core.messages import Message
from tariff_data.results import DutyLine, Missing, Question, Range

if TYPE_CHECKING:
    from tariff_data.additional_duties.law import Law

Column = Literal["general", "special", "column2"]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of goods on one entry date, its base duty already worked out.

    `value` is the entered value in whole US dollars. `base_duty` is the duty of the column used, in dollars and
    unrounded, for that value; None where it is not known, and then `base_low` and `base_high` say what it lies
    between, if that can be said. `preference` is the symbol of a claim that was accepted ("S", "P+"); the caller
    decides the column (column 2 country, accepted claim, else general). `facts` are the answers given so far, by
    the names of CONTRACT. `law` is the law to apply; None is the law that comes with the project.
    """

    hts: str
    origin: str
    on: date
    value: Decimal
    base_duty: Decimal | None = None
    column: Column = "general"
    preference: str | None = None
    base_low: Decimal | None = None
    base_high: Decimal | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    ship_from: str | None = None
    law: Law | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every chapter 99 heading that was reached, and what the duty comes to (US dollars and cents).

    `duty` is the additional duties alone; `total` is base and additional duty together, low and high taken over the
    same unanswered facts at once (a top-up shrinks as the base grows, so the two ranges cannot simply be added).
    `likely` is None where the law gives no defensible default; `missing` then says why. `base_displaced_by` names
    the heading whose rate stands in place of the base rate (its own line carries the amount): the caller shows the
    base duty line as displaced. `questions` are the open facts that change the result, the heaviest first.
    `prohibited`: the goods may not be entered; the lines stay as they are, totals are void.
    """

    lines: tuple[DutyLine, ...]
    duty: Range
    total: Range
    base_displaced_by: str | None = None
    questions: tuple[Question, ...] = ()
    missing: tuple[Missing, ...] = ()
    warnings: tuple[Message, ...] = ()
    prohibited: bool = False
