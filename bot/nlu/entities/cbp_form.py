"""Customs and postal forms by their number: "7501", "form 3461", "CN 22", "PS 2976-A"."""

from __future__ import annotations

import re
from functools import cache

from bot.nlu.entities.phrase_match import preceding
from bot.nlu.entities.span import Reading, Span
from bot.nlu.lexicon import key, language_words, rows

_WRITTEN = re.compile(r"(?<![\w.,$€£#-])(?:(?:cn|cp)[ -]?\d\d|\d{2,4}(?:[ -]?[ab](?![\w]))?)(?![\w%]|[.,]\d)")


@cache
def _numbers() -> dict[str, bool]:
    """Each form's number, and whether it is one by itself."""
    return {row["number"]: bool(row["alone"]) for row in rows("forms.csv")}


def read_forms(reading: Reading) -> None:
    """Add the number of every form that is named as one, or about which nothing else is said ("it's on the 7501")."""
    words = language_words(reading.lang)
    for match in _WRITTEN.finditer(reading.plain):
        number = re.sub(r"[ -]", "", match[0])
        alone = _numbers().get(number)
        if alone is None or not reading.free(match.start(), match.end()):
            continue
        rest = key(f"{reading.plain[: match.start()]} {reading.plain[match.end() :]}").split()
        named = preceding(reading.plain, match.start(), words["form_cues"])
        if named or (alone and all(word in words["bare_words"] or word.isdigit() for word in rest)):
            reading.add(Span("form", match.start(), match.end(), number.upper()))
