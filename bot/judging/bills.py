"""Whether a message is about a carrier's bill that is to be checked: by its amounts and its words, before any guess."""

from __future__ import annotations

from bot.dialogue.intents import ARTICLE
from bot.forms.bill_form import CARRIER, LINES
from bot.judging.asking import earlier_shipment
from bot.judging.conclusion import Verdict
from bot.judging.evidence import Evidence
from bot.nlu.entities.bill_charge import charges, doubts

_HOW = "is-my-bill-right"
_LIKELY = 0.1  # of the intent, where the words alone may mean something else
_LISTED = 2  # named charges that make a bill
_NAME = 6  # words of an answer that names a carrier


def bill(evidence: Evidence) -> Verdict | None:
    """Charges with a doubt about them begin a check; charges while one goes on are lines of the bill."""
    at = evidence.conversation
    if at.asked == CARRIER and not evidence.asks and _names(evidence):
        return Verdict("inform", 1.0)
    if not evidence.has("money", "number", "quantity"):
        return None
    found = charges(evidence.text, evidence.lang, listing=at.asked == LINES)
    if not found:
        return None
    if doubts(evidence.text, evidence.lang):
        if at.item and not at.estimated and not at.bill and earlier_shipment(evidence):
            return Verdict(ARTICLE + _HOW, 1.0, (_HOW,))  # it is not the shipment that is being told of
        certain = any(charge.certain for charge in found)
        if certain or at.bill or evidence.likelihood("bill_check") > _LIKELY:
            return Verdict("bill_check", 1.0)
    if at.bill and not evidence.asks:
        return Verdict("inform", 1.0)
    named = [charge for charge in found if charge.name and charge.certain]
    if len(named) >= _LISTED and not evidence.asks and not evidence.asks_within:
        return Verdict("bill_check", 0.9)  # a bill typed out, without a question
    return None


def only_charges(evidence: Evidence) -> bool:
    """Whether every amount in it is a charge that is named as one: no price of goods is told."""
    if not evidence.priced:
        return False
    found = [charge for charge in charges(evidence.text, evidence.lang) if charge.name and charge.certain]
    amounts = [entity for entity in evidence.entities if entity["entity"] in ("money", "number")]
    return all(any(one.start <= entity["start"] < one.end for one in found) for entity in amounts)


def _names(evidence: Evidence) -> bool:
    """Whether a few words can be the name of whoever sent the bill."""
    top, likely = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    leaves = likely > 0.5 and top in ("deny", "start_over", "dont_know", "help", "switch_language")
    return 0 < len(evidence.words) <= _NAME and not leaves and not evidence.says("unknown")
