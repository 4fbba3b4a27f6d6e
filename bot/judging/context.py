"""What a short message means by what was said before it: of the bill, of a refused request, of the article shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.dialogue.intents import ARTICLE
from bot.judging.asking import asks_duty, asks_how_known
from bot.judging.conclusion import Verdict
from bot.judging.evidence import Evidence
from bot.judging.passages import wanted_kind
from bot.judging.refusing import refused_kind
from bot.nlu.lexicon import key, language_words

_LIKELY, _SURE, _CLEAR = 0.3, 0.5, 0.7
_SHORT = 12  # words
_FOLLOWS = 8  # words of a question that goes on from the one before
_CONSEQUENCES = "penalties-and-undervaluation"
_AT_LARGE = {
    "sure": "what-import-desk-is",
    "consequence": _CONSEQUENCES,
    "unpaid": "courier-asks-for-money-or-data",
    "dispute": "is-my-bill-right",
}
_ON_COUNTRIES = ("country-tariffs", "additional-tariffs", "trade-agreements", "usmca")
_OWN_CONSEQUENCES = ("counterfeit-goods",)  # articles on a refused request that say what becomes of it


def in_context(evidence: Evidence) -> Verdict | None:
    """The first reading that the conversation gives, before the message is read by itself."""
    if len(evidence.words) > _SHORT or evidence.priced or refused_kind(evidence.text, evidence.lang):
        return None
    readings: Sequence[Callable[[Evidence], Verdict | None]] = (_of_refusal, _of_bill, _unpaid, _sure, _of_article)
    return next((verdict for reading in readings if (verdict := reading(evidence))), None)


def how_known(evidence: Evidence) -> Verdict | None:
    """How we know what was said, which no answer to the question that is open can be."""
    at = evidence.conversation
    said = at.item or at.estimated or at.bill or at.topic
    return Verdict("sure", 1.0) if said and asks_how_known(evidence) else None


def follows(evidence: Evidence) -> bool:
    """Whether it begins like something that goes on from what was said before."""
    said = f"{' '.join(evidence.words)} "
    starts = language_words(evidence.lang)["follow_starts"]
    return len(evidence.words) <= _FOLLOWS and any(said.startswith(f"{start} ") for start in starts)


def still_the_article(evidence: Evidence) -> Verdict | None:
    """Where nothing else is understood, a question that goes on is about the article shown last, with choices."""
    slug = evidence.conversation.topic
    if not slug or not follows(evidence) or evidence.has("item"):
        return None
    return _article(evidence, slug, 0.5, hedged=True)


def by_meaning(evidence: Evidence) -> Verdict | None:
    """Out of any context, and where no article is near, the article that such a question is about at large."""
    top, p = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    slug = _AT_LARGE.get(top)
    if slug is None or p < _SURE or slug not in [known for known, _score in evidence.articles.scores]:
        return None
    others = tuple(other for other in evidence.articles.closest() if other != slug)
    return Verdict(ARTICLE + slug, p, (slug, *others), hedged=True)


def _of_refusal(evidence: Evidence) -> Verdict | None:
    """What follows from what was asked for and refused."""
    at = evidence.conversation
    if not at.refused or not at.topic:
        return None
    if evidence.likelihood("consequence", ARTICLE + _CONSEQUENCES) > _LIKELY:
        return _article(evidence, at.topic if at.topic in _OWN_CONSEQUENCES else _CONSEQUENCES)
    return None


def _of_bill(evidence: Evidence) -> Verdict | None:
    """Where and how to dispute the bill that is being checked."""
    p = evidence.likelihood("dispute")
    return Verdict("dispute", p) if evidence.conversation.bill and p > _LIKELY else None


def _unpaid(evidence: Evidence) -> Verdict | None:
    """What happens when the bill, or what was estimated, is not paid."""
    at, p = evidence.conversation, evidence.likelihood("unpaid")
    return Verdict("unpaid", p) if (at.bill or at.item or at.estimated or at.topic) and p > _SURE else None


def _sure(evidence: Evidence) -> Verdict | None:
    """How far what was said can be relied on."""
    at, p = evidence.conversation, evidence.likelihood("sure")
    known = (at.bill or at.estimated or at.topic) and not wanted_kind(evidence.text, evidence.lang)
    return Verdict("sure", p) if known and p > _SURE and len(evidence.words) <= _FOLLOWS else None


def _of_article(evidence: Evidence) -> Verdict | None:
    """A question without a word of its own ("how long does it take?") is about the article shown last.

    So is one that names but a country or a shop ("and from Canada?"), where no article on countries is nearest. Beside
    an estimate an article that was shown with choices may not have been what was meant.
    """
    at = evidence.conversation
    if not at.topic or not evidence.words or not _asks(evidence) or (at.estimated and at.hedged):
        return None
    if asks_duty(evidence) and evidence.likelihood("estimate") > _CLEAR:
        return None  # "what will I pay then?" wants an estimate
    own = _own_words(evidence)
    if not own:
        return _article(evidence, at.topic)
    nearest = evidence.articles.best or ""
    if follows(evidence) and own <= _named(evidence) and not nearest.startswith(_ON_COUNTRIES):
        return _article(evidence, at.topic, 0.5, hedged=True)
    return None


def _asks(evidence: Evidence) -> bool:
    questions = language_words(evidence.lang)["question_starts"]
    return evidence.asks or any(word in questions for word in evidence.words)


def _own_words(evidence: Evidence) -> set[str]:
    """The words that the message brings in itself."""
    bare = language_words(evidence.lang)["bare_words"]
    return {word for word in evidence.words if word not in bare and not word.isdigit()}


def _named(evidence: Evidence) -> set[str]:
    """The words that are names of countries or sellers."""
    named = (evidence.text[e["start"] : e["end"]] for e in evidence.entities if e["entity"] in ("place", "sender"))
    return {word for name in named for word in key(name).split()}


def _article(evidence: Evidence, slug: str, p: float = 1.0, *, hedged: bool = False) -> Verdict | None:
    """An article that is meant by context, where there still is one of that name."""
    if slug not in [known for known, _score in evidence.articles.scores]:
        return None
    others = tuple(other for other in evidence.articles.closest() if other != slug)
    return Verdict(ARTICLE + slug, p, (slug, *others), hedged=hedged, in_context=True)
