"""What a relief leaves of an item's duty: gifts, travelers, returned and repaired goods, mail under its own duty."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tariff_data.core.money import ZERO, whole_dollars
from tariff_data.duty.line_duty import Priced, plus
from tariff_data.duty_rates.wording import PART_TEXTS, UNIT_TEXTS
from tariff_data.estimate.item_assessment import Assessment, assess
from tariff_data.hts.lookup import ScheduleLookup
from tariff_data.relief.rules import Relief
from tariff_data.results import Candidate, DutyLine, Range

_FINE = Decimal("0.000001")


def relieved(found: Assessment, relief: Relief, schedule: ScheduleLookup, lang: str) -> Assessment:
    """The item with the relief's lines in place of the duty it spares; ordinary duty is worked out on what is left."""
    found = replace(found, warnings=(*found.warnings, *relief.warnings))
    if found.priced is None or not relief.lines:
        return found
    if relief.unsure:
        return _perhaps(found, relief)
    spared = plus(*map(_span, relief.lines))
    if relief.replaces:
        best = replace(found.best, lines=relief.lines, duty=spared, questions=(), missing=())
        return replace(found, span=spared, questions=(), best=best, candidates=_all(found, spared))
    rest = assess(_part(found, found.priced, relief.dutiable), schedule, lang)
    best = replace(rest.best, lines=(*relief.lines, *rest.best.lines), duty=plus(spared, rest.best.duty))
    span = plus(spared, rest.span)
    return replace(rest, priced=found.priced, best=best, span=span, warnings=found.warnings)


def _part(found: Assessment, whole: Priced, dutiable: Decimal) -> Priced:
    """The goods as if only the dutiable part of them had come: a duty per piece shrinks as one on the value does.

    So the duty on a repair is the rate's equivalent in percent. Excise tax is on what is in the bottle: alcohol and
    tobacco keep their quantity.
    """
    part = replace(whole, value=whole_dollars(dutiable))
    if not whole.dollars or any(line.kind == "excise" for line in found.best.lines):
        return part
    share = dutiable / whole.dollars
    item = whole.item.model_copy(
        update={
            name: (amount * share).quantize(_FINE)
            for name in ("quantity", "weight_kg")
            if (amount := getattr(whole.item, name)) is not None
        }
    )
    facts = {name: _scaled(name, value, share) for name, value in whole.facts.items()}
    return replace(part, item=item, facts=facts)


def _scaled(name: str, value: object, share: Decimal) -> object:
    """Quantities and the values of parts shrink; what is known of a single article stays."""
    whole = isinstance(value, Decimal) and (name in UNIT_TEXTS or name.removesuffix("_value") in PART_TEXTS)
    return (value * share).quantize(_FINE) if whole and isinstance(value, Decimal) else value


def _all(found: Assessment, duty: Range) -> tuple[Candidate, ...]:
    """The relief does not depend on the line: every candidate costs the same."""
    return tuple(replace(candidate, duty=duty.likely) for candidate in found.candidates)


def _perhaps(found: Assessment, relief: Relief) -> Assessment:
    """A missing fact decides: the ordinary duty stands as likely, nothing at all is the low end."""
    best = replace(
        found.best,
        lines=(*relief.lines, *found.best.lines),
        missing=(*found.best.missing, *relief.missing),
    )
    span = found.span if found.best.prohibited else replace(found.span, low=ZERO)
    return replace(found, best=best, span=span)


def _span(line: DutyLine) -> Range:
    """A relief's line: its amount, between its own low and high where it has two methods."""
    low = line.amount if line.low is None else line.low
    high = line.amount if line.high is None else line.high
    return Range(low, line.amount, high)
