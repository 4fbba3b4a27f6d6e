"""The one NLU component of our own: tokens for the classifier, and the entities that rules read exactly."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from bot import rasa_shims as rasa_compat

rasa_compat.install()

from rasa.engine.recipes.default_recipe import DefaultV1Recipe  # noqa: E402
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer  # noqa: E402
from rasa.shared.nlu.constants import ENTITIES, TEXT  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402

from bot.nlu.entities import Reading, read  # noqa: E402
from bot.nlu.entities.item import the_thing  # noqa: E402
from bot.nlu.entities.span import Span  # noqa: E402
from bot.nlu.normalize import words  # noqa: E402

# Amounts, counts, dates and places are many; the classifier sees one token for each kind, and the words beside it.
_MASKED = {
    "money": "xmoney",
    "number": "xnumber",
    "quantity": "xcount",
    "date": "xdate",
    "hts": "xtariffnumber",
    "weight": "xweight",
    "year": "xyear",
    "place": "xplace",
    "redacted": "xredacted",
}
_STEMMERS = {"en": "english", "es": "spanish"}


@cache
def _stemmer(lang: str) -> Any:
    return snowballstemmer.stemmer(_STEMMERS.get(lang, "english"))


@lru_cache(maxsize=8192)
def _stem(word: str, lang: str) -> str:
    """The stem of a word, remembered: the same words come in most questions, and a stem takes a while to find."""
    return str(_stemmer(lang).stemWord(word))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ShipmentReader(Tokenizer):  # type: ignore[misc]
    """Splits a message into stemmed tokens with rule-read spans masked, and sets those spans as entities."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`lang`: the language whose word lists are used."""
        return {
            "lang": "en",
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    def process(self, messages: list[Message]) -> list[Message]:
        """Read, set entities, tokenise."""
        for message in messages:
            if not (message.get(TEXT) or "").startswith("/"):
                message.set("reading", self._read(message))
                message.set(ENTITIES, entities(message.get("reading")), add_to_output=True)
        return super().process(messages)  # type: ignore[no-any-return]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of the text; their lemma is what the featurizers see."""
        reading = message.get("reading") if attribute == TEXT else None
        reading = reading if isinstance(reading, Reading) else self._read(message, attribute)
        return [Token(text or " ", start, end, lemma=lemma) for text, start, end, lemma in lemmas(reading)]

    def _read(self, message: Message, attribute: str = TEXT) -> Reading:
        on = (message.get("metadata") or {}).get("on")
        return read(message.get(attribute), self._config["lang"], date.fromisoformat(on) if on else None)


def lemmas(reading: Reading) -> list[tuple[str, int, int, str]]:
    """(text, start, end, lemma) of every token: masks first, then words by stem."""
    found = [
        (reading.text[s.start : s.end], s.start, s.end, _MASKED[s.kind]) for s in reading.spans if s.kind in _MASKED
    ]
    found += [
        (reading.text[s.start : s.end], s.start, s.end, f"n{s.value['amount'].split('.')[0]}")
        for s in reading.spans
        if s.kind == "money"
    ]
    found += [(reading.text[s.start : s.end], s.start, s.end, "xnumber") for s in reading.spans if _is_number(s)]
    hidden = [span for span in reading.spans if span.kind in _MASKED and span.kind != "place"]
    for word in words(reading.plain):
        if any(span.start <= word.start < span.end for span in hidden) or word.text.isdigit():
            continue
        found.append((reading.text[word.start : word.end], word.start, word.end, _stem(word.text, reading.lang)))
    return sorted(found, key=lambda token: (token[1], token[2]))


def _is_number(span: Span) -> bool:
    """Whether it is a form that is named by figures alone, which are no word."""
    return span.kind == "form" and str(span.value).isdigit()


def entities(reading: Reading) -> list[dict[str, Any]]:
    """The spans, and the thing that is left, as Rasa entities."""
    found = [
        {
            "entity": span.kind,
            "start": span.start,
            "end": span.end,
            "value": span.value,
            "role": span.role,
            "confidence_entity": 1.0,
            "extractor": "ShipmentReader",
        }
        for span in reading.spans
    ]
    thing = the_thing(reading)
    if thing:
        found.append(
            {
                "entity": "item",
                "start": 0,
                "end": len(reading.text),
                "value": thing,
                "role": None,
                "confidence_entity": 1.0,
                "extractor": "ShipmentReader",
            }
        )
    return found
