"""The verdict on a message: the intent that the assistant acts on, and what it should know about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.dialogue.intents import ARTICLE
from bot.forms.bill_form import LINES
from bot.judging.asking import asks_duty, asks_reason, certainly_article, supposes, wants_duty
from bot.judging.bills import bill, only_charges
from bot.judging.conclusion import Verdict
from bot.judging.context import by_meaning, follows, how_known, in_context, still_the_article
from bot.judging.elsewhere import elsewhere
from bot.judging.evidence import Evidence
from bot.judging.figures import of_figures
from bot.judging.options import option
from bot.judging.qualities import only_qualities
from bot.judging.refining import refine
from bot.judging.refusing import refused_kind
from bot.judging.terms import term
from bot.nlu.known_goods import known_goods, named_goods
from bot.nlu.lexicon import key
from knowledge.terms.glossary import abbreviations_in, mentions

_SHORT = 5
_TWO = 2
_CHANGING = ("money", "number", "place", "mode", "quantity", "purpose", "date", "weight", "hts")
_DESCRIBED = ("fact.line", "fact.kind")
_LIKELY = 0.5  # odds from which an article is sooner right than not
_NAME = 3  # words of a bare name of goods, where an article is near too
_LISTED = 12  # words of a message that only lists a thing, its price, where from
_ANSWERING = {
    "value": ("money", "number", "quantity"),
    "origin": ("place",),
    "mode": ("mode",),
    "exchange_rate": ("money", "number"),
    "ship_from": ("place",),
    "date": ("date",),
}
_ONLY_IN_CONTEXT = (
    *("correct", "add_item", "why", "what_if", "compare", "estimate", "unsafe", "inform", "define"),
    *("dispute", "unpaid", "consequence", "sure"),
)
_LEAVES_FORM = ("start_over", "deny", "help", "switch_language", "goodbye", "thanks", "greet", "unsafe", "chitchat")
_SMALL_TALK = (
    "greet",
    "thanks",
    "goodbye",
    "chitchat",
    "affirm",
    "deny",
    "help",
    "switch_language",
    "start_over",
    "dont_know",
)


def judge(evidence: Evidence) -> Verdict:
    """The first judgement that reaches a verdict."""
    judgements: Sequence[Callable[[Evidence], Verdict | None]] = (
        bill,
        how_known,
        of_figures,
        _answer,
        in_context,
        _small_talk,
        _unsafe,
        term,
        refine,
        _about_the_estimate,
        elsewhere,
        _goods,
        _flow,
        _article,
        still_the_article,
        by_meaning,
    )
    for reached in judgements:
        verdict = reached(evidence)
        if verdict:
            return verdict
    return Verdict("offer", 0.0, evidence.articles.closest())


def _answer(evidence: Evidence) -> Verdict | None:
    """An answer to what was asked last."""
    asked = evidence.conversation.asked
    if not asked:
        return None
    if evidence.says("unknown"):
        return Verdict("dont_know", 1.0)
    if asked == LINES and evidence.says("no_lines"):
        return Verdict("dont_know", 1.0)
    meant = option(evidence)
    if meant is not None:
        return Verdict("inform", 1.0, option=meant)
    if asks_reason(evidence.text, evidence.lang):
        return Verdict("why", 1.0)
    if evidence.asks and "?" in evidence.text:
        return None
    top, p = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    if top in _LEAVES_FORM and p > 0.35 and not evidence.priced:
        return None
    if top in ("correct", "add_item", "what_if", "compare") and p > 0.5:
        return None
    if asked == "item" and evidence.has("item") and not evidence.asks:
        return Verdict("inform", 1.0, thing=True)
    if asked in _DESCRIBED and not evidence.asks and not evidence.priced and _describes(evidence):
        return Verdict("inform", 1.0, thing=True)
    if asked == "value" and evidence.has("form") and not evidence.priced:
        return Verdict("inform", 1.0)  # no price: it is asked again, with the reason
    if evidence.has(*_ANSWERING.get(asked, ())) and len(evidence.words) <= 2 * _SHORT:
        return Verdict("inform", 1.0)
    if evidence.has("money", "place", "mode", "quantity", "hts", "purpose") and len(evidence.words) <= _SHORT:
        return Verdict("inform", 0.9)
    if len(evidence.words) <= _LISTED and not evidence.asks and not evidence.priced and evidence.cannot_tell:
        return Verdict("dont_know", 0.9)
    return None


def _describes(evidence: Evidence) -> bool:
    """Whether it names goods anew in place of one of the descriptions that were offered."""
    thing = str(evidence.value("item") or "")
    if not thing or len(evidence.words) > 2 * _SHORT or only_qualities(key(thing), evidence.lang):
        return False
    return known_goods(thing, evidence.lang)


def _small_talk(evidence: Evidence) -> Verdict | None:
    top, p = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    if (
        top in _SMALL_TALK
        and p > 0.5
        and len(evidence.words) <= 2 * _SHORT
        and not evidence.has("money", "mode", "hts")
    ):
        return Verdict(top, p)
    if evidence.says("affirm"):
        return Verdict("affirm", 1.0)
    if evidence.says("deny"):
        return Verdict("deny", 1.0)
    return None


def _unsafe(evidence: Evidence) -> Verdict | None:
    kind = refused_kind(evidence.text, evidence.lang)
    p = evidence.likelihood("unsafe")
    top = evidence.ranking[0][0] if evidence.ranking else ""
    if kind and (top == "unsafe" or p > 0.1 or kind.certain):
        return Verdict("unsafe", max(p, 0.5), evidence.articles.closest(), refused=kind.kind)
    if top == "unsafe" and p > 0.6:
        return Verdict("unsafe", p, evidence.articles.closest(), refused="value")
    return None


def _about_the_estimate(evidence: Evidence) -> Verdict | None:
    """Corrections, further items, why, what if: only where there is a shipment to speak of."""
    at = evidence.conversation
    if not (at.item or at.estimated):
        return None
    top, p = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    if top == "add_item" and p > 0.3 and evidence.has("item"):
        return Verdict("add_item", p)
    if (
        top == "correct"
        and p > 0.3
        and evidence.has("money", "number", "place", "mode", "quantity", "purpose", "item", "date")
    ):
        return Verdict(
            "correct", p, thing=not evidence.has("money", "number", "place", "mode", "quantity", "purpose", "date")
        )
    if at.estimated and top in ("why", "compare") and p > 0.3:
        return Verdict(top, p)
    if at.estimated and evidence.likelihood("compare") > 0.1 and evidence.several("mode", "place"):
        return Verdict("compare", p)
    if at.estimated and _changes(evidence, top, p):
        return Verdict("what_if", p)
    if top == "compare" and p > 0.3 and evidence.has("place", "mode"):
        return Verdict(top, p)
    return None


def _changes(evidence: Evidence, top: str, p: float) -> bool:
    """Whether it asks what another country, price, date or way to send it would do to the estimate."""
    if not evidence.has(*_CHANGING):
        return top == "what_if" and p > 0.6 and evidence.articles.odds < evidence.hedged
    if top == "what_if" and p > 0.3:
        return True
    if supposes(evidence) and (evidence.priced or evidence.has("quantity")) and not evidence.has("item"):
        return True  # whatever else was spoken of since, the figures are the estimate's
    return follows(evidence) and not evidence.conversation.topic and not evidence.has("item")


def _goods(evidence: Evidence) -> Verdict | None:
    """A thing with a price and a place, or a question for its duty: an estimate."""
    p = evidence.likelihood("estimate")
    top, most = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    best = max((q for name, q in evidence.ranking if name.startswith(ARTICLE)), default=0.0)
    if _only_details(evidence):
        return Verdict("inform", 1.0)
    sure = evidence.has("item") or not evidence.asks or evidence.articles.odds < evidence.hedged
    sure = sure or asks_duty(evidence)
    if top == "estimate" and p > 0.35 and sure:
        return Verdict("estimate", p)
    if top == "out_of_scope" and most > _LIKELY and not evidence.mentions("not_goods"):
        return None  # "how much is a flight to Paris" asks an amount, but of no import
    if certainly_article(evidence):
        return None
    if wants_duty(evidence) and not only_charges(evidence):
        return Verdict("estimate", p, evidence.articles.closest(1) if evidence.articles.odds >= evidence.hedged else ())
    if evidence.asks:
        return None
    if not evidence.priced:
        return Verdict("estimate", p) if _names_goods(evidence) else None
    if only_charges(evidence):
        return None
    if evidence.has("hts") or (_only_priced(evidence) and not evidence.has("purpose", "sender")):
        return Verdict("estimate", p)
    told = evidence.has("item") and evidence.has("place") and evidence.has("mode")
    if not evidence.has("item") or (evidence.has("purpose", "sender") and not told):
        return Verdict("estimate", p) if evidence.has("item") and p > best else None
    longest = _LISTED + _SHORT if told else _LISTED
    listed = evidence.has("place", "mode") and len(evidence.words) <= longest and not evidence.asks_within
    if p > best * 0.5 or (listed and (top.startswith(ARTICLE) or most < 0.6)):
        return Verdict("estimate", p)
    return None


def _only_priced(evidence: Evidence) -> bool:
    """Whether it is nothing but goods and what they cost ("leather bag, 200 dollars")."""
    thing = str(evidence.value("item") or "")
    read = sum(
        len(key(evidence.text[e["start"] : e["end"]]).split()) for e in evidence.entities if e["entity"] != "item"
    )
    rest = len(evidence.words) - read - len(key(thing).split())
    if _speaks_of_customs(evidence):
        return False  # "retention period for a 7501": a form's number is no price
    return rest <= _TWO and len(evidence.words) <= 2 * _SHORT and named_goods(thing, evidence.lang)


def _only_details(evidence: Evidence) -> bool:
    """Whether the message holds nothing but what rules read ("60 euros", "300, Vietnam, DHL")."""
    read = sum(len(evidence.text[e["start"] : e["end"]].split()) for e in evidence.entities if e["entity"] != "item")
    meant = evidence.has("money", "number", "place", "mode", "quantity", "hts")
    return meant and not evidence.has("item") and not evidence.asks and read >= len(evidence.words) - 1


def _names_goods(evidence: Evidence) -> bool:
    """Whether the message is only the name of some goods ("silk scarf"), which the tariff knows."""
    thing = evidence.value("item")
    if not thing or not _TWO <= len(evidence.words) <= _SHORT or len(thing.split()) < len(evidence.words) - 1:
        return False
    top, p = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    if (p >= 0.6 and not top.startswith((ARTICLE, "estimate"))) or evidence.mentions("not_goods"):
        return False
    if evidence.articles.odds >= evidence.direct and len(evidence.words) > _NAME:
        return False
    return known_goods(thing, evidence.lang) and not _speaks_of_customs(evidence)


def _speaks_of_customs(evidence: Evidence) -> bool:
    """Whether it holds a term of the glossary, or an abbreviation of one that names no goods (CBP, unlike "cape")."""
    short = abbreviations_in(evidence.lang).intersection(evidence.words)
    return bool(mentions(evidence.text, evidence.lang)) or any(not known_goods(one, evidence.lang) for one in short)


def _flow(evidence: Evidence) -> Verdict | None:
    top, p = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    if top.startswith(ARTICLE) or p < 0.4 or top in _ONLY_IN_CONTEXT:
        return None
    if top == "bill_check" and evidence.priced:
        return None  # with an amount it is one only where the amount is on the bill, which `bill` has looked at
    if top == "out_of_scope" and evidence.articles.odds >= _LIKELY and p < 0.7:
        return None
    return Verdict(top, p, evidence.articles.closest())


def _article(evidence: Evidence) -> Verdict | None:
    """An article: alone where the odds that it is the right one are very good, with choices where they are fair."""
    found = evidence.articles
    if not found.best or found.odds < evidence.hedged:
        return None
    return Verdict(ARTICLE + found.best, found.odds, found.closest(), hedged=found.odds < evidence.direct)
