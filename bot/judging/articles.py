"""Which article a message is about: classifier, likeness of known questions and search, put on one scale and added."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.dialogue.intents import ARTICLE
from bot.judging.limits import Limits


@dataclass(frozen=True, slots=True)
class Ranked:
    """Articles with their scores, the best first, and the odds that the best one is right."""

    scores: Sequence[tuple[str, float]]
    odds: float

    @property
    def best(self) -> str | None:
        """The slug of the best article."""
        return self.scores[0][0] if self.scores else None

    def closest(self, most: int = 3) -> tuple[str, ...]:
        """The slugs of the nearest articles."""
        return tuple(slug for slug, _score in self.scores[:most])


def rank(
    decisions: Mapping[str, float], likeness: Mapping[str, float], found: Mapping[str, float], limits: Limits
) -> Ranked:
    """Rank the articles by the classifier's decisions (intent -> distance), the likeness of their questions (intent ->
    likeness) and the search's scores (slug -> score)."""
    slugs = [name.removeprefix(ARTICLE) for name in decisions if name.startswith(ARTICLE)]
    if not slugs:
        return Ranked((), 0.0)
    classified = _standard([decisions[ARTICLE + slug] for slug in slugs])
    like = _standard([likeness.get(ARTICLE + slug, 0.0) for slug in slugs])
    searched = _standard([found.get(slug, 0.0) for slug in slugs])
    scores = [a + limits.likeness * b + limits.search * c for a, b, c in zip(classified, like, searched, strict=True)]
    ordered = sorted(zip(slugs, scores, strict=True), key=lambda ranked: -ranked[1])
    margin = ordered[0][1] - (ordered[1][1] if len(ordered) > 1 else 0.0)
    return Ranked(ordered, odds(margin, max(decisions[ARTICLE + slug] for slug in slugs), limits))


def odds(margin: float, top: float, limits: Limits) -> float:
    """How likely the best article is the right one, given its lead and its distance from the boundary."""
    return 1 / (1 + math.exp(-(limits.margin * margin + limits.top * top + limits.offset)))


def _standard(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return [(value - mean) / (spread or 1.0) for value in values]
