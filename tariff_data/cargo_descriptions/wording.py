"""A better wording, built only from what the person wrote and told; what nobody said stays a blank to fill."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tariff_data.cargo_descriptions.reading import Reading
from tariff_data.cargo_descriptions.request import GoodsFacts
from tariff_data.cargo_descriptions.result import ElementCheck, Part
from tariff_data.cargo_descriptions.vocabulary import selling
from tariff_data.classification.words import fold
from tariff_data.law_records.paperwork import Element

_ORDER: tuple[Element, ...] = ("material", "construction", "for_whom", "use")


def wording(reading: Reading, facts: GoodsFacts, elements: Sequence[ElementCheck]) -> tuple[Part, ...]:
    """The parts in order: goods, made of, knit or woven, for whom, for what. Empty where nothing is to be mended."""
    name = cleaned(reading)
    # What a thing is for is only a wish: no blank for it, or every wording would end in one.
    blanks = {one.element for one in elements if one.state == "missing" and one.element != "use"}
    given: dict[Element, str] = {
        "material": facts.material,
        "for_whom": facts.for_whom,
        "use": facts.use,
        "construction": facts.construction,
    }
    parts = [Part("article", name)] if reading.article else _unnamed(reading, name)
    for element in _ORDER:
        told = given.get(element, "")
        if told and fold(told) not in fold(name):
            parts.append(Part(element, _small(told) if element != "use" else told))
        elif not told and element in blanks:
            parts.append(Part(element))
    changed = len(parts) > 1 or parts[0].text != reading.text
    return tuple(parts) if changed else ()


def _small(text: str) -> str:
    """A word that a column wrote with a capital, within a sentence."""
    return text[0].lower() + text[1:] if text[1:].islower() else text


def _unnamed(reading: Reading, name: str) -> list[Part]:
    """A blank for the goods, beside what else was said: "plastic parts" becomes "plastic [what it is]"."""
    for term in reading.named_by:
        name = re.sub(rf"(?<!\w){re.escape(term.words)}(?!\w)", " ", name)
    rest, blank = tidy(name), Part("article")
    if not rest:
        return [blank]
    first = fold(rest.split()[0])
    after = reading.lang == "es" or first in {"of", "for", "from", "with", "in", "and"}
    beside = Part("article", rest)
    return [blank, beside] if after else [beside, blank]


def cleaned(reading: Reading) -> str:
    """The description without selling words, exclamation marks and needless capitals."""
    text = selling(reading.lang).sub(" ", reading.text)
    if text.isupper() and len(text) > 8:
        text = text.lower()
    return tidy(text) or tidy(reading.text)


def tidy(text: str) -> str:
    """Text without doubled spaces, stray commas and dashes at the ends."""
    text = re.sub(r"[!¡★☆✨🔥]+", " ", text)
    text = re.sub(r"\s+", " ", re.sub(r"\s+([,;:.)])", r"\1", text))
    text = re.sub(r"\(\s*\)", "", text)
    return re.sub(r"(?:[,;]\s*){2,}", ", ", text).strip(" ,;:-–—/|.")
