"""Several matters in one message: which of its parts are answered each by itself, and in which order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dialogue.intents import ARTICLE
from bot.judging.asking import asks_amount
from bot.nlu.entities.bill_charge import charges, doubts
from bot.nlu.known_goods import known_goods
from bot.nlu.lexicon import key, language_words
from bot.nlu.segmenter import asks, split

_SAYING_NOTHING = frozenset({"chitchat", "greet", "affirm", "deny"})
_ABOUT_SHIPMENT = frozenset({"estimate", "inform"})
_BESIDE = frozenset({"unpaid", "sure"})  # intents that mean something only beside an estimate
_SURE = 0.7  # odds from which a part is taken for a question of its own
_STANDING = 0.8  # odds from which it stands for itself, whatever the whole message reads like
_CERTAIN = 1.0  # where an article is shown without choices
_LIKELY = 0.5  # the same beside a thing that is only listed with its price, which tells no story
_FACTS = ("place", "mode", "date", "purpose")  # what a question about the shipment may tell of it besides
_AMOUNTS = ("money", "number")
_CUES = {"en": {"origin": "made in", "ship_from": "ships from"}, "es": {"origin": "hecho en", "ship_from": "desde"}}

Parse = Callable[[str], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message, understood by itself."""

    text: str
    intent: str
    entities: Sequence[Mapping[str, Any]]
    asks: bool
    goods: bool
    thing: str
    leans: str  # the intent that the classifier found likeliest
    sure: float  # how sure the article is that answers it; 1 where it is shown without choices
    owing: bool = False  # it only asks what one owes ("what will I pay?")

    @property
    def priced(self) -> bool:
        """Whether a price was read."""
        return any(entity["entity"] in _AMOUNTS for entity in self.entities)

    @property
    def listed(self) -> bool:
        """Whether it is goods with a price and nothing before them: "silk scarf from Italy $150"."""
        first = key(self.thing).split()[:1]
        return self.goods and self.priced and not self.asks and key(self.text).split()[:1] == first

    @property
    def about_shipment(self) -> bool:
        """Whether it tells of a shipment, or asks what one owes."""
        if self.owing:
            return True
        if self.intent in _ABOUT_SHIPMENT:
            return self.priced or self.asks
        kinds = {entity["entity"] for entity in self.entities}
        return self.goods and self.priced and not self.asks and bool(kinds & {"place", "mode"})


async def parts(parse: Parse, text: str, lang: str) -> list[str]:
    """The texts to be answered one after the other; the message whole where its parts are nothing of their own.

    A question comes before the estimate, whose own question is to be the last thing said; but one that says nothing
    without the shipment comes after it.
    """
    texts = [text] if text.startswith("/") else split(text, lang)
    if len(texts) == 1:
        return [text]
    if doubts(text, lang) and charges(text, lang):
        return _of_bill(texts, lang)
    heard = await _with_their_questions(parse, [await _part(parse, one, lang) for one in texts], lang)
    of_shipment = [part for part in heard if part.about_shipment]
    shipment = of_shipment if any(part.priced for part in heard) else []
    beside = [part for part in heard if shipment and part.asks and part.leans in _BESIDE]
    others = {part.intent: part for part in heard if part not in of_shipment and part not in beside}
    if "out_of_scope" in others and (await parse(text))["intent"]["name"] != "out_of_scope":
        return [text]  # only cut off from the rest it reads as a question about something else
    enough = _LIKELY if any(part.listed for part in shipment) else _SURE
    guessed = any(part.sure < enough and not _tells_of_it(part, shipment, lang) for part in others.values())
    if guessed and (await parse(text))["intent"]["name"] != "offer":
        return [text]  # a part of a story is better understood with the rest
    if not shipment and others and await _as_sure_whole(parse, text, lang, min(part.sure for part in others.values())):
        return [text]
    after = others.pop("offer", None)
    if after:
        whole = await _part(parse, text, lang)
        if whole.intent.startswith(ARTICLE) and whole.sure >= _SURE:
            return [text]  # what is asked of the shipment is understood with it
        if not (shipment and after.asks and _refers(after, lang)) and (
            shipment or not after.asks or whole.intent != "offer"
        ):
            return [text]
    if (
        any(not part.asks for part in others.values())
        or _ABOUT_SHIPMENT.intersection(others)
        or _SAYING_NOTHING.intersection(others)
        or len(others) + bool(shipment) + bool(after) + bool(beside) < 2
    ):
        return [text]
    told = [", ".join([*(part.text for part in shipment), *_told_besides(shipment, others.values(), lang)])]
    if shipment and (await parse(told[0]))["intent"]["name"].startswith(ARTICLE):
        return [text]  # what it tells of goods and a price is the story of the question, and nothing to estimate
    asked = [await _with_the_goods(parse, part, shipment, lang) for part in others.values()]
    later = [*beside, *([after] if after else [])]
    return [*asked, *(told if shipment else []), *(part.text for part in later)]


