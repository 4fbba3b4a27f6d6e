"""Guides from their files: `guides/<subject>/<slug>/`, one asked question and one answer after the other.

guide.yaml             the facts of the guide and of each answer: sources, dates, whom it is about
<language>.md          title, summary, and the prose of each answer below its question
questions.<language>.yaml   the questions that train each answer, and those that check it
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from knowledge.library.answers import About, Answer, Era, Period, Source
from knowledge.library.guide_files import BadGuide, GuideFacts, Prose, Questions, read_facts, read_prose, read_questions
from knowledge.wording.languages import DEFAULT, languages
from knowledge.wording.localized_errors import Fault
from tariff_data.core.messages import Message

GUIDES = Path(__file__).resolve().parents[1] / "guides"

__all__ = ["About", "Answer", "BadGuide", "Era", "Guide", "GuideText", "Period", "Source", "find_answer", "find_guide"]


@dataclass(frozen=True, slots=True)
class GuideText:
    """A guide in one language."""

    lang: str
    slug: str
    title: str
    summary: str
    answers: tuple[Answer, ...]
    checked: date
    related: tuple[str, ...]
    file: Path

    @property
    def asks(self) -> tuple[str, ...]:
        """The questions that train any of its answers."""
        return tuple(ask for answer in self.answers for ask in answer.asks)

    @property
    def checks(self) -> tuple[str, ...]:
        """The questions that check any of its answers."""
        return tuple(check for answer in self.answers for check in answer.checks)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all its answers, each once."""
        return tuple(dict.fromkeys(source for answer in self.answers for source in answer.sources))

    @property
    def prose(self) -> str:
        """Everything that people read of it, placeholders unfilled."""
        eras = (era.answer for answer in self.answers for era in answer.eras)
        texts = (part for answer in self.answers for part in (answer.question, answer.text, answer.more))
        return "\n".join([self.summary, *texts, *eras])

    def answer(self, name: str) -> Answer | None:
        """The answer of that name within the guide, or None."""
        return next((answer for answer in self.answers if answer.name == name), None)


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide in all its languages."""

    slug: str
    subject: str
    topic: str
    texts: dict[str, GuideText]

    def in_language(self, lang: str) -> GuideText:
        """The text in that language, or the default language's where there is none yet."""
        return self.texts.get(lang) or self.texts[DEFAULT]


def read_guide(place: Path) -> Guide:
    """The guide in a folder. Raises BadGuide with every fault that keeps it from being read."""
    files = {}
    for file in sorted(path for path in place.iterdir() if path.suffix in (".md", ".yaml")):
        try:
            files[file.name] = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadGuide(Fault(file, Message("fault.unreadable"))) from error
    return parse_guide(files, place)


def parse_guide(files: Mapping[str, str], place: Path) -> Guide:
    """A guide's files as if they stood in that folder (`<subject>/<slug>`). Raises BadGuide."""
    if f"{DEFAULT}.md" not in files:
        raise BadGuide(Fault(place, Message("fault.no_file", {"name": f"{DEFAULT}.md"})))
    faults: list[Fault] = []
    facts: GuideFacts | None = None
    proses: dict[str, Prose] = {}
    asked: dict[str, Questions] = {}
    try:
        facts = read_facts(files.get("guide.yaml", ""), place / "guide.yaml")
    except BadGuide as error:
        faults += error.faults
    for lang in languages():
        try:
            if f"{lang}.md" in files:
                proses[lang] = read_prose(files[f"{lang}.md"], place / f"{lang}.md")
            name = f"questions.{lang}.yaml"
            asked[lang] = read_questions(files.get(name, ""), place / name)
        except BadGuide as error:
            faults += error.faults
    if facts is not None and facts.slug != place.name:
        faults.append(Fault(place / "guide.yaml", Message("fault.slug", {"slug": facts.slug, "folder": place.name})))
    if facts is not None and not faults:
        for lang, prose in proses.items():
            faults += _names_differ(facts, prose, asked[lang], place, lang)
    if facts is None or faults:
        raise BadGuide(*faults)
    texts = {lang: _text(lang, facts, prose, asked[lang], place / f"{lang}.md") for lang, prose in proses.items()}
    return Guide(facts.slug, place.parent.name, facts.topic, texts)


