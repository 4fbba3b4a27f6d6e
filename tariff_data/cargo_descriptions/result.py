"""What a description check finds, with messages instead of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tariff_data.core.messages import Message
from tariff_data.law_records.paperwork import Element
from tariff_data.law_records.record import Confidence

Verdict = Literal["accepted", "incomplete", "vague", "unsure"]
State = Literal["given", "partial", "missing", "not_needed"]
Need = Literal["needed", "wanted"]


@dataclass(frozen=True, slots=True)
class VagueTerm:
    """Words that say too little, as they were written (empty: a brand or a model stands alone), and what to say.

    `names`: what such words name, as `VagueWord` has it.
    """

    words: str
    id: str
    names: str
    advice: Message
    citation: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ElementCheck:
    """One thing that should be known about the goods: whether it is said, and who asks for it."""

    element: Element
    state: State
    need: Need | None
    said: str
    why: Message | None
    citation: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a wording: what was given about an element, or (without text) a blank that nobody has filled."""

    element: Element
    text: str = ""


@dataclass(frozen=True, slots=True)
class DescriptionResult:
    """A description judged as of a day.

    `vague`: customs may send it back or hold the parcel. `incomplete`: it names the goods, but something that a rule
    asks of such goods is not said. `unsure`: no word in it is known as goods here. `wording` is built only from what
    was given, blanks included; empty where the description is fine as it stands.
    """

    text: str
    lang: str
    on: date
    verified_through: date
    verdict: Verdict
    why: Message
    vague: tuple[VagueTerm, ...]
    elements: tuple[ElementCheck, ...]
    wording: tuple[Part, ...]

    @property
    def missing(self) -> tuple[Element, ...]:
        """What is asked for and not said, or said only in part."""
        return tuple(one.element for one in self.elements if one.state in ("missing", "partial"))
