"""The words printed on a bill: which charge a line names, and which carrier a person means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rapidfuzz import fuzz

from tariff_data.law_records.paperwork import BillTerm, Carrier
from tariff_data.law_records.snapshot import law_of

NEAR_ENOUGH = 84  # of 100: a letter or two wrong in a word, or the words in another order
VERY_NEAR = 92  # a slip of the pen in a whole name counts before a shorter name inside it
SHORTEST_PART = 3  # letters a name needs to be looked for inside a longer line
_ADDITIONAL = re.compile(r"\b99\d\d\.?\d\d\.?\d\d\b")
_TARIFF_NUMBER = re.compile(r"\b\d{4}\.\d\d\.\d\d(?:\.?\d\d)?\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """A line's name understood. `heading`: the chapter 99 or tariff number in it, digits only."""

    term: BillTerm | None
    heading: str | None = None
    certainty: Literal["exact", "part", "near", "number", "none"] = "none"


def bare(text: str) -> str:
    """Words without case, accents, punctuation, percentages and amounts ("10+2" stays)."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    plain = re.sub(r"[$€£]\s*[\d.,]+|\b\d+(?:[.,]\d+)?\s*%|\b\d{5,}\b|['’.]", "", plain)
    return " ".join(re.sub(r"[^\w+]|_", " ", plain).split())


def read_name(name: str, carrier: str | None = None) -> Reading:
    """The charge a line names: by a tariff number in it, by a known name or one misspelled, by one inside it."""
    number = _ADDITIONAL.search(name) or _TARIFF_NUMBER.search(name)
    if number:
        digits = number[0].replace(".", "")
        return Reading(_by_id("BT-02" if digits.startswith("99") else "BT-89"), digits, "number")
    line = bare(name)
    if term := _chosen(_exact(line), carrier):
        return Reading(term, None, "exact")
    near = [(score, term) for known, term in _names() if (score := _likeness(line, known)) >= NEAR_ENOUGH]
    best = max((score for score, _ in near), default=0)
    nearest = _chosen([term for score, term in near if score == best], carrier)
    if best < VERY_NEAR and (term := _inside(line, carrier)):
        return Reading(term, None, "part")
    return Reading(nearest, None, "near" if nearest else "none")


def carrier_named(text: str) -> Carrier | None:
    """The carrier somebody means, or None."""
    said = bare(text)
    if not said:
        return None
    known = [(bare(name), carrier) for carrier in law_of(Carrier) for name in (carrier.id, *carrier.names)]
    for name, carrier in known:
        if name == said:
            return carrier
    inside = [(name, carrier) for name, carrier in known if _is_part(name, said)]
    if inside:
        return max(inside, key=lambda one: len(one[0]))[1]
    score, carrier = max(((fuzz.ratio(said, name), carrier) for name, carrier in known), key=lambda one: one[0])
    return carrier if score >= NEAR_ENOUGH else None


@cache
def _names() -> tuple[tuple[str, BillTerm], ...]:
    """Every name of every charge, bare, the longest first."""
    found = [(bare(name), term) for term in law_of(BillTerm) for name in (*term.names, *term.names_es)]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


@cache
def _by_id(id: str) -> BillTerm | None:
    return next((term for term in law_of(BillTerm) if term.id == id), None)


def _exact(line: str) -> list[BillTerm]:
    return [term for name, term in _names() if name == line]


def _inside(line: str, carrier: str | None) -> BillTerm | None:
    """The longest name inside a line.

    Duty and a government fee named together are one lump; duty with a private charge ("handling of duty") is private.
    """
    parts = [term for _, terms in _parts(line) if (term := _chosen(terms, carrier))]
    checks = {term.checks for term in parts}
    if {"duty", "fee"} <= checks:
        return _by_id("BT-86")
    private = [term for term in parts if term.checks == "private_fee"]
    charges = [term for term in parts if term.checks != "nothing"]
    return next(iter((private if "duty" in checks else charges) or charges or parts), None)


def _parts(line: str) -> Iterator[tuple[str, list[BillTerm]]]:
    """The names inside a line, the longest first, none inside another."""
    left = f" {line} "
    for name in dict.fromkeys(name for name, _ in _names() if len(name) >= SHORTEST_PART):
        if f" {name} " in left:
            yield name, [term for known, term in _names() if known == name]
            left = left.replace(f" {name} ", " | ")


def _is_part(name: str, line: str) -> bool:
    return len(name) >= SHORTEST_PART and f" {name} " in f" {line} "


def _chosen(terms: Sequence[BillTerm], carrier: str | None) -> BillTerm | None:
    """The carrier's own meaning of a name, else the one that is nobody's own, else the first."""
    tests: tuple[Callable[[BillTerm], bool], ...] = (
        lambda term: carrier in term.carriers,
        lambda term: not term.carriers,
        lambda term: True,
    )
    return next((term for test in tests for term in terms if test(term)), None)


def _likeness(line: str, name: str) -> float:
    if len(line) <= SHORTEST_PART or len(name) <= SHORTEST_PART:
        return 0  # one wrong letter in a short word makes another word
    return max(fuzz.ratio(line, name), fuzz.token_sort_ratio(line, name))
