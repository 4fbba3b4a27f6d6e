"""Every question and answer that classification can give has words in both languages."""

from __future__ import annotations

import pytest

from knowledge.wording.translate import has, say
from tariff_data.classification import classify
from tariff_data.classification.facts import NAMES
from tariff_data.classification.materials import materials


@pytest.mark.parametrize("lang", ["en", "es"])
def test_all_keys_have_words(lang: str) -> None:
    keys = [f"classify.question.{name}" for name in NAMES] + [f"classify.unknown.{name}" for name in NAMES]
    keys += [f"classify.material.{name}" for name in materials().names]
    assert [key for key in keys if not has(key, lang)] == []


@pytest.mark.parametrize(
    ("text", "lang"), [("handbag", "en"), ("bolso de mujer", "es"), ("sneakers", "en"), ("skirt", "en")]
)
def test_questions_can_be_said(text: str, lang: str) -> None:
    questions = classify(text, lang).questions
    assert questions
    for question in questions:
        assert say(question.text, lang).endswith("?") or "." in say(question.text, lang)
        assert all(say(option.label, lang) for option in question.options)
