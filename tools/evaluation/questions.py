"""The assistant on labelled questions: the right topic, exact slots, the facts that must and must not be said, speed.

Where a conversation has several turns the last answer counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from typing import Any

from knowledge.library.articles import load_articles
from knowledge.library.search import search
from tools.evaluation.asking import Answer, Row, ask
from tools.evaluation.facts import Patterns
from tools.evaluation.shares import Share, table
from tools.evaluation.slots import wrong_slots

_BY_KIND = {"estimate": "estimate", "out_of_scope": "out_of_scope", "chitchat": "chitchat", "unsafe": "unsafe"}
_LISTED = 15  # misses that are shown as text
_SURE = "high"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer. `offered`: topics to choose instead; `said`, `unsaid`: the sure facts that have
    patterns; `wrong`: claims made."""

    row: Row
    answer: Answer
    baseline: str | None
    wrong_slots: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    offered: frozenset[str] = frozenset()

    @property
    def topic(self) -> str | None:
        """What answered."""
        return self.answer.topic

    @property
    def right(self) -> bool:
        """Whether what answered is right; where two things are asked, any part of the answer may be it."""
        got = self.answer.topics if self.row["kind"] == "mixed" else (self.topic,)
        return bool(wanted(self.row) & set(got))

    @property
    def reached(self) -> bool:
        """Whether the right answer was shown, or stood among the choices beside one that is not."""
        return self.right or bool(wanted(self.row) & self.offered)

    @property
    def misled(self) -> bool:
        """Whether a wrong answer was shown as the answer, without others to choose from."""
        return self.topic is not None and not self.right and not self.answer.hedged


@dataclass(frozen=True, slots=True)
class Report:
    """Every question with its outcome."""

    answered: tuple[Answered, ...]
    patterns: int = field(default=0)

    def of_kind(self, kind: str) -> list[Answered]:
        """The questions of a kind."""
        return [one for one in self.answered if one.row["kind"] == kind]

    def overall(self) -> dict[str, Share]:
        """Shares of the whole set: the assistant, and the search alone it has to beat."""
        education, estimates = self.of_kind("education"), self.of_kind("estimate")
        sure = [one for one in self.answered if one.said or one.unsaid]
        return {
            "all questions": Share.count(one.right for one in self.answered),
            "education": Share.count(one.right for one in education),
            "education, right answer shown or offered beside": Share.count(one.reached for one in education),
            "education, search alone (baseline)": Share.count(one.baseline in wanted(one.row) for one in education),
            "education, wrong answer shown alone": Share.count(one.misled for one in education),
            "no answer, topics offered": Share.count(one.topic is None for one in self.answered),
            "estimates, every slot right": Share.count(not one.wrong_slots for one in estimates),
            "estimates, shown after one message": Share.count(one.answer.turns == 1 for one in estimates),
            "sure facts said": Share(sum(len(one.said) for one in sure), sum(len(s.said + s.unsaid) for s in sure)),
            "answers with every sure fact": Share.count(not one.unsaid for one in sure),
            "answers with a wrong claim": Share.count(bool(one.wrong) for one in self.answered),
        }

    def by(self, name: str) -> dict[str, Share]:
        """Shares by a field of the rows."""
        groups: dict[str, list[bool]] = defaultdict(list)
        for one in self.answered:
            groups[str(one.row[name])].append(one.right)
        return {group: Share.count(hits) for group, hits in sorted(groups.items())}

    def figures(self) -> dict[str, float]:
        """Numbers that are no shares: turns to an estimate, milliseconds of a turn."""
        turns = [one.answer.turns for one in self.answered if one.answer.turns]
        seconds = sorted(second for one in self.answered for second in one.answer.seconds)
        found = {"turns to an estimate, mean": sum(turns) / len(turns)} if turns else {}
        if seconds:
            found |= {"milliseconds, median": 1000 * median(seconds), "milliseconds, p95": 1000 * _p95(seconds)}
        return {name: round(value, 2) for name, value in found.items()}

    def misses(self) -> list[Answered]:
        """What was answered wrongly, or not at all."""
        return [one for one in self.answered if not one.right]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "questions": len(self.answered),
            "overall": {name: share.as_dict() for name, share in self.overall().items()},
            "figures": self.figures(),
            "kinds": {name: share.as_dict() for name, share in self.by("kind").items()},
            "topics": {name: share.as_dict() for name, share in self.by("topic").items()},
            "misses": [
                {"id": one.row["id"], "wanted": sorted(wanted(one.row)), "got": one.topic, "alone": one.misled}
                for one in self.misses()
            ],
            "slots": [{"id": one.row["id"], "wrong": one.wrong_slots} for one in self.answered if one.wrong_slots],
            "unsaid": [{"id": one.row["id"], "facts": one.unsaid} for one in self.answered if one.unsaid],
            "claims": [{"id": one.row["id"], "claims": one.wrong} for one in self.answered if one.wrong],
            "unchecked": [
                {"fact": fact, "questions": count}
                for fact, count in Counter(fact for one in self.answered for fact in one.unchecked).most_common()
            ],
        }

    def as_text(self) -> str:
        """As tables."""
        parts = [f"{len(self.answered)} questions"]
        for head, shares in (("set", self.overall()), ("kind", self.by("kind")), ("topic", self.by("topic"))):
            parts.append(table([(head, "right")] + [(name, str(share)) for name, share in shares.items() if share.of]))
        parts += [f"{name}: {value:g}" for name, value in self.figures().items()]
        unchecked = len({fact for one in self.answered for fact in one.unchecked})
        parts.append(f"{self.patterns} facts and claims have patterns; {unchecked} sure facts asked for have none")
        parts += list(self._listed())
        return "\n\n".join(parts)

    def _listed(self) -> Iterator[str]:
        got = Counter(f"{'/'.join(sorted(wanted(one.row)))} -> {one.topic}" for one in self.misses())
        yield from (f"{count} x {miss}" for miss, count in got.most_common(_LISTED))
        slots = Counter(slot for one in self.answered for slot in one.wrong_slots)
        yield from (f"{count} x slot wrong: {slot}" for slot, count in slots.most_common(_LISTED))
        unsaid = Counter(fact for one in self.answered for fact in one.unsaid)
        yield from (f"{count} x not said: {fact}" for fact, count in unsaid.most_common(_LISTED))
        claims = Counter(claim for one in self.answered for claim in one.wrong)
        yield from (f"{count} x wrong claim: {claim}" for claim, count in claims.most_common(_LISTED))


