"""Every programme, topic and fact of the additional duties has its sentences, and every sentence can be said."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from knowledge.wording.languages import MESSAGES
from knowledge.wording.translate import has, say
from tariff_data.additional_duties import Case, additional_duties
from tariff_data.additional_duties.facts import DATES, FLAGS, PERCENTS, STATISTICAL_NUMBER
from tariff_data.additional_duties.law import the_law
from tariff_data.core.messages import Message

LANGUAGES = ("en", "es")
VALUES = {
    "country": "IT",
    "since": date(2026, 7, 24),
    "day": date(2026, 7, 24),
    "heading": "9903.05.39",
    "by": "9903.05.90",
    "hts": "42022190",
    "pct": Decimal("12.5"),
    "base": Decimal("522.00"),
    "counted": Decimal("46.98"),
    "numbers": ("9401.61.60.11", "9401.61.60.31"),
    "symbol": "S",
    "rule": "metals-before-border-duty",
    "before": Message("measure.rate.added", {"pct": Decimal(10)}),
    "rate": Message("measure.rate.total", {"pct": Decimal(10)}),
    "program": Message("program.301-china"),
    "metal": Message("measure.metal.steel"),
}


def wanted_keys() -> set[str]:
    law = the_law()
    keys = {f"program.{m.program}" for m in law.measures} | {f"coverage.{m.program}" for m in law.measures}
    keys |= {f"measure.why.{m.program}" for m in law.measures if m.effect in ("duty", "not_modelled")}
    keys |= {f"measure.why.topic.{m.topic or 'other'}" for m in law.measures if m.effect in ("exemption", "report")}
    asked = [(m, c) for m in law.measures for c in m.conditions if c.answer and c.answer.startswith("confirm:")]
    keys |= {f"measure.ask.topic.{m.topic}" for m, _ in asked if m.topic}
    keys |= {f"measure.warning.caution.{m.topic}" for m in law.measures if m.effect == "caution"}
    keys |= {f"measure.ask.fact.{fact}" for fact in (*PERCENTS, *DATES, *FLAGS, STATISTICAL_NUMBER)}
    return keys


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_there(lang: str) -> None:
    assert sorted(key for key in wanted_keys() if not has(key, lang)) == []


def own(lang: str) -> dict[str, str]:
    text = (MESSAGES / lang / "measures.po").read_text(encoding="utf-8")
    return dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', text, flags=re.MULTILINE))


def test_both_languages_hold_the_same_sentences_with_the_same_fields() -> None:
    english, spanish = own("en"), own("es")
    assert english.keys() == spanish.keys() and len(english) > 250
    for key, sentence in english.items():
        fields = re.findall(r"{(\w+)", sentence)
        assert sorted(fields) == sorted(re.findall(r"{(\w+)", spanish[key])), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_can_be_said(lang: str) -> None:
    inner = Message("measure.answer.yes")
    values = {**VALUES, "reason": inner, "question": inner, "why": inner, "reasons": (inner,)}
    for key in own(lang):
        said = say(Message(key, values), lang)
        assert said and "{" not in said, key


def test_the_reason_for_a_top_up_in_both_languages() -> None:
    outcome = additional_duties(Case("42022190", "IT", date(2026, 11, 24), Decimal(522), Decimal("46.98")))
    (line,) = outcome.lines
    assert say(line.why, "en") == (
        "Extra duty on goods made in Italy, set by country since Jul 24, 2026; brought up to a total of 10%"
    )
    assert say(line.why, "es").startswith("Arancel adicional a los productos hechos en Italia")
    assert line.formula is not None
    assert say(line.formula, "en") == "10% x $522.00 - $46.98"
    assert say(line.rate, "en") == "up to 10% in total"
