"""Whether a message asks what a word means that the glossary has."""

from __future__ import annotations

from bot.judging.conclusion import Verdict
from bot.judging.evidence import Evidence
from knowledge.glossary import asked_term, asks_meaning

_WHY = 0.3


def term(evidence: Evidence) -> Verdict | None:
    """The glossary answers, unless an article surely does: any where the question is "what is", the one about
    something else where it is plainly for a meaning."""
    found = asked_term(evidence.text, evidence.lang)
    if found is None:
        return None
    meaning = asks_meaning(evidence.text, evidence.lang)
    top, likely = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    if evidence.conversation.estimated and top == "why" and likely > _WHY and not meaning:
        return None  # "what is that additional duty" asks for the line just shown
    sure = evidence.articles.odds >= evidence.direct
    elsewhere = evidence.articles.best != found.article
    if sure and (elsewhere or not meaning):
        return None
    return Verdict("define", 1.0, evidence.articles.closest(), term=found.id)
