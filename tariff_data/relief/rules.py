"""What is spared duty because of how the goods come: gifts, travelers, goods that return, mail under its own duty.

`personal_relief` answers per article, in order: `dutiable` is the value on which the ordinary duty is still due, and
`lines` are what stands for the rest. Where a fact is missing the relief may or may not apply (`unsure`): the duty then
lies between nothing and the ordinary duty on `dutiable`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.core.money import cents
from tariff_data.declaration.charge_answers import number, yes
from tariff_data.declaration.shipment import Goods, Shipment
from tariff_data.entry.entry_type import entry_rule
from tariff_data.law_records.charges import ExciseTax, ReliefRule
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.relief.lines import Relief, free_line, line_of
from tariff_data.relief.postal_regime import postal_relief
from tariff_data.results import DutyLine, Entry, Missing

__all__ = ["Relief", "personal_relief"]


def personal_relief(shipment: Shipment, entry: Entry, snap: Snapshot) -> tuple[Relief, ...]:
    """One relief per article; most shipments get none (everything dutiable, no lines)."""
    if entry.type in {"gift", "de_minimis"}:
        rule = _rule(snap, entry.type)
        return tuple(Relief(Decimal(0), (free_line(rule, item.value, entry.why),)) for item in shipment.goods)
    if entry.type == "traveler":
        return tuple(_traveler(shipment, snap))
    if entry.type == "mail" and entry_rule(shipment, snap).filed_by in {"post", "qualified_party"}:
        postal = postal_relief(shipment, snap)
        if postal:
            return postal
    by_purpose: dict[str, Callable[[Goods, Snapshot], Relief]] = {
        "us_goods_returned": _returned,
        "repair_return": _repaired,
        "household": _household,
    }
    relief = by_purpose.get(shipment.purpose, _none)
    return tuple(relief(item, snap) for item in shipment.goods)


def _none(item: Goods, snap: Snapshot) -> Relief:
    return Relief(item.value)


def _rule(snap: Snapshot, id: str) -> ReliefRule:
    return next(rule for rule in snap.of(ReliefRule) if rule.id == id)


def _returned(item: Goods, snap: Snapshot) -> Relief:
    rule = _rule(snap, "us_goods_returned")
    return Relief(
        Decimal(0),
        (
            free_line(
                rule,
                item.value,
                Message("relief.us_goods_returned", {"years": snap.threshold("goods_returned_years").amount}),
            ),
        ),
    )


def _repaired(item: Goods, snap: Snapshot) -> Relief:
    """Duty on the work done abroad; without its value anywhere between nothing and everything."""
    rule, work = _rule(snap, "repair"), number(item.facts, "repair_value")
    if work is None:
        return _unsure(item, rule, Message("missing.repair_value"))
    work = min(work, item.value)
    why = Message("relief.repair", {"work": work, "value": item.value})
    return Relief(work, (free_line(rule, item.value - work, why),))


def _household(item: Goods, snap: Snapshot) -> Relief:
    rule, used = _rule(snap, "household_effects"), yes(item.facts, "used_abroad_one_year")
    if used is None:
        return _unsure(item, rule, Message("missing.used_abroad_one_year"))
    if not used:
        return Relief(item.value)
    return Relief(Decimal(0), (free_line(rule, item.value, Message("relief.household")),))


def _unsure(item: Goods, rule: ReliefRule, why: Message) -> Relief:
    open_line = line_of(rule, item.value, None, "needs_fact", why)
    return Relief(item.value, (open_line,), (Missing(rule.fact, why),), unsure=True)


def _traveler(shipment: Shipment, snap: Snapshot) -> Iterator[Relief]:
    """The exemption first, then the flat rate on the next band, then ordinary duty; articles in the order given."""
    insular = all(item.ship_from in snap.members("insular") for item in shipment.goods)
    exemption, flat = _traveler_rules(shipment, snap, insular)
    free_left = snap.threshold(exemption.threshold).amount
    if exemption.id == "personal_exemption_short" and shipment.value > free_left:
        free_left = Decimal(0)  # beyond the small exemption nothing is free
    flat_left, rate = snap.threshold(flat.threshold).amount, snap.threshold(flat.rate)
    for item in shipment.goods:
        free = min(item.value, free_left)
        low = min(item.value - free, flat_left)
        free_left, flat_left = free_left - free, flat_left - low
        lines: list[DutyLine] = []
        if free:
            days, hours = (snap.threshold(f"personal_exemption_{what}").amount for what in ("days", "stay"))
            values = {"limit": snap.threshold(exemption.threshold).amount, "days": days, "hours": hours}
            lines.append(free_line(exemption, free, Message(f"relief.{exemption.id}", values)))
        if low:
            duty = cents(low * rate.amount / 100)
            values = {"value": low, "rate": rate.amount, "amount": duty}
            why = Message("relief.flat_rate", values)
            lines.append(
                line_of(
                    flat,
                    low,
                    duty,
                    "applies",
                    why,
                    rate.amount,
                    Message("formula.ad_valorem", {"pct": rate.amount, "base": low}),
                )
            )
        yield Relief(item.value - free - low, tuple(lines), warnings=tuple(_allowances(item, snap)))


def _traveler_rules(shipment: Shipment, snap: Snapshot, insular: bool) -> tuple[ReliefRule, ReliefRule]:
    shortest = snap.threshold("personal_exemption_stay").amount
    stays = [number(item.facts, "abroad_hours") for item in shipment.goods]
    used = any(yes(item.facts, "exemption_used") for item in shipment.goods)
    exemption = "personal_exemption_insular" if insular else "personal_exemption"
    if any(yes(item.facts, "is_resident") is False for item in shipment.goods):
        exemption = "personal_exemption_nonresident"
    elif used or any(hours is not None and hours < shortest for hours in stays):
        exemption = "personal_exemption_short"
    return _rule(snap, exemption), _rule(snap, "flat_rate_insular" if insular else "flat_rate")


def _allowances(item: Goods, snap: Snapshot) -> Iterator[Message]:
    """Alcohol and tobacco are free only in small quantities: the goods that an excise tax is on."""
    units = {tax.unit for tax in snap.of(ExciseTax) if tax.collected == "border" and item.stands_in(tax.hts)}
    if units & {"gal", "pf_gal"}:
        yield Message("warning.relief.alcohol", {"liters": snap.threshold("personal_exemption_alcohol").amount})
    elif units:
        cigarettes, cigars = (snap.threshold(f"personal_exemption_{what}").amount for what in ("cigarettes", "cigars"))
        yield Message("warning.relief.tobacco", {"cigarettes": cigarettes, "cigars": cigars})
