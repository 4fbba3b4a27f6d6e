"""Answers from the articles, offers of the closest ones, and refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import button, heard, lang_of, reply, today, words
from bot.actions.small_talk import openings
from bot.dialogue.intents import ARTICLE
from bot.dialogue.user_message import Heard
from bot.judging.passages import best_passage
from bot.nlu.lexicon import key, language_words
from knowledge.library.articles import Article, find_article
from knowledge.library.placeholders import fill
from knowledge.review.questions import keep
from knowledge.terms.intercepts import Intercept, intercept
from knowledge.wording.translate import day

_TWICE = 2
_PEOPLE = ("how-to-contact-cbp",)  # the guide to whom to ask in person
_GREETING = 6  # words: so short a message in a language that is not read is taken for a greeting
_REMEMBERED = 240  # characters of the questions before


class ActionAnswer(Action):
    """Says an article's lead, as of the date that is asked about."""

    def name(self) -> str:
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        said = heard(tracker)
        article = find_article(str(said.value("article") or said.intent.removeprefix(ARTICLE)))
        if article is None:
            reply(dispatcher, words(tracker, "say.article_gone"), buttons=openings(tracker))
            return []
        asked = said.entry_date
        on = asked or today(tracker)
        before = tracker.get_slot("topic") or {}
        passage = None
        told = before.get("slug") == article.slug and not before.get("refused")  # a refusal says little of it
        if said.judgement.get("in_context") and told:
            edition = article.in_language(lang_of(tracker))
            passage = best_passage(edition.answer(on), edition.body, said.text, before.get("asked") or "", edition.lang)
        hedge = said.judgement["articles"][1:] if said.judgement.get("hedged") else ()
        if hedge and (back := intercept(said.text, lang_of(tracker))):
            return ask_back(dispatcher, said, back)
        if hedge:
            keep(said.text, lang_of(tracker), said.judgement["articles"], "unsure")
        tell(dispatcher, tracker, article, on, dated=bool(asked), passage=passage, hedge=hedge)
        asked_so_far = train_of_thought(said, before, lang_of(tracker))
        if hedge and tracker.get_slot("estimated"):
            asked_so_far = words(tracker, "topic.duty")  # what comes next is rather about the shipment
        return [SlotSet("topic", {"slug": article.slug, "asked": asked_so_far, "hedged": bool(hedge)})]


def train_of_thought(said: Heard, before: Mapping[str, Any], lang: str) -> str | None:
    """What has been asked so far on this subject, for the next message to be read with."""
    if said.text.startswith("/"):
        return None
    if not said.judgement.get("in_context") or not before.get("asked"):
        return said.text[-_REMEMBERED:]
    bare = language_words(lang)["bare_words"]
    if all(word in bare for word in key(said.text).split()):
        return str(before["asked"])  # "how long does it take?" adds nothing to what is spoken of
    return f"{before['asked']} {said.text}"[-_REMEMBERED:]


def tell(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    article: Article,
    on: date,
    *,
    dated: bool = False,
    passage: str | None = None,
    hedge: Sequence[str] = (),
) -> None:
    """The answer of an article (or the passage of it that is meant) as one message with its sources.

    `hedge`: slugs of other articles that may have been meant; they are offered beside the answer.
    """
    lang = lang_of(tracker)
    edition = article.in_language(lang)
    text = fill(edition.answer(on), lang, on)
    if dated and edition.answer(on) != edition.lead:
        text = f"{words(tracker, 'answer.as_of', day=on)} {text}"
    card = {
        "type": "article",
        "slug": article.slug,
        "title": edition.title,
        "summary": fill(edition.summary, lang, on),
        "url": f"/{lang}/guides/{article.slug}",
        "checked": edition.facts.checked.isoformat(),
        "checked_text": day(edition.facts.checked, lang),
    }
    if passage:
        text = fill(passage, lang, today(tracker))
    if hedge:
        text = f"{text} {words(tracker, 'answer.or')}"
    related = [other for slug in (hedge or edition.facts.related[:2]) if (other := find_article(slug))]
    buttons = [button(other.in_language(lang).title, "show_article", article=other.slug) for other in related]
    reply(
        dispatcher,
        text,
        buttons=buttons,
        card=card,
        sources=[source.citation for source in edition.facts.sources],
        topic=article.topic,
    )


class ActionOffer(Action):
    """Not sure enough: shows the closest articles as buttons and keeps the question for review."""

    def name(self) -> str:
        return "action_offer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        said, lang = heard(tracker), lang_of(tracker)
        misses = int(tracker.get_slot("misses") or 0) + 1
        closest = [article for slug in said.judgement.get("articles", ()) if (article := find_article(slug))]
        if back := intercept(said.text, lang):
            return ask_back(dispatcher, said, back)
        if (said.metadata or {}).get("foreign") and len(said.text.split()) <= _GREETING and not said.read:
            reply(dispatcher, words(tracker, "say.help"), buttons=openings(tracker), topic="chitchat")
            return []
        keep(said.text, lang, [article.slug for article in closest], "unanswered")
        if misses >= _TWICE or not closest:
            people = [article for slug in _PEOPLE if (article := find_article(slug))]
            buttons = [*_titles([*people, *closest], lang), *openings(tracker)]
            reply(dispatcher, words(tracker, "offer.contact"), buttons=buttons)
        else:
            reply(dispatcher, words(tracker, "offer.closest"), buttons=_titles(closest, lang))
        return [SlotSet("misses", misses), SlotSet("topic", {"slug": None, "asked": said.text[-_REMEMBERED:]})]


def ask_back(dispatcher: CollectingDispatcher, said: Heard, back: Intercept) -> list[dict[str, Any]]:
    """Ask what a message that says too little means; the next one is read with it."""
    reply(dispatcher, back.question)
    return [SlotSet("topic", {"slug": None, "asked": said.text[-_REMEMBERED:]})]


def _titles(articles: list[Article], lang: str) -> list[dict[str, str]]:
    return [button(article.in_language(lang).title, "show_article", article=article.slug) for article in articles]


class ActionRefuse(Action):
    """Declines to help evade the law, says what the law is and what is lawful instead."""

    def name(self) -> str:
        return "action_refuse"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        lang = lang_of(tracker)
        kind = str(heard(tracker).judgement.get("refused") or "value")
        article = find_article(
            {
                "split": "splitting-and-under-declaring",
                "fakes": "counterfeit-goods",
                "banned": "prohibited-and-restricted",
                "plants": "food",
                "refund": "ieepa-refunds",
                "gift": "gifts",
            }.get(kind, "penalties-and-undervaluation")
        )
        buttons = _titles([article], lang) if article else []
        sources = [source.citation for source in article.in_language(lang).facts.sources] if article else []
        reply(dispatcher, words(tracker, f"refuse.{kind}"), buttons=buttons, sources=sources, topic="unsafe")
        asked = heard(tracker).text[-_REMEMBERED:]
        return [SlotSet("topic", {"slug": article.slug if article else None, "asked": asked, "refused": kind})]
