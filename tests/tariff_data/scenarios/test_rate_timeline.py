"""The duty by date, in steps."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from knowledge.wording.translate import say
from tariff_data.additional_duties import Case, additional_duties
from tariff_data.scenarios.rate_timeline import SINCE, timeline

SHIRTS = Case("61091000", "CN", date(2026, 11, 24), Decimal(1000), Decimal(165))  # 16.5%


def test_steps_of_a_shirt_from_china() -> None:
    """16.5% + list 4A 7.5%; fentanyl 10, 20, 10%; reciprocal 10, 84, 125, 10%; surcharge 10%; forced labor 12.5%."""
    found = {step.from_.isoformat(): step.rate_pct for step in timeline(SHIRTS)}
    assert found["2025-01-01"] == Decimal("24")  # 16.5 + 7.5
    assert found["2025-02-04"] == Decimal("34")  # + 10
    assert found["2025-03-04"] == Decimal("44")  # 20 in place of 10
    assert found["2025-04-05"] == Decimal("54")  # + 10
    assert found["2025-04-09"] == Decimal("128")  # 84 in place of 10
    assert found["2025-04-10"] == Decimal("169")  # 125
    assert found["2025-05-14"] == Decimal("54")
    assert found["2025-11-10"] == Decimal("44")  # fentanyl back to 10
    assert found["2026-02-24"] == Decimal("34")  # 24 + 10
    assert found["2026-07-24"] == Decimal("36.5")  # 24 + 12.5


def test_steps_touch_and_cover() -> None:
    steps = timeline(SHIRTS)
    assert steps[0].from_ == SINCE and steps[-1].to is None
    assert all(earlier.to == later.from_ for earlier, later in pairwise(steps))


def test_every_day_of_a_step_is_as_the_step_says() -> None:
    for step in timeline(SHIRTS):
        last = (step.to or date(2027, 1, 31)) - timedelta(days=1)
        for day in (step.from_, last):
            outcome = additional_duties(replace(SHIRTS, on=day))
            assert (outcome.total, len(outcome.lines)) == (step.total, len(step.outcome.lines)), day


def test_each_step_says_why() -> None:
    steps = timeline(SHIRTS)
    assert steps[0].reasons == ()
    for step in steps[1:]:
        assert step.reasons
        for lang in ("en", "es"):
            assert all(say(reason, lang) for reason in step.reasons)
    july = next(step for step in steps if step.from_ == date(2026, 7, 24))
    assert {reason.key for reason in july.reasons} >= {"timeline.begins", "timeline.ends"}


def test_the_end_of_an_in_transit_window_is_a_step_of_its_own() -> None:
    bags = Case("42022190", "IT", date(2026, 11, 24), Decimal(1000), Decimal(90))
    (october,) = (step for step in timeline(bags) if step.from_ == date(2025, 10, 5))
    assert [reason.key for reason in october.reasons] == ["timeline.window"]


def test_a_base_duty_that_changes_is_a_step() -> None:
    turn = date(2026, 9, 1)

    def on(day: date) -> Case:
        return replace(SHIRTS, on=day, base_duty=Decimal(165 if day < turn else 200))

    steps = timeline(SHIRTS, since=date(2026, 8, 1), case_on=on, days=[turn])
    (step,) = (step for step in steps if step.from_ == turn)
    assert step.total.likely == Decimal("400.00")  # 200 + 75 + 125
    assert [reason.key for reason in step.reasons] == ["timeline.base"]


def test_bounds() -> None:
    steps = timeline(SHIRTS, since=date(2026, 7, 20), until=date(2026, 7, 26))
    assert [(step.from_.day, step.to and step.to.day) for step in steps] == [(20, 24), (24, 26)]


@pytest.mark.parametrize(("hts", "origin"), [("61091000", "CN"), ("73239300", "VN"), ("42022190", "IT")])
def test_a_timeline_costs_about_as_much_as_its_dates(hts: str, origin: str) -> None:
    """Against thirty single dates, in time of this thread: a slow or busy machine slows both sides."""
    case = Case(hts, origin, date(2026, 11, 24), Decimal(1000), Decimal(20))
    days = [date(2025, 1, 1) + timedelta(days=23 * n) for n in range(30)]
    timeline(case)
    singles, steps = [], []
    for _ in range(5):
        start = time.thread_time()
        for day in days:
            additional_duties(replace(case, on=day))
        singles.append(time.thread_time() - start)
        start = time.thread_time()
        timeline(case)
        steps.append(time.thread_time() - start)
    assert min(steps) < 2 * min(singles)
