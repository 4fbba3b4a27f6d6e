"""Answers to the engine's questions: which names exist, and what kind of answer each takes. Checked at the edge.

Law facts are CONTRACT's; classification facts are `classify.facts`; the rest are quantities and values that rates ask.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal

from tariff_data.additional_duties import BadFact, fact_names
from tariff_data.additional_duties.facts import read_fact
from tariff_data.additional_duties.schema import METALS
from tariff_data.classification import facts as classification
from tariff_data.declaration.charge_answers import CHARGE_FACTS
from tariff_data.duty_rates.wording import PART_TEXTS, UNIT_TEXTS

Kind = Literal["percent", "number", "yes_no", "choice"]

RATE_FACTS: dict[str, Kind] = {"fair_retail_value": "number", "jewels_each": "number", "sugar_degrees": "number"}


class UnknownFact(ValueError):
    """A fact that nobody asks, or an answer of the wrong kind; `at` says where in the request it stands."""

    def __init__(self, at: str, message: str) -> None:
        super().__init__(f"{at}: {message}")
        self.at = at
        self.message = message


@cache
def known_facts() -> Mapping[str, Kind]:
    """Every fact by name that is not the law's own (those are `measures.fact_names`)."""
    parts: dict[str, Kind] = {f"{part}_value": "number" for part in PART_TEXTS}
    quantities: dict[str, Kind] = dict.fromkeys(UNIT_TEXTS, "number")
    choices: dict[str, Kind] = dict.fromkeys(classification.NAMES, "choice")
    return {**quantities, **parts, **choices, **RATE_FACTS, **CHARGE_FACTS}


def checked_facts(facts: Mapping[str, object], at: str) -> dict[str, object]:
    """The facts with numbers as Decimal and dates as date; "unknown" and None are left out. Raises UnknownFact."""
    found: dict[str, object] = {}
    for name, value in facts.items():
        if value is None or value == classification.UNKNOWN:
            if name in classification.NAMES:
                found[name] = classification.UNKNOWN
            continue
        found[name] = _answer(name, value, f"{at}.{name}")
    if sum(share for name in METALS if isinstance(share := found.get(f"{name}_content_pct"), Decimal)) > 100:
        raise UnknownFact(at, f"{', '.join(METALS)} together are more than 100 percent of the value")
    wrong = classification.check(found)
    if wrong:
        raise UnknownFact(at, wrong)
    return found


def _answer(name: str, value: object, at: str) -> object:
    if name in fact_names():
        return _law_answer(name, value, at)
    kind = known_facts().get(name)
    if kind is None:
        raise UnknownFact(at, _unknown(name))
    if kind == "yes_no":
        return _yes_no(value, at)
    if kind == "choice":
        return str(value)
    return _number(value, kind, at)


def _law_answer(name: str, value: object, at: str) -> object:
    try:
        return read_fact(name, value)
    except BadFact as error:
        raise UnknownFact(at, str(error).removeprefix(f"{name}: ")) from error


def _unknown(name: str) -> str:
    known = sorted({*known_facts(), *(fact for fact in fact_names() if not fact.startswith("confirm:"))})
    near = difflib.get_close_matches(name, known, 3)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    return f"no fact is called {name!r}{hint} Known: {', '.join(known)}, confirm:<chapter 99 heading>"


def _yes_no(value: object, at: str) -> bool:
    if isinstance(value, bool):
        return value
    said = {"true": True, "yes": True, "false": False, "no": False}.get(str(value).strip().lower())
    if said is None:
        raise UnknownFact(at, f"{value!r} is neither true nor false")
    return said


def _number(value: object, kind: Kind, at: str) -> Decimal:
    try:
        number = Decimal(str(value).removesuffix("%"))
    except InvalidOperation:
        raise UnknownFact(at, f"{value!r} is not a number") from None
    if not number.is_finite() or number < 0 or (kind == "percent" and number > 100):
        raise UnknownFact(at, f"{value} is out of range (0 {'to 100' if kind == 'percent' else 'or more'})")
    return number


def check_all(facts_of_items: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """The facts of every item, checked. Raises UnknownFact with the item's place (`items.0.facts.material`)."""
    return [checked_facts(facts, f"items.{place}.facts") for place, facts in enumerate(facts_of_items)]
