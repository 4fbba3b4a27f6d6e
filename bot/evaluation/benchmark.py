"""How well a state of the knowledge answers: its check questions, the stories, and any questions that one asks it.

Run in a child process (`python -m bot.evaluation.benchmark FOLDER QUESTIONS RESULT`), so that the running assistant
neither waits nor grows. What is asked here is not kept for review.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.dialogue.intents import spoken_languages
from bot.training.train import Progress, fingerprint, folder
from knowledge.library.active_release import Knowledge, read_knowledge, using
from knowledge.wording.localized_errors import Sentence, kept, taken_up
from knowledge.wording.translate import say
from tariff_data.core.messages import Message

if TYPE_CHECKING:
    from bot.runtime.assistant import Assistant

_ROOM = Path(__file__).resolve().parents[1]
_READ = (".py", ".yml", ".yaml", ".csv")

Question = tuple[str, str]  # language, text
_UNMET = Message("editorial.met.not")


@dataclass(frozen=True, slots=True)
class Met:
    """How a question is met: `answered` by an article (its slug) or another intent, with a question back, or with
    `choices` only."""

    answered: str | None
    choices: tuple[str, ...] = ()
    asks: str = ""

    def __str__(self) -> str:
        return say(self.message)

    @property
    def message(self) -> Message:
        """The same, to be said in any language."""
        if self.asks:
            return Message("editorial.met.asks", {"question": self.asks})
        if self.answered:
            return Message("editorial.met.answers", {"slug": self.answered})
        return Message("editorial.met.offers", {"slugs": ", ".join(self.choices)}) if self.choices else _UNMET


@dataclass(frozen=True, slots=True)
class Check:
    """A check question of an article, and how it is met.

    `reached`: the person gets to the article, be it by a choice. `direct`: the article is what is shown.
    """

    lang: str
    slug: str
    text: str
    reached: bool
    direct: bool
    met: Sentence

    @property
    def instead(self) -> Message:
        """How it is met, with the question and its article before it."""
        return Message(
            "editorial.met.check", {"slug": self.slug, "lang": self.lang, "question": self.text, "met": self.met}
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """What a state of the knowledge can do. `stories`: what does not hold in each, None where all does."""

    checks: tuple[Check, ...] = ()
    stories: Mapping[str, Sentence | None] = field(default_factory=dict)
    met: Mapping[Question, Met] = field(default_factory=dict)


class MeasuringFailed(RuntimeError):
    """The child process died; carries the end of what it said."""


def measure(knowledge: Knowledge, questions: Iterable[Question] = (), *, progress: Progress | None = None) -> Measured:
    """Measure a state whose models are trained. The checks and stories of a state measured before are remembered."""
    asked, remembered = sorted(set(questions)), _remembered(knowledge)
    known = read(remembered) if remembered.exists() else None
    if known is not None and not asked:
        return known
    if progress:
        count = {"n": len(asked) if known else len(knowledge.articles)}
        progress(Message("editorial.work.asking" if known else "editorial.work.asking_checks", count))
    with tempfile.TemporaryDirectory(prefix="importdesk-") as place:
        given, result = Path(place, "questions.json"), Path(place, "result.json")
        given.write_text(json.dumps({"questions": asked, "all": known is None}), encoding="utf-8")
        child = subprocess.run(
            [sys.executable, "-m", "bot.evaluation.benchmark", str(knowledge.folder), str(given), str(result)],
            capture_output=True,
            text=True,
            check=False,
            cwd=_ROOM.parent,
            env={**os.environ, "PYTHONPATH": str(_ROOM.parent), "OMP_NUM_THREADS": "1"},
        )
        if child.returncode or not result.exists():
            raise MeasuringFailed(
                f"measuring failed with status {child.returncode}:\n{(child.stdout + child.stderr)[-2000:]}"
            )
        measured = read(result)
        if known is None:
            _remember(result, remembered)
            return measured
    return replace(known, met=measured.met)


def read(file: Path) -> Measured:
    """A result that was written."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return Measured(
        tuple(
            Check(lang, slug, text, reached, direct, taken_up(met))
            for lang, slug, text, reached, direct, met in rows["checks"]
        ),
        {name: fault if fault is None else taken_up(fault) for name, fault in rows["stories"].items()},
        {(lang, text): Met(answered, tuple(choices), asks) for lang, text, answered, choices, asks in rows["met"]},
    )


