"""A description check in a person's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from knowledge.presentation.estimate import notice
from knowledge.wording.translate import say
from tariff_data.cargo_descriptions import DescriptionResult
from tariff_data.cargo_descriptions.result import ElementCheck, Part
from tariff_data.core.messages import Message

Json = dict[str, Any]


def description_as_dict(found: DescriptionResult, lang: str) -> Json:
    """The check said in a language, the wording in its own; `wording` is null where the words are fine as they are."""
    return {
        "text": found.text,
        "lang": found.lang,
        "on": found.on.isoformat(),
        "verified_through": found.verified_through.isoformat(),
        "notice": notice(found.verified_through, lang),
        "verdict": found.verdict,
        "why": say(found.why, lang),
        "vague": [
            {
                "words": term.words,
                "names": term.names,
                "advice": say(term.advice, lang),
                "citation": term.citation,
                "source": term.source,
                "confidence": term.confidence,
            }
            for term in found.vague
        ],
        "elements": [_element(one, lang) for one in found.elements],
        "missing": list(found.missing),
        "wording": wording_as_dict(found.wording, found.lang) if found.wording else None,
    }


def element_name(element: str, lang: str) -> str:
    """An element's everyday name."""
    return say(Message(f"description.element.{element}"), lang)


def _element(one: ElementCheck, lang: str) -> Json:
    return {
        "element": one.element,
        "label": element_name(one.element, lang),
        "state": one.state,
        "need": one.need,
        "said": one.said,
        "why": say(one.why, lang) if one.why else "",
        "citation": one.citation,
        "source": one.source,
    }


def wording_as_dict(parts: Sequence[Part], lang: str) -> Json:
    """A proposed wording: its text with blanks in brackets, whether it has any, and the parts it is made of."""
    said = [{"element": part.element, "text": _part(part, lang), "blank": not part.text} for part in parts]
    return {"text": _joined(said), "complete": all(part.text for part in parts), "parts": said}


def _part(part: Part, lang: str) -> str:
    if not part.text:
        return say(Message(f"description.blank.{part.element}"), lang)
    if part.element in ("use", "for_whom"):
        return say(Message("description.for", {"what": re.sub(r"(?i)^(?:for|para)\s+", "", part.text)}), lang)
    return part.text


def _joined(said: Sequence[Json]) -> str:
    """Parts with commas between them; a blank for the goods and what was said beside it are one phrase."""
    text = ""
    for place, part in enumerate(said):
        one_phrase = place > 0 and part["element"] == "article"
        text += ("" if place == 0 else " " if one_phrase else ", ") + str(part["text"])
    return text
