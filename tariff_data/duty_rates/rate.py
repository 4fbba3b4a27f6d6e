"""A rate: a sum of terms, free, or something that cannot be computed from its text, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from tariff_data.core.messages import Message
from tariff_data.duty_rates import parts
from tariff_data.duty_rates.duty import Duty, Goods
from tariff_data.duty_rates.terms import Percent, PerDegree, Term

Kind = Literal["free", "ad_valorem", "specific", "compound", "by_part", "by_degree", "not_computable"]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate of duty. Equal rates have equal terms, however they are spelled; `text` is the spelling read.

    `condition` says under what condition a free rate is free (under bond). `reason` is set when it is not computable.
    """

    text: str = field(compare=False)
    terms: tuple[Term, ...] = ()
    reason: Message | None = None
    condition: Message | None = None

    @property
    def kind(self) -> Kind:
        if self.reason is not None:
            return "not_computable"
        percents = [term for term in self.terms if isinstance(term, Percent)]
        if not self.terms:
            return "free"
        if any(not term.whole for term in percents):
            return "by_part"
        if any(isinstance(term, PerDegree) for term in self.terms):
            return "by_degree"
        if len(percents) == len(self.terms):
            return "ad_valorem"
        return "compound" if percents else "specific"

    @property
    def ad_valorem_pct(self) -> Decimal | None:
        """The percentage when the rate is nothing but a percentage of the whole value (0 when free), else None."""
        if self.reason is not None:
            return None
        if not self.terms:
            return ZERO
        only = self.terms[0]
        return only.pct if len(self.terms) == 1 and isinstance(only, Percent) and only.whole else None

    def needs(self) -> tuple[str, ...]:
        """Unit codes and facts beside the value that the rate asks for, each once, in order."""
        return tuple(dict.fromkeys(need for term in self.terms for need in term.needs()))

    def duty(
        self,
        value: Decimal,
        quantities: Mapping[str, Decimal] | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> Duty:
        """The duty on goods of an entered value in dollars; quantities and facts are of the whole line."""
        if self.reason is not None:
            return Duty(None, None, None, self.reason)
        if not self.terms:
            return Duty(ZERO, ZERO, ZERO, Message("formula.free"))
        goods = Goods(value, quantities or {}, facts or {})
        return total(self._evaluate(goods))

    def _evaluate(self, goods: Goods) -> tuple[Duty, ...]:
        on_parts = [term for term in self.terms if isinstance(term, Percent) and not term.whole]
        by_part = iter(parts.evaluate(on_parts, goods) if on_parts else ())
        return tuple(
            next(by_part) if isinstance(term, Percent) and not term.whole else term.evaluate(goods)
            for term in self.terms
        )

    def __str__(self) -> str:
        """The canonical spelling; it parses to an equal rate."""
        if self.reason is not None:
            return self.text
        if not self.terms:
            return "Free, under bond" if self.condition else "Free"
        return " + ".join(str(term) for term in self.terms)


def total(duties: tuple[Duty, ...]) -> Duty:
    """The sum of duties: certain parts add up to `low`; `high` only where every part has one."""
    missing = tuple(dict.fromkeys(name for duty in duties for name in duty.missing))
    formula = duties[0].formula
    for duty in duties[1:]:
        formula = Message("formula.sum", {"left": formula, "right": duty.formula})
    low = sum((duty.low for duty in duties if duty.low is not None), ZERO)
    highs = [duty.high for duty in duties if duty.high is not None]
    high = sum(highs, ZERO) if len(highs) == len(duties) else None
    if missing:
        return Duty(low if low > 0 else None, None, high, formula, missing)
    return Duty(low, low, low, formula)
