"""The files of a guide, each read and checked by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import frontmatter
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.library.answers import About, Era, Period, Source
from knowledge.library.file_faults import field_faults, yaml_fault
from knowledge.wording.localized_errors import Fault, Told, together
from tariff_data.core.messages import Message

MORE = "<!-- more -->"
NAME = r"[a-z0-9][a-z0-9-]*"
_SECTION = re.compile(rf"^## (?P<question>.+?) \{{#(?P<name>{NAME})\}}[ \t]*\n(?P<text>.*?)(?=^## |\Z)", re.S | re.M)
_HEADING = re.compile(r"^## .*$", re.M)

Model = TypeVar("Model", bound=BaseModel)


class BadGuide(Told, ValueError):
    """A guide that cannot be read: says which file and everything that is wrong in it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(together(faults))
        self.faults = faults


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class AnswerFacts(_Strict):
    """What is known of an answer in every language. `sources`: keys of the guide's sources."""

    sources: tuple[str, ...] = Field(min_length=1)
    about: About = About()
    holds: Period = Period()
    related: tuple[str, ...] = ()
    confirmed: bool = True


class GuideFacts(_Strict):
    """`guide.yaml`. `typed`: figures that stand in prose because no record of the law gives them, with the reason."""

    slug: str = Field(pattern=rf"^{NAME}$")
    topic: str = Field(pattern=r"^[a-z0-9_]+$")
    checked: date
    related: tuple[str, ...] = ()
    sources: dict[str, Source] = {}
    answers: dict[str, AnswerFacts] = Field(min_length=1)
    typed: dict[str, str] = {}


class Asked(_Strict):
    """The questions of one answer."""

    asks: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Questions:
    """`questions.<language>.yaml`."""

    answers: Mapping[str, Asked]

    def of(self, name: str) -> Asked:
        """The questions of an answer; none where none are written."""
        return self.answers.get(name) or Asked()


@dataclass(frozen=True, slots=True)
class Section:
    """The prose of one answer."""

    question: str
    text: str
    more: str


@dataclass(frozen=True, slots=True)
class EraOf:
    """What an answer was in an earlier period."""

    of: str
    era: Era


@dataclass(frozen=True, slots=True)
class Prose:
    """`<language>.md`."""

    title: str
    summary: str
    answers: Mapping[str, Section]
    eras: tuple[EraOf, ...]


class _EraRow(_Strict):
    answer: str
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    text: str = Field(min_length=20)


class _Head(_Strict):
    title: str = Field(min_length=5, max_length=120)
    summary: str = Field(min_length=20, max_length=400)
    eras: tuple[_EraRow, ...] = ()


def read_facts(text: str, file: Path) -> GuideFacts:
    """`guide.yaml`. Raises BadGuide."""
    facts = _model(GuideFacts, _yaml(text, file), file)
    unlisted = [
        Fault(file, Message("fault.source_unlisted", {"answer": name, "source": key}))
        for name, answer in facts.answers.items()
        for key in answer.sources
        if key not in facts.sources
    ]
    if unlisted:
        raise BadGuide(*unlisted)
    return facts


def read_questions(text: str, file: Path) -> Questions:
    """`questions.<language>.yaml`; an empty file has none. Raises BadGuide."""
    rows = _yaml(text, file) or {}
    if not isinstance(rows, dict):
        raise BadGuide(Fault(file, Message("fault.no_list")))
    return Questions({str(name): _model(Asked, row or {}, file) for name, row in rows.items()})


def read_prose(text: str, file: Path) -> Prose:
    """`<language>.md`: every `## question {#name}` begins an answer. Raises BadGuide."""
    try:
        post = frontmatter.loads(text)
    except yaml.YAMLError as error:
        raise BadGuide(yaml_fault(error, file)) from error
    head = _model(_Head, dict(post.metadata), file)
    body = f"{post.content.strip()}\n"
    sections = list(_SECTION.finditer(body))
    faults = [
        Fault(file, Message("fault.heading", {"heading": heading[0], "example": "## … {#name}"}))
        for heading in _HEADING.finditer(body)
        if heading.start() not in {section.start() for section in sections}
    ]
    names = [section["name"] for section in sections]
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    faults += [Fault(file, Message("fault.twice", {"id": name})) for name in twice]
    if faults:
        raise BadGuide(*faults)
    eras = (
        EraOf(row.answer, Era.model_validate({"from": row.from_, "to": row.to, "answer": row.text}))
        for row in head.eras
    )
    return Prose(head.title, head.summary, {section["name"]: _section(section) for section in sections}, tuple(eras))


def _section(found: re.Match[str]) -> Section:
    text, _, more = found["text"].partition(MORE)
    return Section(found["question"].strip(), text.strip(), more.strip())


def _yaml(text: str, file: Path) -> Any:
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise BadGuide(yaml_fault(error, file)) from error


def _model(model: type[Model], data: Any, file: Path) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise BadGuide(*field_faults(error, file)) from error