def _of_bill(texts: Sequence[str], lang: str) -> list[str]:
    """A bill with the doubt about it ("UPS charged me $187. Is that right?"), and what else is asked of it."""
    further = [
        one
        for one in texts[1:]
        if asks(one, lang) and not doubts(one, lang) and not any(character.isdigit() for character in one)
    ]
    return [", ".join(one for one in texts if one not in further), *further]


async def _part(parse: Parse, text: str, lang: str) -> Part:
    understood = await parse(text)
    entities = understood["entities"]
    thing = next((str(entity["value"]) for entity in entities if entity["entity"] == "item"), "")
    judgement = understood.get("judgement") or {}
    sure = float(understood["intent"]["confidence"]) if judgement.get("hedged") else 1.0
    goods = bool(thing) and known_goods(thing, lang)
    ranking = understood.get("intent_ranking") or ({"name": ""},)
    leans = str(ranking[0]["name"])
    owing = not goods and not any(e["entity"] in _AMOUNTS for e in entities) and asks_amount(text, lang)
    return Part(text, understood["intent"]["name"], entities, asks(text, lang), goods, thing, leans, sure, owing)


async def _as_sure_whole(parse: Parse, text: str, lang: str, least: float) -> bool:
    """Whether an article answers the whole message at least as surely as the least sure of its parts is answered.

    Parts that are sure enough stand for themselves, unless the whole leaves no choice and one of them does.
    """
    whole = await _part(parse, text, lang)
    if not whole.intent.startswith(ARTICLE) or whole.sure < least:
        return False
    return least < (_CERTAIN if whole.sure >= _CERTAIN else _STANDING)


async def _with_their_questions(parse: Parse, heard: Sequence[Part], lang: str) -> list[Part]:
    """Beside a shipment, what is told of something else goes with the question behind it ("I paid IEEPA tariffs in
    May, can I get them back? And how much is a $300 lamp now?")."""
    if not any(part.about_shipment and part.priced for part in heard):
        return list(heard)
    joined: list[Part] = []
    for part in heard:
        before = joined[-1] if joined else None
        if before and not before.asks and not before.about_shipment and part.asks and not part.about_shipment:
            joined[-1] = await _part(parse, f"{before.text}, {part.text}", lang)
        else:
            joined.append(part)
    return joined


async def _with_the_goods(parse: Parse, part: Part, shipment: Sequence[Part], lang: str) -> str:
    """The question, with the goods it is about where it is better understood so ("do they need a certificate?")."""
    thing = next((told.thing for told in shipment if told.goods), "")
    if not thing or part.sure == 1.0 or part.thing:
        return part.text
    named = await _part(parse, f"{thing}: {part.text}", lang)
    return named.text if named.intent.startswith(ARTICLE) and named.sure > part.sure else part.text


def _refers(part: Part, lang: str) -> bool:
    """Whether it is about the shipment that the message has told of."""
    return any(word in language_words(lang)["referring"] for word in key(part.text).split())


def _tells_of_it(part: Part, shipment: Sequence[Part], lang: str) -> bool:
    """Whether it is about the shipment and says more of it ("does it matter that it comes by DHL?")."""
    return bool(shipment) and _refers(part, lang) and any(entity["entity"] in _FACTS for entity in part.entities)


def _told_besides(shipment: Sequence[Part], others: Iterable[Part], lang: str) -> list[str]:
    """What the questions about the shipment say of it that the rest of the message does not."""
    known = {entity["entity"] for part in shipment for entity in part.entities}
    cues = _CUES.get(lang, _CUES["en"])
    return [
        f"{cues.get(entity.get('role') or '', '')} {part.text[entity['start'] : entity['end']]}".strip()
        for part in others
        if _refers(part, lang) and not part.priced  # with an amount of its own it tells of something else
        for entity in part.entities
        if entity["entity"] in _FACTS and entity["entity"] not in known
    ]
