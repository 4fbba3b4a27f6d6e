"""Classification on a labelled set: is the right line first, or among the first five, at 4, 6 and 8 digits?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tariff_data.classify import classify
from tariff_data.classify.development import Item
from tariff_data.database import open_schedule
from web.evaluation.shares import Share, table

DIGITS = (4, 6, 8)
DEPTHS = (1, 5)
Guess = Callable[[Item], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """Shares by method, digits and depth."""

    items: int
    shares: dict[str, dict[tuple[int, int], Share]]
    calibration: dict[str, Share]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "items": self.items,
            "methods": {
                method: {f"top{depth}_at_{digits}": share.as_dict() for (digits, depth), share in found.items()}
                for method, found in self.shares.items()
            },
            "confidence": {level: share.as_dict() for level, share in self.calibration.items()},
        }

    def as_text(self) -> str:
        """As a table."""
        head = ("method", *(f"top {depth}, {digits} digits" for digits in DIGITS for depth in DEPTHS))
        rows = [head] + [
            (method, *(str(found[digits, depth]) for digits in DIGITS for depth in DEPTHS))
            for method, found in self.shares.items()
        ]
        levels = [("first candidate says", "right at 6 digits")] + [
            (level, str(share)) for level, share in self.calibration.items()
        ]
        return f"{self.items} items\n\n{table(rows)}\n\n{table(levels)}"


def evaluate(items: Iterable[Item], each: Callable[[int], None] = lambda done: None) -> Report:
    """Measure the desk's classification and the plain search it has to beat."""
    outcomes: dict[str, dict[tuple[int, int], list[bool]]] = {"import desk": {}, "plain search (baseline)": {}}
    calibration: dict[str, list[bool]] = {"strong": [], "good": [], "possible": []}
    count = 0
    for count, item in enumerate(items, 1):
        found = classify(item.text, item.lang, attributes=item.attributes, facts=item.facts, top=max(DEPTHS))
        guesses = [candidate.hts for candidate in found.candidates]
        _note(outcomes["import desk"], item.code, guesses)
        _note(outcomes["plain search (baseline)"], item.code, plain_search(item.text, item.lang))
        if found.candidates and len(item.code) >= 6:
            calibration[found.candidates[0].confidence].append(guesses[0][:6] == item.code[:6])
        each(count)
    shares = {
        method: {(digits, depth): Share.count(found.get((digits, depth), [])) for digits in DIGITS for depth in DEPTHS}
        for method, found in outcomes.items()
    }
    return Report(count, shares, {level: Share.count(hits) for level, hits in calibration.items()})


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
