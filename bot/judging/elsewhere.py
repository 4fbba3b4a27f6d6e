"""What names goods and is no import: a parcel to another country, and one's own things that come home again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.intents import ARTICLE
from bot.judging.asking import on_goods
from bot.judging.conclusion import Verdict
from bot.judging.evidence import Evidence
from bot.nlu.lexicon import key, place_names
from knowledge.library.articles import find_article

_FILE = Path(__file__).resolve().parent / "elsewhere.yaml"
_HERE = ("US", "PR")  # Puerto Rico is within the customs territory
_OTHERS = "other-countries-customs"
_OWN = ("declaring-when-you-land", "travelers-exemption", "american-goods-returned")
_RETURNS = ("returns_drawback_9801", "repairs_9802")  # what leaves, and comes back or is claimed for
_LONGEST = 18  # words; a longer message tells a story of which these are parts


def elsewhere(evidence: Evidence) -> Verdict | None:
    """The guide on it, which an estimate would not answer; not where it answers what was asked last."""
    if (evidence.conversation.asked and not evidence.asks) or len(evidence.words) > _LONGEST:
        return None
    said = _with_places_masked(evidence)
    if goes_abroad(said, evidence.lang):
        left = find_article(evidence.articles.best or "")
        returns = left is not None and left.topic in _RETURNS
        return _guide(evidence, (_OTHERS,), others=returns)
    if comes_home(said, evidence.lang, priced=evidence.priced):
        sure = evidence.articles.odds >= evidence.direct
        return _guide(evidence, _OWN, others=sure or not on_goods(evidence.articles.best or ""))
    return None


def _guide(evidence: Evidence, slugs: Sequence[str], *, others: bool) -> Verdict | None:
    """The nearest of these guides; with `others` another one where that is likely."""
    found, best = evidence.articles, evidence.articles.best or ""
    if others and best not in slugs and found.odds >= evidence.hedged:
        return Verdict(ARTICLE + best, found.odds, found.closest(), hedged=found.odds < evidence.direct)
    nearest = next((slug for slug, _score in found.scores if slug in slugs), None)
    further = tuple(slug for slug in found.closest() if slug != nearest)
    return Verdict(ARTICLE + nearest, 1.0, (nearest, *further)) if nearest else None


def goes_abroad(said: str, lang: str) -> bool:
    """Whether something goes to another country to stay there, or another country's customs is asked about."""
    found = _patterns(lang)
    return bool(found["abroad"].search(said)) and not found["back"].search(said)


def comes_home(said: str, lang: str, *, priced: bool = False) -> bool:
    """Whether things that are one's own already come home with their owner; a price may tell of a purchase."""
    found = _patterns(lang)
    if not found["home"].search(said):
        return False
    mine = bool(found["mine"].search(said))
    return mine or bool(not priced and found["my"].search(said) and not found["bought"].search(said))


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    data: dict[str, dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    listed = data.get(lang) or data["en"]
    return {kind: _one_of([forms] if isinstance(forms, str) else forms) for kind, forms in listed.items()}


def _one_of(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms))


def _with_places_masked(evidence: Evidence) -> str:
    """The plain words, with `xhere` or `xland` for each place and the words before it kept."""
    said, at = [], 0
    places = sorted((e for e in evidence.entities if e["entity"] == "place"), key=lambda e: int(e["start"]))
    for place in places:
        named = key(evidence.text[place["start"] : place["end"]]).split()
        cue = next((named[:n] for n in range(len(named)) if " ".join(named[n:]) in place_names()), None)
        if cue is None:
            continue  # a nationality says nothing of where something goes
        said += [key(evidence.text[at : place["start"]]), *cue, "xhere" if place["value"] in _HERE else "xland"]
        at = place["end"]
    return " ".join(part for part in (*said, key(evidence.text[at:])) if part)