def _p95(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def wanted(row: Row) -> frozenset[str]:
    """The topics that are right: the row's own and those it allows besides, or what its kind asks for."""
    kind = row["kind"]
    if kind in _BY_KIND:
        return frozenset({_BY_KIND[kind]})
    if kind in {"mixed", "followup"}:
        return frozenset({row["topic"], "estimate"})
    return frozenset({row["topic"], *row.get("also", ())})


async def evaluate(
    rows: Iterable[Row],
    assistant: Any,
    on: date | None = None,
    each: Callable[[int], None] = lambda done: None,
    patterns: Patterns | None = None,
) -> Report:
    """Put every question to the assistant in a conversation of its own."""
    topics = {article.slug: article.topic for article in load_articles()}
    known = patterns or Patterns()
    answered = []
    for count, row in enumerate(rows, 1):
        answer = await ask(row, assistant, on)
        said = row.get("turns") or [row["text"]]
        hits = search(said[-1], row.get("lang", "en"), limit=1)
        baseline = topics.get(hits[0].slug) if hits else None
        offered = frozenset(topics[slug] for slug in answer.offered if slug in topics)
        answered.append(replace(judged(row, answer, baseline, known), offered=offered))
        each(count)
    return Report(tuple(answered), len(known.rows))


def judged(row: Row, answer: Answer, baseline: str | None, patterns: Patterns) -> Answered:
    """A question's answer held against what the row asks of it."""
    lang = row.get("lang") or "en"
    sure = [
        fact
        for fact, confidence in zip(row.get("must_say", ()), row.get("must_say_confidence", ()), strict=True)
        if confidence == _SURE
    ]
    said: list[str] = []
    unsaid: list[str] = []
    unchecked: list[str] = []
    for fact in sure:
        pattern = patterns.of(fact, lang)
        (unchecked if pattern is None else said if pattern.holds(answer.said) else unsaid).append(fact)
    claims = [(claim, patterns.of(claim, lang)) for claim in row.get("must_not_say", ())]
    wrong = tuple(claim for claim, pattern in claims if pattern is not None and pattern.holds(answer.said))
    slots = wrong_slots(row.get("slots") or {}, answer.slots, lang) if row["kind"] == "estimate" else []
    return Answered(row, answer, baseline, tuple(slots), tuple(said), tuple(unsaid), tuple(unchecked), wrong)
