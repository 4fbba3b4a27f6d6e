"""Federal excise tax that customs collects with the duty: alcohol and tobacco."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tariff_data.core.messages import Message
from tariff_data.core.money import cents
from tariff_data.core.units import convert
from tariff_data.declaration.charge_answers import number
from tariff_data.declaration.request import Item
from tariff_data.law_records.charges import ExciseTax
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import DutyLine, Missing, Status

_PROOF_PCT = Decimal(50)  # a proof unit of spirits is one unit at half its volume alcohol (26 USC 5002(a)(10), (11))


def excise_lines(
    item: Item, hts: str, value: Decimal, facts: Mapping[str, object], snap: Snapshot
) -> tuple[DutyLine, ...]:
    """The excise line of an article on a tariff number; none where no tax is known for it.

    One tax with its quantity known: `applies`. Several possible, or a fact missing: `needs_fact` with a range
    (`high` None where it has no end), and the reason names the facts. `value` is not a base of any border tax.
    """
    strength = number(facts, "alcohol_pct")
    taxes = [tax for tax in snap.of(ExciseTax) if tax.collected == "border" and hts.startswith(tax.hts)]
    if not taxes:
        return ()
    fitting = [tax for tax in taxes if _fits(tax, strength)]
    amounts = [_amount(tax, item, facts, strength) for tax in fitting]
    if len(fitting) == 1 and amounts[0] is not None and fitting[0].unit != "price":
        return (_line(fitting[0], cents(amounts[0]), "applies", _why(fitting[0], item, facts)),)
    known = [cents(amount) for amount in amounts if amount is not None]
    low = min(known) if known and len(known) == len(fitting) else Decimal("0.00")
    if any(tax.unit == "price" for tax in fitting):
        low = Decimal("0.00")
    high = max(known) if known and len(known) == len(fitting) else None
    named = fitting[0] if fitting else taxes[0]
    values = {"missing": tuple(Message(f"excise.fact.{fact}") for fact in _missing(fitting or taxes, item, facts))}
    key = "excise.needs_fact" if values["missing"] else "excise.which_tax"
    return (_line(named, None, "needs_fact", Message(key, values), low, high),)


def excise_missing(lines: tuple[DutyLine, ...]) -> tuple[Missing, ...]:
    """The facts that open excise lines wait for, by the name under which they are answered.

    Where no such fact settles which tax is due, the line itself is what is missing (`excise`).
    """
    found: dict[str, Message] = {}
    for line in lines:
        if line.status != "needs_fact":
            continue
        asked = line.why.values.get("missing", ())
        facts = [message.key.removeprefix("excise.fact.") for message in asked] if isinstance(asked, tuple) else []
        found |= dict.fromkeys(facts or ["excise"], line.why)
    return tuple(Missing(fact, why) for fact, why in found.items())


def _fits(tax: ExciseTax, strength: Decimal | None) -> bool:
    if strength is None:
        return True
    over = tax.abv_over is None or strength > tax.abv_over
    return over and (tax.abv_up_to is None or strength <= tax.abv_up_to)


def _quantity(tax: ExciseTax, item: Item, facts: Mapping[str, object], strength: Decimal | None) -> Decimal | None:
    """How many of the tax's unit the line holds; None where nobody said."""
    unit = item.quantity_unit
    given = convert(item.quantity, unit, tax.unit) if item.quantity is not None and unit else None
    if given is not None or tax.unit == "price":
        return given
    if (given := number(facts, tax.unit)) is not None:
        return given
    if tax.unit == "lb":
        weight = item.weight_kg if item.weight_kg is not None else number(facts, "kg")
        return convert(weight, "kg", "lb") if weight is not None else None
    proof = number(facts, "pf_l")
    if tax.unit == "pf_gal" and proof is not None:
        return convert(proof, "pf_l", "pf_gal")
    liters = number(facts, "l")
    if liters is None and item.quantity is not None and unit:
        liters = convert(item.quantity, unit, "l")
    if liters is None or tax.unit == "no":
        return None
    if tax.unit == "pf_gal":
        return convert(liters * strength / _PROOF_PCT, "pf_l", "pf_gal") if strength is not None else None
    return convert(liters, "l", "gal")


def _amount(tax: ExciseTax, item: Item, facts: Mapping[str, object], strength: Decimal | None) -> Decimal | None:
    """Dollars of tax; for a tax on the sale price the most it can be."""
    if tax.rate is None:
        unit = item.quantity_unit
        count = convert(item.quantity, unit, "no") if item.quantity is not None and unit else number(facts, "no")
        return tax.cap * count if tax.cap is not None and count is not None else None
    quantity = _quantity(tax, item, facts, strength)
    return None if quantity is None else tax.rate * quantity / tax.per


def _missing(taxes: list[ExciseTax], item: Item, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The facts whose absence leaves the tax open."""
    wanted: dict[str, None] = {}
    strength = number(facts, "alcohol_pct")
    for tax in taxes:
        by_strength = tax.unit == "pf_gal" or len(taxes) > 1
        if tax.unit in {"gal", "pf_gal"}:
            if _quantity(tax, item, facts, strength or _PROOF_PCT) is None:
                wanted["l"] = None
            if by_strength and strength is None and (tax.unit != "pf_gal" or _quantity(tax, item, facts, None) is None):
                wanted["alcohol_pct"] = None
        elif tax.unit == "lb" and _quantity(tax, item, facts, None) is None:
            wanted["kg"] = None
        elif tax.unit in {"no", "price"} and _amount(tax, item, facts, None) is None:
            wanted["no"] = None
    return tuple(wanted)


def _why(tax: ExciseTax, item: Item, facts: Mapping[str, object]) -> Message:
    quantity = _quantity(tax, item, facts, number(facts, "alcohol_pct"))
    return Message("excise.applies", {"tax": Message(f"excise.tax.{tax.id}"), "quantity": quantity})


def _line(
    tax: ExciseTax,
    amount: Decimal | None,
    status: Status,
    why: Message,
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> DutyLine:
    one, units = Message(f"excise.unit.{tax.unit}"), Message(f"excise.units.{tax.unit}")
    values = {"rate": tax.rate, "per": tax.per, "percent": tax.percent, "unit": one if tax.per == 1 else units}
    counted = {"rate": tax.rate, "per": tax.per, "unit": one if why.values.get("quantity") == 1 else units}
    several = ".one" if tax.per == 1 else ""
    rate = Message("excise.rate.price" if tax.rate is None else f"excise.rate{several}", values)
    return DutyLine(
        kind="excise",
        heading=tax.source.citation,
        program="federal excise tax",
        rate=rate,
        rate_pct=None,
        base=None,
        amount=amount,
        status=status,
        formula=Message(f"excise.formula{several}", dict(why.values) | counted) if amount is not None else None,
        why=why,
        citation=tax.source.citation,
        source=tax.source.url,
        confidence=tax.confidence,
        low=low,
        high=high,
        checked=tax.checked,
    )
