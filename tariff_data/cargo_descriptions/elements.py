"""What should be known about goods, by tariff number, way of transport and day, and who asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tariff_data.cargo_descriptions.result import Need
from tariff_data.core.messages import Message
from tariff_data.declaration.request import Mode
from tariff_data.law_records.paperwork import AdvanceData, Element, ElementRule
from tariff_data.law_records.snapshot import Snapshot

IN_WORDS: tuple[Element, ...] = ("material", "use", "for_whom", "construction")
_STRICTEST_FIRST = ("needed", "wanted", "none")
ON_THE_FORM: tuple[Element, ...] = ("origin", "value", "hts10", "seller", "quantity", "weight")


@dataclass(frozen=True, slots=True)
class Asked:
    """An element and the rule or forms that ask for it; `need` None: it need not be said."""

    element: Element
    need: Need | None
    why: Message | None
    citation: str
    source: str


def asked_in_words(snap: Snapshot, numbers: Mapping[str, float]) -> dict[Element, Asked]:
    """What the words must say about goods that may stand on these numbers, each with its weight (none: any goods).

    Where the number is not sure, what most of the weight needs is needed.
    """
    return {element: _asked(snap, element, numbers or {"": 1.0}) for element in IN_WORDS}


def _asked(snap: Snapshot, element: Element, numbers: Mapping[str, float]) -> Asked:
    weights: dict[ElementRule, float] = defaultdict(float)
    for number, weight in numbers.items():
        if rule := _rule(snap, element, number):
            weights[rule] += weight
    reached = 0.0
    for need in _STRICTEST_FIRST:
        asking = {rule: weight for rule, weight in weights.items() if rule.need == need}
        reached += sum(asking.values())
        if asking and reached >= sum(numbers.values()) / 2:
            return _said(element, max(asking, key=lambda rule: asking[rule]))
    return Asked(element, None, None, "", "")


def _said(element: Element, rule: ElementRule) -> Asked:
    need: Need | None = None if rule.need == "none" else rule.need
    return Asked(element, need, Message(f"description.why.{rule.id}"), rule.source.citation, rule.source.url)


def _rule(snap: Snapshot, element: Element, number: str) -> ElementRule | None:
    """The rule in force with the longest prefix of a number, else the one for all goods."""
    rules = [rule for rule in snap.of(ElementRule) if rule.element == element]
    fits = [(max(map(len, held)), rule) for rule in rules if (held := [p for p in rule.hts if number.startswith(p)])]
    if fits:
        return max(fits, key=lambda fit: fit[0])[1]
    return next((rule for rule in rules if not rule.hts), None)


def asked_on_forms(snap: Snapshot, mode: Mode | None) -> dict[Element, Asked]:
    """What the forms of a way of transport ask for (any way where it is not known)."""
    forms = [form for form in snap.of(AdvanceData) if mode is None or mode in form.ways]
    found = {}
    for element in ON_THE_FORM:
        asking = [form for form in forms if element in form.asks]
        why = Message("description.asked_on", {"forms": tuple(Message(f"filing.{form.id}") for form in asking)})
        found[element] = Asked(
            element,
            "needed" if asking else None,
            why if asking else None,
            "; ".join(dict.fromkeys(form.source.citation for form in asking)),
            next((form.source.url for form in asking if form.source.url), ""),
        )
    return found
