"""The answer: one asked question, answered in the first sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Source(BaseModel):
    """Where a statement can be read."""

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


class About(BaseModel):
    """Whom and what an answer is only about; empty: everybody, everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    who: tuple[Literal["buyer", "seller", "traveler", "staff"], ...] = ()
    way: tuple[Literal["mail", "courier", "luggage", "cargo"], ...] = ()
    origin: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()


EVERYBODY, ALWAYS = About(), Period()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in one language. `text` is said in the chat; `more` follows it on the page only (both Markdown).

    `id`: `guide/name`. `confirmed`: False where the law behind it is not settled. `related`: ids of neighbouring
    answers, or slugs of guides.
    """

    id: str
    question: str
    text: str
    more: str = ""
    asks: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    about: About = EVERYBODY
    holds: Period = ALWAYS
    related: tuple[str, ...] = ()
    confirmed: bool = True
    eras: tuple[Era, ...] = ()

    @property
    def slug(self) -> str:
        """The guide it stands in."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """Its name within the guide."""
        return self.id.partition("/")[2]

    def on(self, day: date | None) -> str:
        """What is said for an entry date: an era's own answer where the date lies in one, else the text."""
        if day is not None:
            for era in self.eras:
                if era.holds_on(day):
                    return era.answer
        return self.text
