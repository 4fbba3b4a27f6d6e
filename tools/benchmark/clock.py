"""Timing: medians and percentiles, and the yardstick that makes figures of two machines comparable."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing: its value with a unit, the limit it should keep, and its multiple of the yardstick."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    ratio: float | None = None

    @property
    def kept(self) -> bool | None:
        """Whether the limit is kept; None where there is none."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def yardstick() -> float:
    """Milliseconds for a fixed piece of plain Python work (JSON there and back): the median of many."""
    data = {"lines": [{"heading": f"9903.{n:02}", "amount": n / 7} for n in range(60)]}
    return statistics.median(times(lambda: json.loads(json.dumps(data)), 200))


def times(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run."""
    found = []
    for _ in range(runs):
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
    return found


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
