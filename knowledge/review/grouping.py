"""The queue: waiting questions of the same meaning together, counted, the most asked first.

The oldest question of a group leads it and gives it its number, so new questions never change a group's number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from knowledge.review.likeness import Gist, alike, gist
from knowledge.review.questions import Question, questions
from knowledge.wording.refusals import Unknown


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same. `text`: how most people put it; `closest`: what was shown instead, most often first.

    `kinds` and `weeks` count the questions by kind and by ISO week; `texts` are the different wordings.
    """

    id: int
    lang: str
    text: str
    texts: tuple[str, ...]
    count: int
    kinds: Mapping[str, int]
    weeks: Mapping[str, int]
    closest: tuple[str, ...]
    questions: tuple[int, ...]
    first_at: datetime
    last_at: datetime


@dataclass(slots=True)
class _Gathered:
    lead: Gist
    members: list[Question] = field(default_factory=list)


def groups(
    *, lang: str | None = None, kind: str | None = None, since: datetime | None = None, folder: Path | None = None
) -> list[Group]:
    """The groups of the waiting questions, those asked most first."""
    by_language: dict[str, list[Question]] = defaultdict(list)
    for one in questions(lang=lang, kind=kind, since=since, folder=folder):
        by_language[one.lang].append(one)
    found = [_group(members) for code, asked in by_language.items() for members in _gathered(asked, code)]
    return sorted(found, key=lambda group: (-group.count, -group.last_at.timestamp(), group.id))


def group(number: int, folder: Path | None = None) -> Group:
    """The group of that number (or the one that the question of that number is in). Raises Unknown."""
    for one in groups(folder=folder):
        if number in one.questions:
            return one
    raise Unknown("editorial.refused.question_waits_not", n=number)


def _gathered(asked: Sequence[Question], lang: str) -> list[list[Question]]:
    """Each question joins the first lead that it is like, or leads a group of its own."""
    leads: list[_Gathered] = []
    exact: dict[str, _Gathered] = {}
    by_stem: dict[str, list[int]] = defaultdict(list)
    for one in asked:
        meant = gist(one.text, lang)
        home = exact.get(meant.words)
        if home is None:
            near = sorted({place for stem in meant.telling() for place in by_stem[stem]})
            home = next((leads[place] for place in near if alike(leads[place].lead, meant)), None)
        if home is None:
            home = _Gathered(meant)
            for stem in meant.weights:
                by_stem[stem].append(len(leads))
            leads.append(home)
        exact.setdefault(meant.words, home)
        home.members.append(one)
    return [lead.members for lead in leads]


def _group(members: Sequence[Question]) -> Group:
    wordings = Counter(one.text for one in members)
    shown = Counter(slug for one in members for slug in one.closest)
    return Group(
        id=members[0].id,
        lang=members[0].lang,
        text=wordings.most_common(1)[0][0],
        texts=tuple(text for text, _count in wordings.most_common()),
        count=len(members),
        kinds=dict(sorted(Counter(one.kind for one in members).items())),
        weeks=dict(sorted(Counter(one.week for one in members).items())),
        closest=tuple(slug for slug, _count in shown.most_common()),
        questions=tuple(one.id for one in members),
        first_at=min(one.asked_at for one in members),
        last_at=max(one.asked_at for one in members),
    )
