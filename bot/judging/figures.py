"""Short questions about the figures just shown: do they come back, for how many pieces are they, what do they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.judging.conclusion import Verdict
from bot.judging.evidence import Evidence
from bot.nlu.lexicon import key, language_words
from tariff_data.classification.words import stem

_FILE = Path(__file__).resolve().parent / "figures.yaml"
_KINDS: tuple[str, ...] = ("included", "get_back", "per_piece")
_LONGEST = 14  # words
_ITEM = "xitem"  # stands for a word of the goods
_SHOWN = ("mode", "date")  # what such a question may name besides ("does it include the fee of UPS")


@dataclass(frozen=True, slots=True)
class _Kind:
    of: re.Pattern[str]
    around: re.Pattern[str]  # of a whole word


@cache
def _kinds(lang: str) -> dict[str, _Kind]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found = data.get(lang) or data["en"]
    bare = [*language_words(lang)["bare_words"], *found["money"]]
    return {kind: _Kind(_one_of(found[kind]["of"]), _one_of([*bare, *found[kind]["around"]])) for kind in _KINDS}


def _one_of(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms))


@cache
def _tax(lang: str) -> re.Pattern[str]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return re.compile((data.get(lang) or data["en"])["included"]["tax"])


def of_figures(evidence: Evidence) -> Verdict | None:
    """Only beside an estimate that was spoken of last, or while its price is asked for (one piece, or all?)."""
    at = evidence.conversation
    if at.bill or (at.topic and not at.hedged) or evidence.has("money") or not evidence.words:
        return None
    if at.estimated:
        kinds = _KINDS
    elif at.asked == "value":
        kinds = ("per_piece",)
    else:
        return None
    return next((Verdict(kind, 1.0) for kind in kinds if _is(kind, evidence)), None)


def names_tax(text: str, lang: str) -> bool:
    """Whether a sales tax or a value added tax is named."""
    return bool(_tax(lang).search(key(text)))


def _is(kind: str, evidence: Evidence) -> bool:
    known, item = _kinds(evidence.lang)[kind], key(str(evidence.conversation.thing or "")).split()
    stems = {stem(word, evidence.lang) for word in item}
    said = [_ITEM if stem(word, evidence.lang) in stems else word for word in evidence.words]
    if len(said) > _LONGEST or not known.of.search(" ".join(said)):
        return False
    named = {
        word
        for entity in evidence.entities
        if entity["entity"] in _SHOWN
        for word in key(evidence.text[entity["start"] : entity["end"]]).split()
    }
    return all(known.around.fullmatch(word) or word in named or word == _ITEM or word.isdigit() for word in said)
