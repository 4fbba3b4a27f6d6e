"""The words that scripts need, per language: handed to them as JSON in the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from knowledge.wording import translate as words
from knowledge.wording.languages import DEFAULT, language

_KEYS = (
    "chat.you", "chat.desk", "chat.hello", "chat.typing", "chat.offline", "chat.offline.heading",
    "chat.loading", "chat.training", "chat.failed", "chat.busy", "chat.deleted", "part.duty", "part.duty.who",
    "part.fee", "part.fee.who", "part.carrier", "part.carrier.who",
    "receipt.as_of", "receipt.government", "range.low", "range.likely",
    "range.high", "not_known", "source", "line.needs_fact", "line.not_computable", "line.prohibited",
    "line.displaced", "line.exempt", "refused", "card.full", "fee.mpf", "fee.hmf", "fee.dutiable_mail",
    "fee.express_consignment", "fee.manual_entry", "fee.conditional.unknown", "meter.strong", "meter.good",
    "meter.possible", "missing", "compare.charge", "receipt.mind", "receipt.plus_fees", "receipt.considered",
    "fee.conditional", "checked", "at_least", "span", "helpful", "helpful.yes", "helpful.no", "helpful.thanks",
    "helpful.failed", "bill.charge", "bill.charged", "bill.expected", "bill.verdict", "source.link",
    "confidence.medium", "confidence.low",
)  # fmt: skip


@cache
def script_words(lang: str) -> dict[str, str]:
    """Words by key, and how the language writes numbers."""
    return bare_words(_KEYS, lang) | {"locale": str(language(lang).locale).replace("_", "-"), "lang": lang}


def bare_words(keys: Iterable[str], lang: str) -> dict[str, str]:
    """Sentences whose fields are bare (`{low}`): scripts fill and format them."""
    own, default = words.catalogue(lang), words.catalogue(DEFAULT)
    said = {key: own.get(f"site.{key}") or default[f"site.{key}"] for key in keys}
    return {key: re.sub(r"{(\w+)(:[^}]*)?}", r"{\1}", sentence) for key, sentence in said.items()}