def _names_differ(facts: GuideFacts, prose: Prose, asked: Questions, place: Path, lang: str) -> Iterable[Fault]:
    """Faults where an answer stands in one of the files and not in another."""
    known = list(facts.answers)
    for name in known:
        if name not in prose.answers:
            yield Fault(place / f"{lang}.md", Message("fault.answer_missing", {"answer": name}))
    for name in prose.answers:
        if name not in facts.answers:
            yield Fault(place / "guide.yaml", Message("fault.answer_missing", {"answer": name}))
    for name in [*asked.answers, *(era.of for era in prose.eras)]:
        if name not in facts.answers:
            file = place / f"questions.{lang}.yaml"
            yield Fault(file, Message("fault.answer_unknown", {"answer": name}))


def _text(lang: str, facts: GuideFacts, prose: Prose, asked: Questions, file: Path) -> GuideText:
    answers = []
    for name, fact in facts.answers.items():
        section, questions = prose.answers[name], asked.of(name)
        answers.append(
            Answer(
                id=f"{facts.slug}/{name}",
                question=section.question,
                text=section.text,
                more=section.more,
                asks=tuple(questions.asks),
                checks=tuple(questions.checks),
                sources=tuple(facts.sources[key] for key in fact.sources),
                about=fact.about,
                holds=fact.holds,
                related=tuple(_neighbour(other, facts) for other in fact.related),
                confirmed=fact.confirmed,
                eras=tuple(era.era for era in prose.eras if era.of == name),
            )
        )
    return GuideText(
        lang, facts.slug, prose.title, prose.summary, tuple(answers), facts.checked, tuple(facts.related), file
    )


def _neighbour(name: str, facts: GuideFacts) -> str:
    """What `related` names: an answer of this guide by its name, of another by its id, or a whole guide by its slug."""
    return f"{facts.slug}/{name}" if name in facts.answers else name


def read_guides(folder: Path) -> tuple[Guide, ...]:
    """Every guide below a folder, by slug. Raises BadGuide."""
    guides = sorted((read_guide(place) for place in guide_folders(folder)), key=lambda guide: guide.slug)
    twice = {one.slug for one, other in pairwise(guides) if one.slug == other.slug}
    if twice:
        raise BadGuide(*(Fault(folder, Message("fault.slug_twice", {"slug": slug})) for slug in sorted(twice)))
    return tuple(guides)


def guide_folders(folder: Path) -> list[Path]:
    """The folders of the guides, `<subject>/<slug>`, in order."""
    return sorted(path for path in folder.glob("*/*") if path.is_dir())


@cache
def load_guides() -> tuple[Guide, ...]:
    """The guides that come with the project."""
    return read_guides(GUIDES)


def find_guide(slug: str, guides: Iterable[Guide] | None = None) -> Guide | None:
    """The guide of that slug, or None."""
    return next((guide for guide in (guides or load_guides()) if guide.slug == slug), None)


def find_answer(answer_id: str, lang: str) -> tuple[Guide, Answer] | None:
    """The answer of that id in a language (the default one where its guide has no other), with its guide, or None."""
    slug, _, name = answer_id.partition("/")
    guide = find_guide(slug)
    answer = guide.in_language(lang).answer(name) if guide else None
    return (guide, answer) if guide and answer else None


def first_sentence(text: str) -> str:
    """The sentence that answers by itself."""
    paragraph = text.strip().partition("\n\n")[0]
    return re.split(r"(?<=[.!?])\s+(?=[\W\d]*[A-ZÁÉÍÓÚÑ{])", paragraph, maxsplit=1)[0]
