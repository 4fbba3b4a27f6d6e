"""Articles from their files: `articles/<slug>/<language>.md`, front matter checked once here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import frontmatter
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.library.file_faults import field_faults, yaml_fault
from knowledge.wording.languages import DEFAULT, languages
from knowledge.wording.localized_errors import Fault, Told, together
from tariff_data.core.messages import Message

ARTICLES = Path(__file__).resolve().parents[1] / "articles"


class BadArticle(Told, ValueError):
    """An article file that cannot be read: says which file and everything that is wrong in it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(together(faults))
        self.faults = faults


class Source(BaseModel):
    """Where a statement of the article can be read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    citation: str = Field(min_length=3)
    url: str = ""


class Period(BaseModel):
    """A span of entry dates: `from` inclusive, `to` exclusive; either may be open."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None

    def holds_on(self, on: date) -> bool:
        """Whether the entry date lies in the period."""
        return (self.from_ is None or self.from_ <= on) and (self.to is None or on < self.to)


class Era(Period):
    """What the answer was in an earlier period."""

    answer: str = Field(min_length=20)


class FrontMatter(BaseModel):
    """The facts at the head of an article file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    topic: str = Field(pattern=r"^[a-z0-9_]+$")
    title: str = Field(min_length=5, max_length=120)
    summary: str = Field(min_length=20, max_length=400)
    holds: Period = Period()
    eras: tuple[Era, ...] = ()
    asks: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    checked: date
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One article in one language. `lead` is what the chat answers; `body` follows it on the site (both Markdown)."""

    lang: str
    facts: FrontMatter
    lead: str
    body: str
    file: Path

    @property
    def title(self) -> str:
        return self.facts.title

    @property
    def summary(self) -> str:
        return self.facts.summary

    def answer(self, on: date | None = None) -> str:
        """The chat's answer for an entry date: an era's own answer where the date lies in one, else the lead."""
        if on is not None:
            for era in self.facts.eras:
                if era.holds_on(on):
                    return era.answer
        return self.lead


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An article that no longer answers anybody since a day; its page stays, with a notice. `see`: what to read now."""

    on: date
    see: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article in all its languages."""

    slug: str
    topic: str
    editions: dict[str, Edition]
    withdrawn: Withdrawn | None = None

    def in_language(self, lang: str) -> Edition:
        """The edition in that language, or the default language's where there is none yet."""
        return self.editions.get(lang) or self.editions[DEFAULT]


def read_edition(file: Path) -> Edition:
    """One article file. Raises BadArticle with the file's name and every fault found in its front matter."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadArticle(Fault(file, Message("fault.unreadable"))) from error
    return parse_edition(text, file)


def parse_edition(text: str, file: Path) -> Edition:
    """An article's text as if it stood in that file (its name is the language). Raises BadArticle."""
    try:
        post = frontmatter.loads(text)
        facts = FrontMatter.model_validate(post.metadata)
    except ValidationError as error:
        raise BadArticle(*field_faults(error, file)) from error
    except yaml.YAMLError as error:
        raise BadArticle(yaml_fault(error, file)) from error
    except Exception as error:
        raise BadArticle(Fault(file, Message("fault.front_matter"))) from error
    lead, heading, rest = post.content.strip().partition("\n## ")
    return Edition(file.stem, facts, lead.strip(), (heading + rest).strip(), file)


def read_articles(folder: Path) -> tuple[Article, ...]:
    """Every article below a folder, by slug. Raises BadArticle."""
    return tuple(
        article_of(place, {lang: read_edition(file) for lang in languages() if (file := place / f"{lang}.md").exists()})
        for place in sorted(path for path in folder.iterdir() if path.is_dir())
    )


def article_of(place: Path, editions: dict[str, Edition]) -> Article:
    """The article of a folder from its editions by language. Raises BadArticle where they do not belong together."""
    if DEFAULT not in editions:
        raise BadArticle(Fault(place, Message("fault.no_file", {"name": f"{DEFAULT}.md"})))
    for edition in editions.values():
        _same_article(edition, place.name, editions[DEFAULT].facts.topic)
    return Article(place.name, editions[DEFAULT].facts.topic, editions)


def _same_article(edition: Edition, slug: str, topic: str) -> None:
    if edition.facts.slug != slug:
        values = {"slug": edition.facts.slug, "folder": slug}
        raise BadArticle(Fault(edition.file, Message("fault.slug", values)))
    if edition.facts.topic != topic:
        values = {"topic": edition.facts.topic, "other": topic}
        raise BadArticle(Fault(edition.file, Message("fault.topic_differs", values)))


def load_articles() -> tuple[Article, ...]:
    """The articles in use: those of the release in use where there is one, else the files here."""
    from knowledge.library.active_release import in_use

    return in_use().articles


def find_article(slug: str, articles: Iterable[Article] | None = None) -> Article | None:
    """The article of that slug, or None."""
    return next((article for article in (articles or load_articles()) if article.slug == slug), None)


def find_page(slug: str) -> Article | None:
    """The article of that slug for its page: also one that was withdrawn (`article.withdrawn` then says so)."""
    from knowledge.library.active_release import in_use

    return find_article(slug) or next((one for one in in_use().withdrawn if one.slug == slug), None)
