"""The assistant on labelled questions: does the right topic answer (the last answer, where there are several turns)?"""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.loading import load_articles
from knowledge.searching import search
from web.evaluation.shares import Share, table

_BY_KIND = {"estimate": "estimate", "out_of_scope": "out_of_scope", "chitchat": "chitchat", "unsafe": "unsafe"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, the topics that are right, and what answered."""

    row: Row
    topic: str | None
    baseline: str | None

    @property
    def right(self) -> bool:
        """Whether what answered is right."""
        return self.topic in wanted(self.row)


@dataclass(frozen=True, slots=True)
class Report:
    """Every question with its outcome."""

    answered: tuple[Answered, ...]

    def overall(self) -> dict[str, Share]:
        """Shares of the whole set: the assistant, and the search alone it has to beat."""
        education = [one for one in self.answered if one.row["kind"] == "education"]
        return {
            "all questions": Share.count(one.right for one in self.answered),
            "education": Share.count(one.right for one in education),
            "education, search alone (baseline)": Share.count(one.baseline in wanted(one.row) for one in education),
        }

    def by(self, name: str) -> dict[str, Share]:
        """Shares by a field of the rows."""
        groups: dict[str, list[bool]] = defaultdict(list)
        for one in self.answered:
            groups[str(one.row[name])].append(one.right)
        return {group: Share.count(hits) for group, hits in sorted(groups.items())}

    def misses(self) -> list[Answered]:
        """What was answered wrongly, or not at all."""
        return [one for one in self.answered if not one.right]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "questions": len(self.answered),
            "overall": {name: share.as_dict() for name, share in self.overall().items()},
            "kinds": {name: share.as_dict() for name, share in self.by("kind").items()},
            "topics": {name: share.as_dict() for name, share in self.by("topic").items()},
            "misses": [
                {"id": one.row["id"], "wanted": sorted(wanted(one.row)), "got": one.topic} for one in self.misses()
            ],
        }

    def as_text(self) -> str:
        """As tables."""
        parts = [f"{len(self.answered)} questions"]
        for head, shares in (("set", self.overall()), ("kind", self.by("kind")), ("topic", self.by("topic"))):
            parts.append(table([(head, "right")] + [(name, str(share)) for name, share in shares.items()]))
        got = Counter(f"{'/'.join(sorted(wanted(one.row)))} -> {one.topic}" for one in self.misses())
        parts += [f"{count} x {miss}" for miss, count in got.most_common(15)]
        return "\n\n".join(parts)


def wanted(row: Row) -> frozenset[str]:
    """The topics that are right: the row's own, or what its kind asks for."""
    kind = row["kind"]
    if kind in _BY_KIND:
        return frozenset({_BY_KIND[kind]})
    if kind in {"mixed", "followup"}:
        return frozenset({row["topic"], "estimate"})
    return frozenset({row["topic"]})


async def evaluate(
    rows: Iterable[Row], assistant: Any, on: date | None = None, each: Callable[[int], None] = lambda done: None
) -> Report:
    """Put every question to the assistant in a conversation of its own."""
    topics = {article.slug: article.topic for article in load_articles()}
    answered = []
    for count, row in enumerate(rows, 1):
        conversation, said = secrets.token_urlsafe(24), row.get("turns") or [row["text"]]
        topic: Any = None
        for text in said:
            turn = await assistant.handle(conversation, text, row.get("lang"), on)
            topic = turn.topics[-1] if turn.topics else None
        await assistant.forget(conversation)
        hits = search(said[-1], row.get("lang", "en"), limit=1)
        answered.append(Answered(row, topic, topics.get(hits[0].slug) if hits else None))
        each(count)
    return Report(tuple(answered))
