"""The duty lines of a bill, judged against the lines of the estimate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from tariff_data.carrier_bills import programmes
from tariff_data.carrier_bills.alternatives import duties_of
from tariff_data.carrier_bills.result import Explanation
from tariff_data.carrier_bills.tolerances import (
    NOTHING,
    UNKNOWN,
    Finding,
    Row,
    compared,
    dearest,
    is_near,
    less,
    slack,
    total,
)
from tariff_data.core.messages import Message
from tariff_data.results import Confidence, DutyLine, EstimateResult, Range

_SURE: tuple[Confidence, ...] = ("high", "medium", "low")
_MOST_PARTS = 12  # beyond that, sums of some parts match by chance


@dataclass(frozen=True, slots=True)
class Part:
    """One duty that the estimate found due on one article."""

    item: int
    line: DutyLine
    amount: Decimal

    @property
    def said(self) -> Message:
        programme = Message(f"program.{self.line.program.replace(' ', '_')}")
        return Message("billcheck.part", {"programme": programme, "amount": self.amount})


def parts_of(found: EstimateResult) -> list[Part]:
    """Every duty that is due, with an amount above zero."""
    return [
        Part(place, line, line.amount)
        for place, item in enumerate(found.items)
        for line in item.lines
        if line.status == "applies" and line.amount
    ]


class DutyJudge:
    """Judges the lines that name a particular duty first; what they leave is due under plain "duty"."""

    def __init__(self, found: EstimateResult, on: date) -> None:
        self.found = found
        self.on = on
        self.left = parts_of(found)
        self.taken: list[Part] = []
        self.findings: dict[int, Finding] = {}

    @property
    def remaining(self) -> Range:
        """The duty that no line of the bill has named yet."""
        return less(self.found.totals.duty, total(part.amount for part in self.taken))

    def judge_named(self, rows: Iterable[Row]) -> None:
        """Lines that name a heading, a programme, the base duty or an excise tax."""
        for row in sorted(rows, key=lambda row: row.reading.heading is None):
            fitting = [part for part in self.left if _fits(row, part)]
            if not fitting:
                self.findings[row.place] = self._not_due(row)
                continue
            chosen = _some_of(fitting, row.amount) or fitting
            self._take(chosen)
            expected = total(part.amount for part in chosen)
            self._compare(row, Range(expected, expected, expected), chosen)

    def judge_plain(self, rows: Sequence[Row]) -> None:
        """Lines that just say duty: together they owe what is left."""
        if not rows:
            return
        if len(rows) == 1 or is_near(total(row.amount for row in rows), self.remaining.likely):
            self._judge_together(rows)
            return
        rest = list(rows)
        for row in rows:  # one line per article, or a line that stands there twice
            mine = self._article(row)
            if mine:
                self._take(mine)
                expected = total(part.amount for part in mine)
                self._compare(row, Range(expected, expected, expected), mine)
                rest.remove(row)
        seen = [row.amount for row in rows if row not in rest]
        for row in list(rest):
            if any(is_near(row.amount, amount) for amount in seen) and not self.left:
                self.findings[row.place] = twice(row)
                rest.remove(row)
        if rest:
            self._judge_together(rest)

    def _judge_together(self, rows: Sequence[Row]) -> None:
        """The largest line answers for what the lines are off together."""
        answering = max(rows, key=lambda row: row.amount)
        others = total(row.amount for row in rows if row is not answering)
        expected, parts = less(self.remaining, others), list(self.left)
        self._take(parts)
        self._compare(answering, expected, parts)
        verdict = self.findings[answering.place].verdict
        for row in rows:
            if row is not answering:
                self.findings[row.place] = Finding(
                    "right" if verdict == "right" else "cannot_tell",
                    Range(row.amount, row.amount, row.amount) if verdict == "right" else UNKNOWN,
                    Message("billcheck.duty.one_of_several"),
                )

    def _article(self, row: Row) -> list[Part]:
        """All that is left on one article, where it comes to the line's amount; else all that is left of everything."""
        groups = [[p for p in self.left if p.item == place] for place in dict.fromkeys(p.item for p in self.left)]
        groups = [*groups, list(self.left)]
        return next((g for g in groups if g and is_near(row.amount, total(p.amount for p in g))), [])

    def _take(self, parts: Iterable[Part]) -> None:
        for part in list(parts):
            self.left.remove(part)
            self.taken.append(part)

    def _compare(self, row: Row, expected: Range, parts: Sequence[Part]) -> None:
        verdict = compared(row.amount, expected)
        two_methods = any(part.line.high is not None for part in parts)
        if two_methods and any(is_near(row.amount, duty) for duty in duties_of(self.found)):
            verdict = "right"
        far = dearest(self.found)
        values: dict[str, object] = {
            "dearest": far,
            "charged": row.amount,
            "low": expected.low,
            "likely": expected.likely,
            "high": expected.high,
            "parts": tuple(part.said for part in parts),
        }
        if expected.high is None and verdict == "cannot_tell" and far is not None and row.amount > far + slack(far):
            key = "billcheck.duty.beyond_known"
        elif two_methods and verdict == "right":
            key = "billcheck.duty.right.two_methods"
        elif expected.likely is None and verdict == "cannot_tell":
            key = "billcheck.duty.unknown" if expected.high is None else "billcheck.duty.within"
        elif verdict == "cannot_tell":
            key = "billcheck.duty.within" if expected.high is not None else "billcheck.duty.open"
        elif not parts:
            key = f"billcheck.duty.{verdict}.none" if expected.likely == 0 else f"billcheck.duty.{verdict}.range"
        else:
            narrow = expected.likely is not None and expected.low == expected.high
            key = f"billcheck.duty.{verdict}" if narrow or verdict == "right" else f"billcheck.duty.{verdict}.range"
        line = max((part.line for part in parts), key=lambda line: _SURE.index(line.confidence), default=None)
        self.findings[row.place] = Finding(
            verdict,
            expected,
            Message(key, values),
            citation=line.citation if line else "",
            source=line.source if line else "",
            confidence=line.confidence if line else "medium",
        )

    def _not_due(self, row: Row) -> Finding:
        """A named duty that the goods do not owe: because it is over, has not begun, or is for other goods."""
        of = _programmes(row)
        open_ = [
            line
            for item in self.found.items
            for line in item.lines
            if line.program in of and line.status in {"needs_fact", "not_computable"}
        ]
        if open_:
            lows, highs = zip(*((line.low, line.high) for line in open_), strict=True)
            low = None if None in lows else total(low for low in lows if low is not None)
            high = None if None in highs else total(high for high in highs if high is not None)
            expected = Range(low, None, high)
            key = "billcheck.duty.unknown" if high is None else "billcheck.duty.within"
            reason = Message(key, {"charged": row.amount, "low": low, "likely": None, "high": high, "parts": ()})
            return Finding(compared(row.amount, expected), expected, reason)
        if self.found.totals.duty.likely is None and not self.taken and not self.left:
            return Finding("cannot_tell", UNKNOWN, Message("billcheck.duty.unknown", {"charged": row.amount}))
        life = programmes.life_of(of)
        values = {"what": _named(row, of), "amount": row.amount}
        if life and life.last is not None and life.last < self.on:
            error = Explanation(
                "ended_duty", Message("billcheck.error.ended_duty.named", {**values, "day": life.last}), row.amount
            )
        elif life and life.first > self.on:
            error = Explanation(
                "not_begun", Message("billcheck.error.not_begun.named", {**values, "day": life.first}), row.amount
            )
        elif of and all(programme == programmes.METALS for programme in of):
            error = Explanation("metal_duty", Message("billcheck.error.metal_duty.named", values), row.amount)
        else:
            error = Explanation("not_due", Message("billcheck.error.not_due", values), row.amount)
        if row.amount <= 0:
            return Finding("right", NOTHING, Message("billcheck.duty.right.none", {"charged": row.amount}))
        reason = Message("billcheck.duty.too_high.none", {"charged": row.amount})
        return Finding("too_high", NOTHING, reason, (error,), confidence="high")


