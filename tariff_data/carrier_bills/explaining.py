"""Which mistaken view of the shipment leads to the amount on the bill, to the dollar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from tariff_data.carrier_bills.alternatives import Alternative, Case, alternatives, duties_of, other_lines
from tariff_data.carrier_bills.result import Explanation

TO_THE_DOLLAR = Decimal(1)
SHARE_OF_GAP = Decimal("0.3")  # on small duties a dollar is much: the amount must clearly be the other view's
AT_MOST = 3

Figures = Callable[[Decimal, Decimal | None], Iterable[Decimal]]
"""From an outcome's duty and fees to the amounts that a bill would then show."""


def explanations(case: Case, charged: Decimal, figures: Figures) -> tuple[Explanation, ...]:
    """The views that lead to the amount, the nearest first; other tariff lines only where no mistake does."""
    right = [figure for duty in duties_of(case.found) for figure in figures(duty, case.found.totals.fees)]
    found = list(_matching(alternatives(case), charged, right, figures))
    found = found or list(_matching(other_lines(case), charged, right, figures))
    found.sort(key=lambda one: one[0])
    return tuple(explanation for _, explanation in found[:AT_MOST])


def _matching(
    views: Iterable[Alternative], charged: Decimal, right: list[Decimal], figures: Figures
) -> Iterator[tuple[Decimal, Explanation]]:
    for view in views:
        nearest: tuple[Decimal, Decimal] | None = None
        for duty in view.duties:
            for figure in figures(duty, view.fees):
                gap = min((abs(figure - amount) for amount in right), default=None)
                off = abs(charged - figure)
                allowed = TO_THE_DOLLAR if gap is None else min(TO_THE_DOLLAR, gap * SHARE_OF_GAP)
                if off <= allowed and (nearest is None or off < nearest[0]):
                    nearest = (off, duty)
        if nearest is not None:
            text = replace(view.text, values={**view.text.values, "amount": nearest[1]})
            yield nearest[0], Explanation(view.kind, text, nearest[1], view.is_error)
