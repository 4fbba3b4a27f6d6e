"""Whether a message is phrased as a question for what one will owe on some goods, in both languages alike."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.intents import ARTICLE
from bot.judging.evidence import Evidence
from bot.nlu.known_goods import named_goods
from bot.nlu.lexicon import key, language_words
from knowledge.library.articles import find_article

_FILE = Path(__file__).resolve().parent / "asking.yaml"
_THING = 6  # words that name goods
_RATES = ("duty_rates", "additional_tariffs", "trade_programs_fta", "textiles", "classification", "vehicles")
_GOODS = "pga_"  # how the topics begin that are on what an agency asks of one kind of goods
_NEAR, _LIKELY = 0.8, 0.5  # odds of an article from which it is sooner meant than an estimate
_CERTAIN = 0.95  # likelihood of an article's intent from which nothing else is meant


@cache
def _words(lang: str) -> dict[str, Any]:
    data: dict[str, dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data.get(lang) or data["en"]


@cache
def _forms(lang: str, kind: str) -> re.Pattern[str]:
    forms = _words(lang)[kind]
    return re.compile("|".join(f"(?:{form})" for form in ([forms] if isinstance(forms, str) else forms)))


def asks_duty(evidence: Evidence) -> bool:
    """Whether it asks how much duty, or how much one will pay."""
    return asks_amount(evidence.text, evidence.lang)


def asks_amount(text: str, lang: str) -> bool:
    """The same of a text by itself."""
    return bool(_forms(lang, "amount").search(key(text)))


def asks_whether(evidence: Evidence) -> bool:
    """Whether it asks if anything is due at all."""
    return _says("whether", evidence)


def asks_reason(text: str, lang: str) -> bool:
    """Whether it asks what the question that was put is for ("why do you need to know that?")."""
    return bool(_forms(lang, "reason").search(key(text)))


def earlier_shipment(evidence: Evidence) -> bool:
    """Whether it is about a shipment before the present one ("on the last one")."""
    return _says("earlier", evidence)


def asks_how_known(evidence: Evidence) -> bool:
    """Whether it asks how we know what was said."""
    return _says("known", evidence)


def supposes(evidence: Evidence) -> bool:
    """Whether it asks what would be if something were otherwise ("what if it cost $900")."""
    return _says("supposed", evidence)


def _says(kind: str, evidence: Evidence) -> bool:
    return bool(_forms(evidence.lang, kind).search(" ".join(evidence.words)))


def wants_duty(evidence: Evidence) -> bool:
    """Whether the duty on some goods is what is asked, so that an estimate answers it.

    The less is said of one purchase (its price, where from, "a watch" and not "watches"), the sooner an article on such
    goods is meant instead.
    """
    amount, whether = asks_duty(evidence), asks_whether(evidence)
    thing = key(str(evidence.value("item") or ""))
    buying = not evidence.asks and not evidence.asks_within and _says("buying", evidence)
    if not (amount or whether or buying) or not _can_be_goods(thing, evidence.lang):
        return False
    if not named_goods(thing, evidence.lang):
        return False
    odds = evidence.articles.odds
    if odds >= _NEAR and not _on_rates(evidence.articles.best):
        return False
    told, single = evidence.has("place") or evidence.priced, _is_single(evidence.words, thing, evidence.lang)
    if (amount and (told or single)) or (buying and told and single):
        return True
    if told:
        return odds < _NEAR
    return (amount or single) and odds < _LIKELY


def certainly_article(evidence: Evidence) -> bool:
    """Whether its words leave no doubt of an article on something else than kinds of goods and what they pay
    ("is what they asked for repairing my clock in Berne, $300, what I owe duty on").

    Not where goods and their price come first: who lists a purchase wants its estimate.
    """
    top, p = evidence.ranking[0] if evidence.ranking else ("", 0.0)
    if p < _CERTAIN or not top.startswith(ARTICLE):
        return False
    thing = key(str(evidence.value("item") or ""))
    if evidence.priced and thing and " ".join(evidence.words).startswith(thing):
        return False
    slug = top.removeprefix(ARTICLE)
    return find_article(slug) is not None and not on_goods(slug)


def on_goods(slug: str) -> bool:
    """Whether an article is on kinds of goods: what they pay, or what an agency asks of them."""
    article = find_article(slug)
    return article is not None and (article.topic in _RATES or article.topic.startswith(_GOODS))


def _on_rates(slug: str | None) -> bool:
    """Whether an article is on what goods pay by their kind or origin, which an estimate answers for the case."""
    article = find_article(slug or "")
    return article is not None and article.topic in _RATES


def _can_be_goods(thing: str, lang: str) -> bool:
    said = thing.split()
    never = {*language_words(lang)["not_goods"], *_words(lang)["anything"]}
    return 0 < len(said) <= _THING and not never.intersection(said)


def _is_single(said: list[str], thing: str, lang: str) -> bool:
    """Whether one thing is meant: "a watch", "my shoes"."""
    first = thing.split()[0]
    at = said.index(first) if first in said else 0
    return at > 0 and said[at - 1] in _words(lang)["before"]
