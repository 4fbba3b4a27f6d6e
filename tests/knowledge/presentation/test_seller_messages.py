"""The sellers' tools speak both languages: same keys, same values, and a sentence for everything the data holds."""

from __future__ import annotations

import re
from typing import get_args

from knowledge.wording.languages import MESSAGES
from knowledge.wording.translate import catalogue
from tariff_data.law_records.paperwork import AdvanceData, Element, ElementRule
from tariff_data.law_records.snapshot import law_of


def test_both_languages_hold_the_same_sentences_with_the_same_values() -> None:
    texts = [(MESSAGES / lang / "sellers.po").read_text(encoding="utf-8") for lang in ("en", "es")]
    english, spanish = (dict(re.findall(r'msgid "(.+)"\nmsgstr "(.*)"', text)) for text in texts)
    assert english.keys() == spanish.keys()
    for key, sentence in english.items():
        assert sentence and spanish[key], key
        assert set(re.findall(r"{(\w+)", sentence)) == set(re.findall(r"{(\w+)", spanish[key])), key


def test_every_record_can_be_spoken_of() -> None:
    wanted = {f"filing.{form.id}" for form in law_of(AdvanceData)}
    wanted |= {f"description.why.{rule.id}" for rule in law_of(ElementRule)}
    wanted |= {f"description.element.{element}" for element in get_args(Element)}
    for lang in ("en", "es"):
        assert wanted <= set(catalogue(lang))
