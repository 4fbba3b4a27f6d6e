"""The facts the law of chapter 99 turns on, by the names of CONTRACT, read from what people answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from tariff_data.additional_duties.law import Law, the_law

PERCENTS = (
    "steel_content_pct",
    "aluminum_content_pct",
    "copper_content_pct",
    "us_content_pct",
    "metal_weight_pct",
)
DATES = ("loading_date", "ftz_privileged_foreign_admission_date")
FLAGS = (
    "is_donation",
    "is_informational_material",
    "not_quartz_surface_product",
    "quartz_quota_filled",
    "uas_for_use",
    "uas_thermal_imaging",
    "alcohol_in_bulk",
)
STATISTICAL_NUMBER = "hts10"  # the full number of a line whose lists name ten digits, or OTHER
OTHER = "other"  # none of the listed ten-digit numbers
Answer = Decimal | date | bool | str
_WORDS = {"true": True, "yes": True, "false": False, "no": False}


class BadFact(ValueError):
    """A fact that is not known or cannot be read; `name` says which."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


@cache
def fact_names(law: Law | None = None) -> frozenset[str]:
    """Every fact that the law may ask for."""
    law = law or the_law()
    asked = {c.answer for m in law.measures for c in m.conditions if c.answer}
    return frozenset({*PERCENTS, *DATES, *FLAGS, STATISTICAL_NUMBER, *asked})


def _percent(name: str, value: object) -> Decimal:
    try:
        number = Decimal(str(value).strip().removesuffix("%"))
    except InvalidOperation:
        raise BadFact(name, f"{value!r} is not a percentage") from None
    if not number.is_finite() or not 0 <= number <= 100:
        raise BadFact(name, f"{value!r} is not between 0 and 100")
    return number


def read_fact(name: str, value: object) -> Answer:
    """One answer as the engine wants it. Raises BadFact."""
    if name in PERCENTS:
        return _percent(name, value)
    if name in DATES:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise BadFact(name, f"{value!r} is not a date (YYYY-MM-DD)") from None
    if name == STATISTICAL_NUMBER:
        digits = str(value).replace(".", "")
        if digits != OTHER and (len(digits) != 10 or not digits.isdigit()):
            raise BadFact(name, f"{value!r} is not a number of ten digits")
        return digits
    if isinstance(value, bool):
        return value
    word = _WORDS.get(str(value).strip().lower())
    if word is None:
        raise BadFact(name, f"{value!r} is neither true nor false")
    return word


def read_facts(facts: Mapping[str, object], law: Law | None = None) -> dict[str, Answer]:
    """The answers that are facts of the law, read; other names are left alone (they belong to classification)."""
    if not facts:
        return {}
    known = fact_names(law)
    return {name: read_fact(name, value) for name, value in facts.items() if name in known and value is not None}
