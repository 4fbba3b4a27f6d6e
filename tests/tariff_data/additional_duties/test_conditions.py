"""Each kind of condition: met, not met, open; and the answer that would turn it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from tariff_data.additional_duties.conditions import Situation, met, turning
from tariff_data.additional_duties.schema import ConditionSpec

CONFIRM: dict[str, Any] = {"answer": "confirm:9903.94.05", "is": True, "default": False}
REVERSED: dict[str, Any] = {"answer": "uas_for_use", "is": False, "default": True}
WINDOW: dict[str, Any] = {"not_in_transit": {"loaded_before": "2025-08-07", "entered_before": "2025-10-05"}}


def spec(fields: Mapping[str, Any]) -> ConditionSpec:
    return ConditionSpec.model_validate(fields)


def now(
    facts: Mapping[str, Any] | None = None,
    *,
    on: date = date(2025, 9, 1),
    preference: str | None = None,
    base: Decimal | None = Decimal(9),
) -> Situation:
    return Situation(on, facts or {}, preference, base)


@pytest.mark.parametrize(
    ("fields", "situation", "said"),
    [
        (CONFIRM, now(), False),
        (CONFIRM, now({"confirm:9903.94.05": True}), True),
        (CONFIRM, now({"confirm:9903.94.05": False}), False),
        ({**CONFIRM, "default": None}, now(), None),
        (REVERSED, now(), False),
        (REVERSED, now({"uas_for_use": False}), True),
        ({"base_rate_below": 9}, now(), False),
        ({"base_rate_below": 10}, now(), True),
        ({"base_rate_at_least": 9}, now(), True),
        ({"base_rate_at_least": 10}, now(), False),
        ({"base_rate_below": 10}, now(base=None), None),
        ({"claimed": ["S", "S+"]}, now(preference="S+"), True),
        ({"claimed": ["S", "S+"]}, now(), False),
        ({"not_claimed": ["P"]}, now(), True),
        ({"not_claimed": ["P"]}, now(preference="P"), False),
        ({"loaded_before": "2025-08-27"}, now({"loading_date": date(2025, 8, 26)}), True),
        ({"loaded_before": "2025-08-27"}, now({"loading_date": date(2025, 8, 27)}), False),
        ({"loaded_before": "2025-08-27"}, now(), False),
        (WINDOW, now(), True),
        (WINDOW, now({"loading_date": date(2025, 8, 6)}), False),
        (WINDOW, now({"loading_date": date(2025, 8, 6)}, on=date(2025, 10, 5)), True),
        (
            {"foreign_status_before": "2025-06-04"},
            now({"ftz_privileged_foreign_admission_date": date(2025, 6, 3)}),
            True,
        ),
        ({"us_content_at_least": 20}, now({"us_content_pct": Decimal(20)}), True),
        ({"us_content_at_least": 20}, now({"us_content_pct": Decimal("19.9")}), False),
        ({"us_content_at_least": 20}, now(), False),
        ({"metal_weight_below": 15}, now({"metal_weight_pct": Decimal("14.9")}), True),
        ({"metal_weight_below": 15}, now({"metal_weight_pct": Decimal(15)}), False),
    ],
)
def test_a_condition(fields: Mapping[str, Any], situation: Situation, said: bool | None) -> None:
    assert met(spec(fields), situation) is said


@pytest.mark.parametrize(
    "fields", [CONFIRM, REVERSED, WINDOW, {"loaded_before": "2025-08-27"}, {"metal_weight_below": 15}]
)
def test_the_turning_answer_turns(fields: Mapping[str, Any]) -> None:
    condition = spec(fields)
    answers = dict(turning(condition, now()))
    assert answers
    assert met(condition, now(answers)) is not met(condition, now())


@pytest.mark.parametrize("fields", [{"claimed": ["S"]}, {"base_rate_below": 5}])
def test_what_no_answer_can_turn(fields: Mapping[str, Any]) -> None:
    assert dict(turning(spec(fields), now())) == {}


def test_an_answered_fact_is_not_turned() -> None:
    assert dict(turning(spec(CONFIRM), now({"confirm:9903.94.05": False}))) == {}


@pytest.mark.parametrize("fields", [{}, {"claimed": ["S"], "loaded_before": "2025-08-27"}, {"is": True}])
def test_a_condition_is_of_one_kind(fields: Mapping[str, Any]) -> None:
    with pytest.raises(ValidationError):
        spec(fields)
