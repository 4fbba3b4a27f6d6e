"""What must hold for every line, origin and day, whatever the law says.

A seeded sample of twenty thousand lines, origins and days; the same days on every machine.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import product

import pytest

from knowledge.wording.translate import has
from tariff_data.additional_duties import Alike, Case, Outcome, additional_duties
from tariff_data.additional_duties.law import the_law
from tariff_data.additional_duties.open_facts import openings
from tariff_data.additional_duties.outcome import matcher
from tariff_data.additional_duties.ranges import Trial, effects, reach, weight
from tariff_data.core.messages import Message
from tariff_data.core.paths import SCHEDULE
from tariff_data.law_records.record import country_codes

pytestmark = pytest.mark.slow

SAMPLE = 20_000
FIRST, DAYS = date(2025, 1, 1), 760  # to 2027-01-30
CENT = Decimal("0.01")


@cache
def lines() -> tuple[str, ...]:
    with (SCHEDULE / "lines.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(row["hts8"] for row in csv.DictReader(rows))


def sample(size: int, seed: int) -> Iterator[Case]:
    """Random lines and origins; half of the origins are countries that some measure names."""
    rng = random.Random(seed)
    everywhere = sorted(country_codes())
    named = sorted({c for m in the_law().measures for c in m.countries if len(c) == 2 and m.countries != "all"})
    for _ in range(size):
        yield Case(
            hts=rng.choice(lines()),
            origin=rng.choice(named if rng.random() < 0.5 else everywhere),
            on=FIRST + timedelta(days=rng.randrange(DAYS)),
            value=Decimal(rng.randrange(1, 3000)),
            base_duty=Decimal(rng.randrange(0, 40000)) / 1000 * rng.randrange(1, 30),
        )


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[Case, Outcome]]:
    return [(case, additional_duties(case)) for case in sample(SAMPLE, 20261009)]


def test_lines_sum_to_the_likely_duty(outcomes: list[tuple[Case, Outcome]]) -> None:
    for case, outcome in outcomes:
        charged = sum((line.amount or Decimal(0) for line in outcome.lines if line.status == "applies"), Decimal(0))
        assert outcome.duty.likely in (None, charged), case
        if outcome.duty.likely is None:
            assert outcome.missing, case


def test_ranges_are_in_order(outcomes: list[tuple[Case, Outcome]]) -> None:
    for case, outcome in outcomes:
        for found in (outcome.duty, outcome.total):
            assert found.low is not None and found.low >= 0, case
            likely = found.low if found.likely is None else found.likely
            assert found.low <= likely, case
            assert found.high is None or likely <= found.high, case


def test_no_open_fact_no_range(outcomes: list[tuple[Case, Outcome]]) -> None:
    for case, outcome in outcomes:
        settled = outcome.total.low == outcome.total.likely == outcome.total.high
        assert settled or outcome.questions or outcome.missing, case


def test_a_displaced_line_has_a_displacer_in_effect(outcomes: list[tuple[Case, Outcome]]) -> None:
    seen = 0
    for case, outcome in outcomes:
        in_effect = {line.heading for line in outcome.lines if line.status in ("applies", "exempt")}
        for line in outcome.lines:
            if line.status == "displaced":
                seen += 1
                assert line.displaced_by in in_effect, (case, line.heading)
    assert seen > 1000


def test_a_top_up_never_exceeds_its_ceiling(outcomes: list[tuple[Case, Outcome]]) -> None:
    seen = 0
    for case, outcome in outcomes:
        for line in outcome.lines:
            if line.formula is not None and line.formula.key == "measure.formula.top_up" and line.amount:
                seen += 1
                pct = line.formula.values["pct"]
                assert isinstance(pct, Decimal) and line.base is not None
                share = line.base / case.value
                assert case.base_duty is not None
                assert line.amount + case.base_duty * share <= line.base * pct / 100 + CENT, (case, line.heading)
    assert seen > 100


def test_every_heading_is_in_the_data_with_a_citation(outcomes: list[tuple[Case, Outcome]]) -> None:
    known = {(m.heading, m.source.citation) for m in the_law().measures}
    for _, outcome in outcomes:
        for line in outcome.lines:
            assert (line.heading, line.citation) in known
            assert line.citation and line.source.startswith("https://")


def test_every_sentence_is_there_in_both_languages(outcomes: list[tuple[Case, Outcome]]) -> None:
    keys: set[str] = set()

    def collect(said: object) -> None:
        if isinstance(said, Message):
            keys.add(said.key)
            for value in said.values.values():
                collect(value)

    for _, outcome in outcomes:
        for line in outcome.lines:
            for said in (line.why, line.rate, line.formula, Message(f"program.{line.program}")):
                collect(said)
        for question in outcome.questions:
            collect(question.text)
            for option in question.options:
                collect(option.label)
        for said in (*outcome.warnings, *(missing.why for missing in outcome.missing)):
            collect(said)
    assert len(keys) > 60
    assert [(key, lang) for key in sorted(keys) for lang in ("en", "es") if not has(key, lang)] == []


def test_a_turned_exemption_never_raises_what_it_exempts() -> None:
    seen = 0
    for case in sample(3000, 7):
        trial = Trial(case, matcher(), {})
        found = trial.evaluation({}, case.base_duty)
        before = {found.plan.entries[n].heading: charge.amount for n, charge in found.charges.items()}
        for effect in effects(trial, found, case.base_duty, asked_only=False):
            entry = effect.opening.entry
            if entry is None or entry.measure.effect != "exemption":
                continue
            turned = effect.turned
            for place, charge in turned.charges.items():
                if entry.heading in turned.plan.entries[place].measure.displaced_by:
                    seen += 1
                    assert charge.amount <= before.get(turned.plan.entries[place].heading, charge.amount), case
    assert seen > 200


def test_days_differ_only_where_something_begins_or_ends() -> None:
    rng = random.Random(3)
    for case in sample(400, 11):
        turning = set(matcher().turning_days(case.hts, case.origin))
        for _ in range(5):
            day = FIRST + timedelta(days=rng.randrange(DAYS))
            if day not in turning:
                today = additional_duties(replace(case, on=day))
                before = additional_duties(replace(case, on=day - timedelta(days=1)))
                assert (today.lines, today.total) == (before.lines, before.total), (case, day)


def test_the_range_is_the_one_that_trying_everything_gives() -> None:
    """Lowest and highest over every combination of the open answers, where those are few enough to try them all."""
    seen = 0
    for case in sample(4000, 5):
        trial = Trial(case, matcher(), {})
        found = trial.evaluation({}, case.base_duty)
        open_ = [opening for opening in openings(found) if opening.asked and opening.fact != "hts10"]
        facts: dict[str, list[object]] = {}
        for opening in open_:
            for fact, answer in opening.answers.items():
                facts.setdefault(fact, [None]).append(answer)
        if not 2 <= len(facts) <= 5 or any(fact.endswith("content_pct") for fact in facts):
            continue
        seen += 1
        totals = []
        for answers in product(*facts.values()):
            given = {fact: answer for fact, answer in zip(facts, answers, strict=True) if answer is not None}
            totals.append(weight(trial.evaluation(given, case.base_duty)))  # type: ignore[arg-type]
        reached = reach(trial, case.base_duty)
        assert (weight(reached.low), weight(reached.high)) == (min(totals), max(totals)), (case, list(facts))
    assert seen > 50


@pytest.mark.parametrize("origin", ["CN", "IT", "VN", "CA", "RU"])
def test_what_is_kept_for_lines_alike_is_what_each_line_owes(origin: str) -> None:
    chosen = random.Random(20261124)
    for on in (date(2025, 6, 20), date(2026, 1, 15), date(2026, 10, 1)):
        alike = Alike()
        for hts in chosen.sample(lines(), 150):
            base = Decimal(chosen.randrange(0, 4000)) / 100
            known = chosen.random() < 0.8
            ends = {"base_duty": base} if known else {"base_low": base, "base_high": base * 2}
            case = Case(hts=hts, origin=origin, on=on, value=Decimal(120), **ends)
            kept, own = alike(case), additional_duties(case)
            assert (kept.duty, kept.total, kept.base_displaced_by) == (own.duty, own.total, own.base_displaced_by), case
            assert [(one.heading, one.amount) for one in kept.lines] == [(one.heading, one.amount) for one in own.lines]
            assert {one.fact for one in kept.missing} == {one.fact for one in own.missing}, case
