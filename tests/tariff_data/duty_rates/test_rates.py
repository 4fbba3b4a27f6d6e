"""Rate texts: every one of the schedule is read or has its reason; duties are right, missing facts are not zero."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tariff_data.core.paths import SCHEDULE
from tariff_data.duty_rates import Rate, parse_rate, parse_special, symbols_of
from tariff_data.duty_rates.terms import Percent, PerDegree, PerJewel, PerUnit
from tariff_data.duty_rates.wording import PART_TEXTS, UNIT_TEXTS, WHOLE_VALUE_TEXTS

CASES = yaml.safe_load((Path(__file__).parent / "rates.yaml").read_text(encoding="utf-8"))
D = Decimal


@cache
def schedule_rates() -> dict[str, list[Rate]]:
    """The rates of chapters 1 to 97 by column, one per line (one per symbol in the special column)."""
    found: dict[str, list[Rate]] = {"general": [], "special": [], "column2": []}
    with (SCHEDULE / "lines.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["hts8"] < "98":
                found["general"].append(parse_rate(row["general"]))
                found["column2"].append(parse_rate(row["column2"]))
                found["special"] += parse_special(row["special"]).values()
    return found


def test_every_rate_text_of_the_schedule_is_counted() -> None:
    texts = {column: len({rate.text for rate in rates}) for column, rates in schedule_rates().items()}
    assert texts == {"general": 747, "special": 148, "column2": 810}


@pytest.mark.parametrize("column", ["general", "special", "column2"])
def test_what_cannot_be_computed_is_pinned_by_reason(column: str) -> None:
    reasons = Counter(rate.reason.key.removeprefix("reason.rate.") for rate in schedule_rates()[column] if rate.reason)
    assert dict(reasons) == CASES["not_computable"][column]


@pytest.mark.parametrize("column", ["general", "special", "column2"])
def test_the_canonical_spelling_reads_as_the_same_rate(column: str) -> None:
    for rate in set(schedule_rates()[column]):
        again = parse_rate(str(rate))
        assert again == rate
        assert str(again) == str(rate)


@pytest.mark.parametrize("column", ["general", "special", "column2"])
def test_with_all_it_needs_every_computable_rate_gives_one_positive_or_free_amount(column: str) -> None:
    for rate in set(schedule_rates()[column]):
        if rate.reason:
            continue
        facts = {name: D(1) for name in rate.needs()}
        duty = rate.duty(D(1000), {}, facts)
        assert duty.missing == ()
        assert duty.low == duty.likely == duty.high is not None
        assert (duty.likely == 0) == (rate.kind == "free")


@pytest.mark.parametrize("column", ["general", "special", "column2"])
def test_a_missing_quantity_is_never_a_zero(column: str) -> None:
    for rate in set(schedule_rates()[column]):
        if rate.needs():
            duty = rate.duty(D(1000))
            assert duty.likely is None and duty.missing
            assert duty.low is None or duty.low > 0
            assert duty.high is None or duty.low is None or duty.high >= duty.low


@pytest.mark.parametrize("case", CASES["duties"], ids=lambda case: f"{case['rate']} {case.get('with', '')}")
def test_worked_duties(case: dict[str, object]) -> None:
    given_ = case.get("with") or {}
    assert isinstance(given_, dict)
    quantities = {name: D(str(amount)) for name, amount in given_.items() if not str(name).endswith(("_value", "_pct"))}
    duty = parse_rate(str(case["rate"])).duty(D(str(case["value"])), quantities, given_)
    got = [
        None if amount is None else str(amount.quantize(D("0.00001")).normalize()) for amount in (duty.low, duty.high)
    ]
    wanted = [None if amount is None else str(D(str(amount)).normalize()) for amount in case["duty"]]  # type: ignore[attr-defined]
    assert got == wanted
    assert list(duty.missing) == case.get("missing", [])
    assert (duty.likely is None) == bool(duty.missing)


@pytest.mark.parametrize(("text", "same"), CASES["spellings"])
def test_spellings_of_one_rate(text: str, same: str) -> None:
    assert parse_rate(text) == parse_rate(same)
    assert parse_rate(text).reason is None


def test_special_column_gives_each_symbol_its_rate() -> None:
    rates = parse_special("Free (A+,AU,BH, CL) 3.2% (KR) See 9823.08.01-9823.08.38 (S+)4.4¢/kg + 2%(JP)")
    assert {symbol: str(rate) for symbol, rate in rates.items()} == {
        "A+": "Free",
        "AU": "Free",
        "BH": "Free",
        "CL": "Free",
        "KR": "3.2%",
        "S+": "See 9823.08.01-9823.08.38",
        "JP": "4.4¢/kg + 2%",
    }
    assert rates["S+"].reason is not None
    assert rates["S+"].reason.values == {"headings": "9823.08.01-9823.08.38"}
    assert symbols_of("Free (C) 2% (B)") == ("C", "B")
    assert parse_special("") == {}


def test_brackets_with_words_belong_to_the_rate() -> None:
    rates = parse_special("Free (S) A duty upon the value of the repairs or alterations (see U.S. note 3) (B,C)")
    assert list(rates) == ["S", "B", "C"]
    assert rates["B"].reason is not None and rates["B"].reason.key == "reason.rate.repair_value"


@given(st.text(max_size=60))
def test_reading_never_raises(text: str) -> None:
    rate = parse_rate(text)
    assert rate.text == text
    rate.duty(D(100))
    parse_special(text)


amounts = st.decimals(min_value="0.0001", max_value="500", places=4)
terms = st.one_of(
    st.builds(Percent, amounts, st.sampled_from([*PART_TEXTS, *WHOLE_VALUE_TEXTS])),
    st.builds(PerUnit, amounts, st.sampled_from(list(UNIT_TEXTS))),
    st.builds(PerJewel, amounts, st.integers(0, 30)),
)
rates = st.one_of(
    st.lists(terms, min_size=1, max_size=4).map(lambda several: Rate("", tuple(several))),
    st.builds(PerDegree, amounts, amounts, st.integers(1, 120).map(D), amounts).map(lambda term: Rate("", (term,))),
)


@given(rates)
def test_round_trip(rate: Rate) -> None:
    assert parse_rate(str(rate)) == rate


@given(rates, st.integers(1, 10**6), st.integers(0, 10**6))
def test_duty_grows_with_value_and_is_never_negative(rate: Rate, value: int, more: int) -> None:
    facts = {name: D(3) for name in rate.needs()}
    low, high = (rate.duty(D(amount), {}, facts).high for amount in (value, value + more))
    assert low is not None and high is not None
    assert 0 <= low <= high
