"""The open facts of a case: which unanswered facts could turn a heading, and the answers that would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tariff_data.additional_duties.conditions import met, turning
from tariff_data.additional_duties.displacement import conditions_hold
from tariff_data.additional_duties.evaluation import Evaluation
from tariff_data.additional_duties.facts import OTHER, STATISTICAL_NUMBER, Answer
from tariff_data.additional_duties.matching import Entry
from tariff_data.additional_duties.schema import METALS, Metal

NO_METAL = Decimal(0)
ALL_METAL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Opening:
    """Answers that would turn a heading: the first is the one to ask for. `entry` is None for a ten-digit number.

    `asked`: worth asking, so that it widens the range. `undecided`: without an answer no default is defensible.
    """

    answers: Mapping[str, Answer]
    entry: Entry | None
    asked: bool
    undecided: bool = False

    @property
    def fact(self) -> str:
        return next(iter(self.answers))


def openings(found: Evaluation) -> Iterator[Opening]:
    """Every opening of an evaluation, asked or not, each set of answers once."""
    seen = set()
    for opening in _all(found):
        key = frozenset(opening.answers.items())
        if key not in seen:
            seen.add(key)
            yield opening


def _all(found: Evaluation) -> Iterator[Opening]:
    plan = found.plan
    for entry in plan.entries:
        if entry.matters and entry.offered and entry.conditions:
            yield from _turned(entry, found)
    yield from _metal_content(found)
    for group in plan.numbers:
        yield Opening({STATISTICAL_NUMBER: group[0] if group else OTHER}, None, True)


def _turned(entry: Entry, found: Evaluation) -> Iterator[Opening]:
    now = found.now
    answers: dict[str, Answer] = {}
    undecided = False
    for spec in entry.conditions:
        if spec.any_applies:
            continue
        said = met(spec, now)
        turn = dict(turning(spec, now))
        if said is True:
            for fact, answer in turn.items():  # met by default only: the answer would unmake it
                yield Opening({fact: answer}, entry, entry.asks)
        elif turn:
            undecided = undecided or said is None
            answers |= turn
        elif not (said is None and now.base_pct is None):
            return  # nothing a person could still answer makes this heading apply
    if answers:
        yield Opening(answers, entry, entry.asks or undecided, undecided)


def _metal_content(found: Evaluation) -> Iterator[Opening]:
    """All of one metal, for each metal whose content decides; and no metal at all."""
    facts = found.now.facts
    wanted: dict[Metal, Entry] = {}
    for entry in found.plan.entries:
        if entry.content and f"{entry.content}_content_pct" not in facts and conditions_hold(entry, found.now):
            wanted.setdefault(entry.content, entry)
    if not wanted:
        return
    asked = not found.plan.packaging_only
    none: dict[str, Answer] = {f"{metal}_content_pct": NO_METAL for metal in METALS if metal in wanted}
    for metal, entry in wanted.items():
        fact = f"{metal}_content_pct"
        yield Opening({fact: ALL_METAL, **{n: v for n, v in none.items() if n != fact}}, entry, asked, asked)
        yield Opening({fact: NO_METAL, **none}, entry, asked, asked)
