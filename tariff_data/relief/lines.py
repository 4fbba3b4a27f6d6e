"""The answer of `personal_relief`, and the lines it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.core.money import ZERO
from tariff_data.law_records.charges import ReliefRule
from tariff_data.results import DutyLine, Missing, Status


@dataclass(frozen=True, slots=True)
class Relief:
    """What is left of an article's ordinary duty.

    `dutiable`: dollars of its value on which ordinary duty (base, additional and excise) is due. `lines`: what stands
    for the rest. `unsure`: a fact in `missing` decides whether the relief applies at all.
    """

    dutiable: Decimal
    lines: tuple[DutyLine, ...] = ()
    missing: tuple[Missing, ...] = ()
    unsure: bool = False
    warnings: tuple[Message, ...] = ()

    @property
    def replaces(self) -> bool:
        """Whether no ordinary duty is left to work out."""
        return self.dutiable == 0


def line_of(
    rule: ReliefRule,
    base: Decimal,
    amount: Decimal | None,
    status: Status,
    why: Message,
    rate_pct: Decimal | None = None,
    formula: Message | None = None,
) -> DutyLine:
    """A line under a relief's own heading, citation and confidence."""
    return DutyLine(
        kind="base_duty",
        heading=rule.heading,
        program=rule.id,
        rate=Message("formula.free") if rate_pct is None else Message("charge.rate.percent", {"rate": rate_pct}),
        rate_pct=Decimal(0) if rate_pct is None else rate_pct,
        base=base,
        amount=amount,
        status=status,
        formula=formula,
        why=why,
        citation=rule.source.citation,
        source=rule.source.url,
        confidence=rule.confidence,
        checked=rule.checked,
    )


def free_line(rule: ReliefRule, base: Decimal, why: Message) -> DutyLine:
    """Value that owes nothing."""
    return line_of(rule, base, ZERO, "exempt", why)
