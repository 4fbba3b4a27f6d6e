"""Whether a message asks what a word means that the glossary has."""

from __future__ import annotations

from bot.judging.conclusion import Verdict
from bot.judging.evidence import Evidence
from knowledge.library.articles import find_article
from knowledge.terms.glossary import asked_term, asks_meaning

_WHY = 0.3
_LIKELY = 0.7  # odds that its own guide is what is asked for


def term(evidence: Evidence) -> Verdict | None:
    """The glossary answers, unless an article does better.

    Where the question is "what is", that is any article that is sure, or the term's own guide when it is likely; where
    it is plainly for a meaning, only one that is sure and about something else.
    """
    found = asked_term(evidence.text, evidence.lang)
    meaning = asks_meaning(evidence.text, evidence.lang)
    if found is None:
        return Verdict("offer", 0.0, evidence.articles.closest()) if meaning and _explains_words(evidence) else None
    top, likely = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    if evidence.conversation.estimated and top == "why" and likely > _WHY and not meaning:
        return None  # "what is that additional duty" asks for the line just shown
    sure = evidence.articles.odds >= evidence.direct
    elsewhere = evidence.articles.best != found.article
    likely_own = not elsewhere and evidence.articles.odds >= _LIKELY
    if (sure and elsewhere) or (not meaning and (sure or likely_own)):
        return None
    return Verdict("define", 1.0, evidence.articles.closest(), term=found.id)


def _explains_words(evidence: Evidence) -> bool:
    """Whether the nearest article is one on words: near by "what does it mean", not by the word that is asked for."""
    article = find_article(evidence.articles.best or "")
    return article is not None and article.topic == "definitions"
