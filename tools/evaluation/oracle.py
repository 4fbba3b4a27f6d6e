"""A shopper who knows the goods: answers the desk's questions from the true line, and says so where it is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tariff_data.classification import Classification
from tariff_data.classification.conditions import Conditions, all_conditions
from tariff_data.classification.facts import UNKNOWN, Answers
from tariff_data.results import Question

AT_MOST = 2
Classify = Callable[[Mapping[str, object]], Classification]


def answer(question: Question, true: str) -> str:
    """The option that a line (8 digits) calls for; "unknown" where its wording leaves the fact open."""
    conditions = all_conditions().get(true)
    if conditions is None or _silent(question.id, conditions):
        return UNKNOWN
    fits = {
        option.value: Answers.read({question.id: option.value}).factor(true, conditions)
        for option in question.options
        if option.value != UNKNOWN
    }
    best = max(fits, key=lambda value: fits[value], default=UNKNOWN)
    return best if fits.get(best, 0.0) > 0.1 else UNKNOWN


def _silent(fact: str, conditions: Conditions) -> bool:
    """Whether a line says nothing of a fact. A line for "other" goods does speak of the material: it is none named."""
    said: Mapping[str, object] = {
        "material": conditions.material or conditions.rest,
        "knit": conditions.knit,
        "for_whom": conditions.whom,
        "unit_value": conditions.band,
    }
    return not said.get(fact, True)


@dataclass(slots=True)
class Asked:
    """The questions put over a set: how many items were asked how many, about what, and how often nobody could say."""

    by_count: Counter[int] = field(default_factory=Counter)
    by_fact: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0

    @property
    def mean(self) -> float:
        """Questions per item."""
        items = sum(self.by_count.values())
        return sum(count * times for count, times in self.by_count.items()) / items if items else 0.0

    def as_text(self) -> str:
        """As a sentence."""
        counts = ", ".join(f"{count}: {times} items" for count, times in sorted(self.by_count.items()))
        facts = ", ".join(f"{fact} {times}" for fact, times in self.by_fact.most_common())
        return (
            f"{self.mean:.2f} questions per item (at most {AT_MOST}; {counts or 'none'}), "
            f"about {facts or 'nothing'}; the true line left {self.unanswered} of them open."
        )

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "per_item": round(self.mean, 3),
            "items_by_count": {str(count): times for count, times in sorted(self.by_count.items())},
            "by_fact": dict(self.by_fact),
            "unanswered": self.unanswered,
        }


def ask(
    found: Classification, again: Classify, true: str, asked: Asked, never: str = ""
) -> tuple[Classification, dict[str, object]]:
    """The classification after the oracle's answers to the first question each time, and the answers.

    `never`: a fact that is not asked about.
    """
    answers: dict[str, object] = {}
    for _ in range(AT_MOST):
        question = next((one for one in found.questions if one.id != never), None)
        if question is None:
            break
        said = answer(question, true)
        asked.by_fact[question.id] += 1
        asked.unanswered += said == UNKNOWN
        answers[question.id] = said
        found = again(answers)
    asked.by_count[len(answers)] += 1
    return found, answers
