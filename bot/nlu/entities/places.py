"""Countries, cities and nationalities, and whether goods were made there or are sent from there."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from bot.nlu.entities.phrase_match import following, phrases, preceding
from bot.nlu.entities.span import Reading, Span
from bot.nlu.lexicon import AMBIGUOUS, TABLES, demonyms, language_words, place_names
from bot.nlu.normalize import words


@cache
def _not_places() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load((TABLES / "not_places.yaml").read_text(encoding="utf-8"))
    return found


def read_places(reading: Reading) -> None:
    """Add every place: ISO country code; role `origin` (made in), `ship_from`, `from`, `adjective`, `to`, or None."""
    cues = language_words(reading.lang)
    for phrase, start, end in phrases(reading.plain, place_names(), reading.free):
        role, begin, stop = _role(reading.plain, start, end, cues)
        if _is_place(reading.plain, phrase, start, end, role):
            if not reading.free(begin, stop):
                begin, stop = start, end
            reading.add(Span("place", begin, stop, place_names()[phrase], role))
    for phrase, start, end in phrases(reading.plain, demonyms(reading.lang), reading.free):
        made = following(reading.plain, end, cues["made_suffix"])
        stop = made[1] if made else end
        origin = preceding(reading.plain, start, cues["origin_cues"])
        reading.add(
            Span("place", start, stop, demonyms(reading.lang)[phrase], "origin" if made or origin else "adjective")
        )


def _role(plain: str, start: int, end: int, cues: dict[str, Any]) -> tuple[str | None, int, int]:
    """The role of a place by the words around it, and the stretch with those words."""
    made = following(plain, end, cues["made_suffix"])
    if made:
        return "origin", start, made[1]
    before = start
    for article in ("the ", "los ", "la ", "el "):
        if plain[:start].endswith(article):
            before = start - len(article)
    for role, name in (("origin", "origin_cues"), ("ship_from", "ship_cues"), ("from", "from_cues"), ("to", "to_cues")):
        cue = preceding(plain, before, cues[name])
        if cue:
            return role, cue[1], end
    seller = following(plain, end, cues["business_cues"])
    return ("ship_from" if seller else None), start, end


def _is_place(plain: str, phrase: str, start: int, end: int, role: str | None) -> bool:
    company = _not_places().get(phrase, {})
    around = words(plain)
    before = next((word.text for word in reversed(around) if word.end <= start), "")
    after = next((word.text for word in around if word.start >= end), "")
    if before in company.get("before", []) or after in company.get("after", []):
        return False
    if phrase == "us":
        return role in ("origin", "ship_from", "from", "to") or before == "the"
    if phrase in AMBIGUOUS and phrase not in _not_places():
        return role is not None or plain.strip(" .?!") == phrase
    return True
