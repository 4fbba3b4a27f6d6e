"""Percentages on parts of an article (case, strap, battery): evaluated together, since parts share one value.

What is not known of one part is bounded by what the others leave of the article's value.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.duty_rates.duty import Duty, Goods
from tariff_data.duty_rates.terms import HUNDRED, Percent
from tariff_data.duty_rates.wording import PARTS_OF_ALL

ZERO = Decimal(0)


def evaluate(terms: Sequence[Percent], goods: Goods) -> tuple[Duty, ...]:
    """One duty per term. Terms whose part has no known value share a bound, carried by the first of them."""
    values = {term.of: _known(term.of, goods) for term in terms}
    rest = max(goods.value - sum((value for value in values.values() if value is not None), ZERO), ZERO)
    unknown = [term for term in terms if values[term.of] is None]
    make_up_all = frozenset(values) in PARTS_OF_ALL
    if make_up_all and len(unknown) == 1:
        values[unknown[0].of], unknown = rest, []
    low = min((term.pct for term in unknown), default=ZERO) * rest / HUNDRED if make_up_all else ZERO
    high = max((term.pct for term in unknown), default=ZERO) * rest / HUNDRED
    duties = []
    for term in terms:
        value = values[term.of]
        part = Message(f"part.{term.of}")
        if value is None:
            formula = Message("formula.unknown_part", {"pct": term.pct, "part": part})
            duties.append(Duty(low, None, high, formula, term.needs()))
            low = high = ZERO
            continue
        amount = value * term.pct / HUNDRED
        formula = Message("formula.on_part", {"pct": term.pct, "part": part, "base": value})
        duties.append(Duty(amount, amount, amount, formula))
    return tuple(duties)


def _known(part: str, goods: Goods) -> Decimal | None:
    """The value of a part as given, or the sum of the two that it joins (`case_and_strap`)."""
    given = goods.number(f"{part}_value")
    if given is None and "_and_" in part:
        first, second = (goods.number(f"{name}_value") for name in part.split("_and_"))
        given = None if first is None or second is None else first + second
    return given
