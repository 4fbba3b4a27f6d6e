"""Whether a message says more of the goods at hand: what they are made of, whom they are for, when they came."""

from __future__ import annotations

from bot.judging.conclusion import Verdict
from bot.judging.evidence import Evidence
from bot.judging.qualities import only_qualities
from bot.nlu.lexicon import key, language_words

_DETAILS = ("date", "place", "mode", "quantity", "weight")
_FEW = 10  # words of a message that says only that


def refine(evidence: Evidence) -> Verdict | None:
    """Only where there is a shipment to speak of, nothing is asked, and no other goods or prices are named."""
    at = evidence.conversation
    if not (at.item or at.estimated) or _asks(evidence) or evidence.priced:
        return None
    thing = str(evidence.value("item") or "")
    if len(evidence.words) > _FEW or not (thing or evidence.has(*_DETAILS)):
        return None
    around = language_words(evidence.lang)["refining_around"]
    said = " ".join(word for word in thing.split() if key(word) not in around)
    if not said:
        return Verdict("inform", 1.0) if evidence.has(*_DETAILS) else None
    return Verdict("inform", 1.0, quality=said) if only_qualities(key(said), evidence.lang) else None


def _asks(evidence: Evidence) -> bool:
    """Whether something is asked; what begins like a question may be a statement (es de cuero)."""
    states = evidence.words[:1] and evidence.words[0] in language_words(evidence.lang)["statement_starts"]
    return "?" in evidence.text or evidence.asks_within or (evidence.asks and not states)
