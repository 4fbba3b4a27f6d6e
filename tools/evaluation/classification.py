"""Classification on a labelled set: the right line's rank, its duty in the range, confidence, questions and time."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from tariff_data.classification import Classification, classify
from tariff_data.classification.development import Item
from tariff_data.hts.database import open_schedule
from tools.benchmark.clock import percentile
from tools.evaluation.oracle import Asked, ask
from tools.evaluation.rates import HEADS, Inside, RateOf, base_rate, china_rate, rates
from tools.evaluation.shares import Share, table

DIGITS = (4, 6, 8)
DEPTHS = (1, 3, 5, 10)
OWN, BASELINE = "import desk", "plain search (baseline)"
BASE, BASE_AFTER = "base duty, before any question", "base duty, after the answers"
CHINA, CHINA_AFTER = (
    "all duties on goods of China, before any question",
    "all duties on goods of China, after the answers",
)
_LITTLE = 1.0  # percentage points of the value: a narrower range is worth no question
Ranks = dict[tuple[int, int], list[bool]]


@dataclass(frozen=True, slots=True)
class Report:
    """Shares by method, digits and depth; confidence at heading level; the ranges; what was asked; time.

    `answered`: the right 8-digit line first after the oracle's answers, `by_facts` where it never chose among lines
    shown side by side. `milliseconds`: median and 95th percentile of the classification before any question.
    """

    items: int
    shares: dict[str, dict[tuple[int, int], Share]]
    calibration: dict[str, Share]
    ranges: dict[str, Inside]
    asked: Asked
    answered: Share
    by_facts: Share
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
            "true_rate_in_range": {name: inside.as_dict() for name, inside in self.ranges.items()},
            "questions": {
                **self.asked.as_dict(),
                "top1_at_8_after": self.answered.as_dict(),
                "top1_at_8_after_facts_only": self.by_facts.as_dict(),
            },
            "milliseconds": {"median": self.milliseconds[0], "p95": self.milliseconds[1]},
        }

    def as_text(self) -> str:
        """As tables."""
        parts = [f"{self.items} items", self._ranks(), self._confidence()]
        if self.answered.of:
            parts.append(table([HEADS, *(inside.row(name) for name, inside in self.ranges.items() if inside.hits)]))
            parts.append(
                f"{self.asked.as_text()} Right line (8 digits) first after the answers: {self.answered}; where "
                f"no lines are shown to choose from, only facts and headings asked about: {self.by_facts}."
            )
        median, p95 = self.milliseconds
        parts.append(f"Time per item: median {median:.1f} ms, 95th percentile {p95:.1f} ms.")
        return "\n\n".join(parts)

    def _ranks(self) -> str:
        return table(
            [("method", *(f"top {depth}" for depth in DEPTHS))]
            + [
                (f"{method}, {digits} digits", *(str(found[digits, depth]) for depth in DEPTHS))
                for digits in DIGITS
                for method, found in self.shares.items()
                if found[digits, 1].of
            ]
        )

    def _confidence(self) -> str:
        total = sum(share.of for share in self.calibration.values()) or 1
        return table(
            [("first candidate says", "right heading", "share of items")]
            + [(level, str(share), f"{share.of / total:.1%}") for level, share in self.calibration.items()]
        )


@dataclass(slots=True)
class _Counted:
    """What is counted while the items go by."""

    ranks: dict[str, Ranks] = field(default_factory=lambda: {OWN: {}, BASELINE: {}})
    calibration: dict[str, list[bool]] = field(default_factory=lambda: {"strong": [], "good": [], "possible": []})
    ranges: dict[str, Inside] = field(
        default_factory=lambda: {name: Inside() for name in (BASE, BASE_AFTER, CHINA, CHINA_AFTER)}
    )
    asked: Asked = field(default_factory=Asked)
    answered: list[bool] = field(default_factory=list)
    by_facts: list[bool] = field(default_factory=list)
    took: list[float] = field(default_factory=list)


def evaluate(items: Iterable[Item], each: Callable[[int], None] = lambda done: None, *, asking: bool = True) -> Report:
    """Measure the desk's classification and the plain search it has to beat.

    `asking`: also what goods of China owe in all, and the questions with an oracle's answers (three times as slow).
    """
    counted, count = _Counted(), 0
    for count, item in enumerate(items, 1):
        start = perf_counter()
        found = _classified(item, base_rate)
        counted.took.append((perf_counter() - start) * 1000)
        guesses = [candidate.hts for candidate in found.candidates]
        _note(counted.ranks[OWN], item.code, guesses)
        _note(counted.ranks[BASELINE], item.code, plain_search(item.text, item.lang))
        if found.candidates:
            counted.calibration[found.candidates[0].confidence].append(guesses[0][:4] == item.code[:4])
        if len(item.code) >= 8:
            _note_range(counted, BASE, base_rate, item, found)
            if asking:
                _note_answers(counted, item)
        each(count)
    return Report(
        count,
        {
            method: {
                (digits, depth): Share.count(found.get((digits, depth), [])) for digits in DIGITS for depth in DEPTHS
            }
            for method, found in counted.ranks.items()
        },
        {level: Share.count(hits) for level, hits in counted.calibration.items()},
        counted.ranges,
        counted.asked,
        Share.count(counted.answered),
        Share.count(counted.by_facts),
        (statistics.median(counted.took), percentile(counted.took, 0.95)) if counted.took else (0.0, 0.0),
    )


def _classified(item: Item, rate_of: RateOf, answers: Mapping[str, object] | None = None) -> Classification:
    facts = {**item.facts, **(answers or {})}
    return classify(
        item.text,
        item.lang,
        attributes=item.attributes,
        facts=facts,
        top=max(DEPTHS),
        duty_of=rate_of,
        least=_LITTLE,
    )


def _note_range(counted: _Counted, name: str, rate_of: RateOf, item: Item, found: Classification) -> None:
    counted.ranges[name].note(rate_of(item.code[:8]), rates(found.plausible, rate_of))


def _note_answers(counted: _Counted, item: Item) -> None:
    """The range before and after the questions that the duties on goods of China make worth asking."""
    true, before = item.code[:8], _classified(item, china_rate)

    def again(said: Mapping[str, object]) -> Classification:
        return _classified(item, china_rate, said)

    after, answers = ask(before, again, true, counted.asked)
    by_facts, _ = ask(before, again, true, Asked(), never="line")
    _note_range(counted, CHINA, china_rate, item, before)
    _note_range(counted, CHINA_AFTER, china_rate, item, after)
    _note_range(counted, BASE_AFTER, base_rate, item, _classified(item, base_rate, answers))
    counted.answered.append(_first(after) == true)
    counted.by_facts.append(_first(by_facts) == true)


def _first(found: Classification) -> str:
    return found.candidates[0].hts if found.candidates else ""


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
