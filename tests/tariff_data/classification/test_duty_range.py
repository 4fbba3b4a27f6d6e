"""The plausible lines: the range of duties that is worth its width, and what has no end."""

from __future__ import annotations

from decimal import Decimal

from tariff_data.classification.duty_range import plausible
from tariff_data.results import Range


def duty(low: str | None, high: str | None = "same") -> Range:
    end = low if high == "same" else high
    return Range(Decimal(low) if low else None, None, Decimal(end) if end else None)


def test_a_dear_tail_is_left_out() -> None:
    found = plausible(["a", "b", "c"], [0.6, 0.35, 0.05], {"a": duty("10"), "b": duty("12"), "c": duty("90")})
    assert found.codes == ("a", "b") and (found.low, found.high) == (10, 12)


def test_the_likeliest_line_is_never_left_out() -> None:
    found = plausible(["a", "b", "c"], [0.1, 0.05, 0.85], {"a": duty("10"), "b": duty("50"), "c": duty("52")})
    assert "a" in found.codes and found.low == 10


def test_a_line_counts_with_its_whole_range() -> None:
    found = plausible(["a", "b"], [0.95, 0.05], {"a": duty("10"), "b": duty("0", "10")})
    assert found.codes == ("a",) and (found.low, found.high) == (10, 10)


def test_a_small_tail_without_an_end_is_left_out() -> None:
    found = plausible(["a", "b", "c"], [0.9, 0.06, 0.04], {"a": duty("10"), "b": duty("10"), "c": duty("3", None)})
    assert found.codes == ("a", "b")


def test_a_likely_line_without_an_end_stays() -> None:
    found = plausible(["a", "b", "c"], [0.6, 0.3, 0.1], {"a": duty("10"), "b": duty("3", None), "c": duty("10")})
    assert found.codes == ("a", "b", "c")


def test_without_any_duty_the_likeliest_lines_stay() -> None:
    found = plausible(["a", "b", "c"], [0.6, 0.35, 0.05], {})
    assert found.codes == ("a", "b") and found.low is None


def test_a_step_that_holds_much_probability_is_taken_where_a_dearer_one_is_not() -> None:
    duties = {"a": duty("10"), "b": duty("12"), "c": duty("20"), "d": duty("90")}
    found = plausible(["a", "b", "c", "d"], [0.5, 0.32, 0.1, 0.08], duties)
    assert found.codes == ("a", "b", "c") and (found.low, found.high) == (10, 20)


def far(low: str, high: str) -> Range:
    """A duty by the kilogram whose upper end is only the most that the goods can weigh."""
    return Range(Decimal(low), None, Decimal(high), "assumed")


def test_a_small_tail_with_a_far_end_is_left_out() -> None:
    found = plausible(["a", "b", "c"], [0.9, 0.06, 0.04], {"a": duty("10"), "b": duty("10"), "c": far("3", "60")})
    assert found.codes == ("a", "b") and (found.low, found.high) == (10, 10)


def test_a_likely_line_with_a_far_end_widens_the_range() -> None:
    found = plausible(["a", "b", "c"], [0.5, 0.4, 0.1], {"a": duty("10"), "b": far("8", "14"), "c": duty("10")})
    assert found.codes == ("a", "b", "c") and (found.low, found.high) == (8, 14)


def test_a_far_end_does_not_make_other_steps_look_small() -> None:
    duties = {"a": duty("10"), "b": duty("12"), "c": duty("20"), "d": far("0", "900")}
    found = plausible(["a", "b", "c", "d"], [0.5, 0.26, 0.12, 0.12], duties)
    assert (found.low, found.high) == (10, 20)


def test_a_far_line_beside_an_endless_one() -> None:
    found = plausible(["a", "b"], [0.95, 0.05], {"a": duty("3", None), "b": far("0", "90")})
    assert found.codes[0] == "a"
