"""The words that scripts need, per language: handed to them as JSON in the page."""

from __future__ import annotations

from functools import cache

from knowledge import words
from knowledge.languages import language
from tariff_data.messages import Message

_KEYS = (
    "chat.you", "chat.desk", "chat.hello", "chat.typing", "chat.offline", "chat.offline.heading", "chat.loading",
    "chat.failed", "chat.deleted", "part.duty", "part.duty.who", "part.fee", "part.fee.who", "part.carrier",
    "part.carrier.who", "receipt.as_of", "receipt.government", "range.low", "range.likely", "range.high", "not_known",
    "source", "line.needs_fact", "line.not_computable", "line.prohibited", "line.displaced", "line.exempt", "refused",
    "card.full", "fee.mpf", "fee.hmf", "fee.dutiable_mail", "fee.express_consignment", "fee.manual_entry",
    "fee.conditional.unknown", "meter.strong", "meter.good", "meter.possible", "missing", "compare.charge",
)  # fmt: skip


@cache
def script_words(lang: str) -> dict[str, str]:
    """Words by key, and how the language writes numbers."""
    said = {key: words.say(Message(f"site.{key}"), lang) for key in _KEYS}
    said["fee.conditional"] = words.say(Message("site.fee.conditional", {"amount": "{amount}"}), lang)
    said["at_least"] = words.say(Message("site.at_least", {"low": "{low}"}), lang)
    said["span"] = words.say(Message("site.to", {"low": "{low}", "high": "{high}"}), lang)
    return said | {"locale": str(language(lang).locale).replace("_", "-"), "lang": lang}
