"""What a word means: the glossary's definition, its source, and the guide that says more."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import button, heard, lang_of, reply, today, words
from knowledge.library.articles import find_page
from knowledge.terms.glossary import term_by_id
from knowledge.wording.translate import day


class ActionDefine(Action):
    """Says the definition of the term that was asked for."""

    def name(self) -> str:
        return "action_define"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        said, lang = heard(tracker), lang_of(tracker)
        term = term_by_id(str(said.value("term") or said.judgement.get("term")))
        article = find_page(term.article) if term else None
        if term is None or article is None:
            reply(dispatcher, words(tracker, "say.article_gone"), topic="definitions")
            return []
        name, meaning = term.in_language(lang).term, term.definition(lang, today(tracker))
        edition = article.in_language(lang)
        card = {
            "type": "article",
            "slug": article.slug,
            "title": edition.title,
            "url": f"/{lang}/guides/{article.slug}",
            "checked": term.checked.isoformat(),
            "checked_text": day(term.checked, lang),
        }
        reply(
            dispatcher,
            words(tracker, "define.means", term=name[:1].upper() + name[1:], meaning=meaning),
            buttons=[] if article.withdrawn else [button(edition.title, "show_article", article=article.slug)],
            card=card,
            sources=[term.source.citation],
            topic="definitions",
        )
        return []