def twice(row: Row) -> Finding:
    """A line that repeats another one."""
    text = Message("billcheck.error.charged_twice.line", {"amount": row.amount})
    error = Explanation("charged_twice", text, row.amount)
    reason = Message("billcheck.repeated", {"charged": row.amount})
    return Finding("too_high", NOTHING, reason, (error,), confidence="high")


def _named(row: Row, of: Sequence[str]) -> Message | str:
    """The duty that a line names, by its programme or by the name's plain meaning."""
    if row.reading.heading:
        return Message(f"program.{of[0]}") if of else row.name
    return Message(f"bill.{row.reading.term.id}") if row.reading.term else row.name


def _programmes(row: Row) -> tuple[str, ...]:
    """The programmes that a line names."""
    if row.reading.heading:
        of = programmes.programme_of(row.reading.heading)
        return (of,) if of else ()
    return programmes.named(row.reading.term.programmes) if row.reading.term and row.reading.term.programmes else ()


def _fits(row: Row, part: Part) -> bool:
    """Whether a duty can be the one a line names."""
    line = part.line
    if row.checks == "excise":
        return line.kind == "excise"
    if row.checks == "base_duty":
        return line.kind == "base_duty"
    if line.kind != "additional_duty":
        return False
    if row.reading.heading:
        return line.heading.replace(".", "") == row.reading.heading[:8]
    of = row.reading.term.programmes if row.reading.term else ()
    return not of or line.program.startswith(of)


def _some_of(parts: Sequence[Part], amount: Decimal) -> list[Part] | None:
    """The parts whose sum is nearest to the amount, if it is near; of equally near ones, as many as possible."""
    if len(parts) > _MOST_PARTS:
        return None
    near = [
        (abs(amount - together), -size, list(some))
        for size in range(1, len(parts) + 1)
        for some in combinations(parts, size)
        if is_near(amount, together := total(part.amount for part in some))
    ]
    return min(near, key=lambda one: one[:2])[2] if near else None
