"""The gate: a candidate that answers fewer check questions, or holds fewer stories, than what is in use stays out.

An answer that is shown counts apart from one that is only offered: offering more must not hide answering less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.evaluation.benchmark import Check, Measured, Met, Question
from knowledge.wording.localized_errors import Sentence, kept
from knowledge.wording.refusals import Refused
from tariff_data.core.messages import Message


@dataclass(frozen=True, slots=True)
class Effect:
    """How a question that people asked is met now, and how it would be met."""

    lang: str
    text: str
    now: Met
    then: Met

    @property
    def changed(self) -> bool:
        return self.now != self.then

    def __str__(self) -> str:
        return f"{self.text!r} ({self.lang}): now {self.now}; then {self.then}"


@dataclass(frozen=True, slots=True)
class Gate:
    """What a candidate changes.

    `direct`: check questions whose article is shown; `reached`: those too where it is among the choices.
    `breaks` and `mends`: check questions that only what is in use, or only the candidate, brings to their article.
    `missed`: new check questions that the candidate does not bring there. `stories`: those that would no longer hold,
    with what does not; `stories_mended`: those that would hold again. The counts are of the questions that both have.
    `unreached`: every check question that the candidate does not bring there.
    """

    asked: int
    reached_now: int
    reached_then: int
    direct_now: int
    direct_then: int
    stories_asked: int
    stories_now: int
    stories_then: int
    breaks: tuple[Check, ...] = ()
    mends: tuple[Check, ...] = ()
    missed: tuple[Check, ...] = ()
    unreached: tuple[Check, ...] = ()
    stories: Mapping[str, Sentence] | None = None
    stories_mended: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the candidate answers no fewer questions, shown and offered, and holds no fewer stories."""
        return (
            self.direct_then >= self.direct_now
            and self.reached_then >= self.reached_now
            and self.stories_then >= self.stories_now
        )

    def broken(self) -> list[Message]:
        """Exactly what would break, a line each."""
        return [
            *(check.instead for check in self.breaks),
            *(
                Message("editorial.story", {"name": name, "fault": fault})
                for name, fault in (self.stories or {}).items()
            ),
        ]

    def as_json(self) -> dict[str, Any]:
        """For the record of the release."""
        return {
            "asked": self.asked,
            "reached": self.reached_then,
            "reached_before": self.reached_now,
            "direct": self.direct_then,
            "direct_before": self.direct_now,
            "stories": self.stories_asked,
            "stories_held": self.stories_then,
            "breaks": [kept(line) for line in self.broken()],
            "missed": [kept(check.instead) for check in self.missed],
        }


class GateRefused(Refused):
    """A candidate that would answer less than what is in use. `gate` says exactly what would break."""

    def __init__(self, gate: Gate) -> None:
        super().__init__(
            "editorial.refused.gate",
            asked=gate.asked,
            reached=gate.reached_then,
            reached_now=gate.reached_now,
            direct=gate.direct_then,
            direct_now=gate.direct_now,
            stories=gate.stories_asked,
            held=gate.stories_then,
            held_now=gate.stories_now,
        )
        self.gate = gate


def compare(now: Measured, then: Measured, questions: Iterable[Question] = ()) -> Gate:
    """What is in use against a candidate. `questions`: those whose effect is to be shown."""
    before = {(check.lang, check.slug, check.text): check for check in now.checks}
    both = [(before[key], check) for check in then.checks if (key := (check.lang, check.slug, check.text)) in before]
    held = {name: (now.stories[name], fault) for name, fault in then.stories.items() if name in now.stories}
    return Gate(
        asked=len(both),
        reached_now=sum(old.reached for old, _new in both),
        reached_then=sum(new.reached for _old, new in both),
        direct_now=sum(old.direct for old, _new in both),
        direct_then=sum(new.direct for _old, new in both),
        stories_asked=len(held),
        stories_now=sum(old is None for old, _new in held.values()),
        stories_then=sum(new is None for _old, new in held.values()),
        breaks=tuple(new for old, new in both if old.reached and not new.reached),
        mends=tuple(new for old, new in both if new.reached and not old.reached),
        missed=tuple(
            check for check in then.checks if not check.reached and (check.lang, check.slug, check.text) not in before
        ),
        unreached=tuple(check for check in then.checks if not check.reached),
        stories={name: new for name, (old, new) in held.items() if old is None and new is not None},
        stories_mended=tuple(name for name, (old, new) in held.items() if new is None and old is not None),
        effects=tuple(
            Effect(lang, text, now.met[lang, text], then.met[lang, text])
            for lang, text in dict.fromkeys(questions)
            if (lang, text) in now.met and (lang, text) in then.met
        ),
    )