def as_json(measured: Measured) -> str:
    """For `read`."""
    return json.dumps(
        {
            "checks": [[c.lang, c.slug, c.text, c.reached, c.direct, kept(c.met)] for c in measured.checks],
            "stories": {name: fault if fault is None else kept(fault) for name, fault in measured.stories.items()},
            "met": [[lang, text, met.answered, met.choices, met.asks] for (lang, text), met in measured.met.items()],
        },
        ensure_ascii=False,
    )


def _remembered(knowledge: Knowledge) -> Path:
    """Where the result of exactly this knowledge, these models, this code and these stories is kept."""
    from bot.evaluation.stories import folder as stories_folder

    digest = hashlib.sha256()
    with using(knowledge):
        for lang in spoken_languages():
            digest.update(fingerprint(lang, knowledge.articles).encode())
    places = [(knowledge.folder, (".md", *_READ)), (_ROOM, _READ), (stories_folder(), _READ)]
    for place, kinds in places:
        for file in sorted(path for path in place.rglob("*") if path.suffix in kinds and "messages" not in path.parts):
            digest.update(file.relative_to(place).as_posix().encode() + file.read_bytes())
    return folder() / "measured" / f"{digest.hexdigest()[:24]}.json"


def _remember(result: Path, remembered: Path) -> None:
    remembered.parent.mkdir(parents=True, exist_ok=True)
    new = remembered.with_suffix(f".{os.getpid()}")
    rows = json.loads(result.read_text(encoding="utf-8"))
    new.write_text(json.dumps({**rows, "met": []}, ensure_ascii=False), encoding="utf-8")
    os.replace(new, remembered)
    old = sorted(remembered.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for file in old[:-20]:
        file.unlink(missing_ok=True)


async def _measured(knowledge: Knowledge, questions: Iterable[Question], everything: bool) -> Measured:
    from bot.evaluation.checks import ask_checks
    from bot.evaluation.stories import fault, stories
    from bot.runtime.assistant import Assistant

    assistant = Assistant()
    await assistant.start()
    try:
        told: dict[str, Sentence | None] = {}
        checks: tuple[Check, ...] = ()
        if everything:
            told = {story.id: await fault(assistant, story) for story in stories()}
            checks = tuple(
                Check(check.lang, check.slug, check.text, check.reached, check.direct, check.met)
                for check in await ask_checks(assistant.understand, knowledge.articles)
            )
        met = {(lang, text): await _meet(assistant, lang, text) for lang, text in questions}
    finally:
        await assistant.stop()
    return Measured(checks, told, met)


async def _meet(assistant: Assistant, lang: str, text: str) -> Met:
    from bot.evaluation.checks import answered_by
    from knowledge.terms.intercepts import intercept

    answered, alone, choices = answered_by(await assistant.understand(text, lang))
    if not alone and (asked := intercept(text, lang)):
        return Met(None, (), asked.question)
    return Met(answered, choices)


def main(place: Path, given: Path, result: Path) -> None:
    """What the child process runs."""
    from knowledge.review.questions import unrecorded

    os.nice(5)
    knowledge = read_knowledge(place)
    wanted = json.loads(given.read_text(encoding="utf-8"))
    questions = [(lang, text) for lang, text in wanted["questions"]]
    with using(knowledge), unrecorded():
        measured = asyncio.run(_measured(knowledge, questions, wanted["all"]))
    result.write_text(as_json(measured), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
