"""Which of the offered answers a message means: by its words, by some of them, or by its place in the list."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from bot.judging.evidence import Evidence
from bot.judging.qualities import only_qualities
from bot.nlu.lexicon import key, language_words
from tariff_data.classification.words import stem

_LONGEST = 10  # words of an answer that does not repeat a whole label
_ALIKE = 88
_LISTED = ("fact.line", "fact.kind")  # questions with a list of descriptions, of which a number may mean the place
_LAST = ("not:", "unknown")  # what stands below the descriptions
_WORD = 5  # letters of a single word that is enough


def option(evidence: Evidence) -> str | None:
    """The value of the option that is meant, or None."""
    said = " ".join(evidence.words)
    if not said:
        return None
    alike = next(
        (value for value, label in evidence.conversation.options if fuzz.ratio(said, key(label)) >= _ALIKE), None
    )
    if alike is not None or len(evidence.words) > _LONGEST:
        return alike
    for value, label in evidence.conversation.options:
        if said == key(value) or (len(said) > 2 and said in (key(label).split(" or ")[0], key(label).split(",")[0])):
            return value
    contained = [
        value for value, label in evidence.conversation.options if len(said) > 3 and f" {said} " in f" {key(label)} "
    ]
    return contained[0] if len(contained) == 1 else _by_place(evidence) or _by_words(evidence)


def _by_place(evidence: Evidence) -> str | None:
    """ "The second one", "option 3"; a bare number only where descriptions are listed."""
    listed = language_words(evidence.lang)
    offered: list[str] = [value for value, _ in evidence.conversation.options if not value.startswith(_LAST)]
    left = [word for word in evidence.words if word not in listed["ordinal_around"]]
    if len(left) != 1 or not offered:
        return None
    place: int | None = listed["ordinals"].get(left[0])
    if place is None and left[0].isdigit() and len(left[0]) == 1 and evidence.conversation.asked in _LISTED:
        place = int(left[0])
    if place is None or not (place == -1 or 1 <= place <= len(offered)):
        return None
    return offered[place if place == -1 else place - 1]


def _by_words(evidence: Evidence) -> str | None:
    """The one description that has all the words of the answer; what may be said of any goods decides nothing."""
    if evidence.conversation.asked not in _LISTED or evidence.asks:
        return None
    around = language_words(evidence.lang)["option_around"]
    said = [word for word in evidence.words if word not in around]
    if not said or (len(said) == 1 and len(said[0]) < _WORD) or only_qualities(" ".join(said), evidence.lang):
        return None
    wanted = {stem(word, evidence.lang) for word in said}
    meant = [
        value
        for value, label in evidence.conversation.options
        if wanted <= {stem(word, evidence.lang) for word in re.findall(r"\w+", key(label))}
    ]
    return meant[0] if len(meant) == 1 else None
