"""Classification on a labelled set: the right line's rank, its duty in the range, confidence and time."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter
from typing import Any

from tariff_data.classify import classify
from tariff_data.classify.development import Item
from tariff_data.database import open_schedule
from tariff_data.result import Range
from web.evaluation.shares import Share, table
from web.measuring.clock import percentile

DIGITS = (4, 6, 8)
DEPTHS = (1, 3, 5, 10)
Guess = Callable[[Item], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """Shares by method, digits and depth; confidence at heading level; the range; time.

    `in_range`: items whose true base rate (percent) lies in the range before any question, of those whose line has a
    percentage; `width`: the median width of that range in points. `milliseconds`: median and 95th percentile.
    """

    items: int
    shares: dict[str, dict[tuple[int, int], Share]]
    calibration: dict[str, Share]
    in_range: Share
    width: float | None
    milliseconds: tuple[float, float]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "items": self.items,
            "methods": {
                method: {f"top{depth}_at_{digits}": share.as_dict() for (digits, depth), share in found.items()}
                for method, found in self.shares.items()
            },
            "confidence": {level: share.as_dict() for level, share in self.calibration.items()},
            "true_rate_in_range": self.in_range.as_dict(),
            "median_width_points": self.width,
            "milliseconds": {"median": self.milliseconds[0], "p95": self.milliseconds[1]},
        }

    def as_text(self) -> str:
        """As tables."""
        ranks = [("method", *(f"top {depth}" for depth in DEPTHS))] + [
            (f"{method}, {digits} digits", *(str(found[digits, depth]) for depth in DEPTHS))
            for digits in DIGITS
            for method, found in self.shares.items()
            if found[digits, 1].of
        ]
        total = sum(share.of for share in self.calibration.values()) or 1
        levels = [("first candidate says", "right heading", "share of items")] + [
            (level, str(share), f"{share.of / total:.1%}") for level, share in self.calibration.items()
        ]
        width = "" if self.width is None else f", median width {self.width:.1f} points"
        median, p95 = self.milliseconds
        return (
            f"{self.items} items\n\n{table(ranks)}\n\n{table(levels)}\n\n"
            f"True base rate inside the range before any question: {self.in_range}{width}.\n\n"
            f"Time per item: median {median:.1f} ms, 95th percentile {p95:.1f} ms."
        )


def evaluate(items: Iterable[Item], each: Callable[[int], None] = lambda done: None) -> Report:
    """Measure the desk's classification and the plain search it has to beat."""
    outcomes: dict[str, dict[tuple[int, int], list[bool]]] = {"import desk": {}, "plain search (baseline)": {}}
    calibration: dict[str, list[bool]] = {"strong": [], "good": [], "possible": []}
    inside: list[bool] = []
    widths: list[float] = []
    took: list[float] = []
    count = 0
    for count, item in enumerate(items, 1):
        start = perf_counter()
        found = classify(
            item.text, item.lang, attributes=item.attributes, facts=item.facts, top=max(DEPTHS), duty_of=base_rate
        )
        took.append((perf_counter() - start) * 1000)
        guesses = [candidate.hts for candidate in found.candidates]
        _note(outcomes["import desk"], item.code, guesses)
        _note(outcomes["plain search (baseline)"], item.code, plain_search(item.text, item.lang))
        if found.candidates:
            calibration[found.candidates[0].confidence].append(guesses[0][:4] == item.code[:4])
        _note_range(item.code, found.plausible, inside, widths)
        each(count)
    shares = {
        method: {(digits, depth): Share.count(found.get((digits, depth), [])) for digits in DIGITS for depth in DEPTHS}
        for method, found in outcomes.items()
    }
    return Report(
        count,
        shares,
        {level: Share.count(hits) for level, hits in calibration.items()},
        Share.count(inside),
        statistics.median(widths) if widths else None,
        (statistics.median(took), percentile(took, 0.95)) if took else (0.0, 0.0),
    )


@lru_cache(maxsize=20_000)
def base_rate(hts: str) -> Range:
    """The line's column 1 general rate in percent, as a range; unknown where it is no percentage."""
    line = open_schedule().line(hts)
    rate = line.general_rate().ad_valorem_pct if line else None
    return Range(rate, rate, rate)


def _note_range(code: str, plausible: Sequence[str], inside: list[bool], widths: list[float]) -> None:
    true = base_rate(code[:8]).likely if len(code) >= 8 else None
    if true is None:
        return
    known = [rate for hts in plausible if (rate := base_rate(hts).likely) is not None]
    inside.append(bool(known) and min(known) <= true <= max(known))
    if known:
        widths.append(float(max(known) - min(known)))


def plain_search(text: str, lang: str) -> list[str]:
    """The baseline: full-text search over labels and keywords, best first."""
    words = list(dict.fromkeys(re.findall(r"\w+", text.lower())))[:40]
    if not words:
        return []
    table_name = f"search_{'es' if lang == 'es' else 'en'}"
    found = f"select code from {table_name} where {table_name} match ? and length(code) = 8 order by rank limit ?"
    query = " OR ".join(f'"{word}"' for word in words)
    return [row[0] for row in open_schedule().connection().execute(found, (query, max(DEPTHS))).fetchall()]


def _note(outcomes: dict[tuple[int, int], list[bool]], code: str, guesses: Sequence[str]) -> None:
    """Hit or miss at every number of digits that the label has."""
    for digits in DIGITS:
        if len(code) < digits:
            continue
        for depth in DEPTHS:
            hit = any(guess[:digits] == code[:digits] for guess in guesses[:depth])
            outcomes.setdefault((digits, depth), []).append(hit)
