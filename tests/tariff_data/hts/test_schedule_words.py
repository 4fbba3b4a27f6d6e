"""Every message that rates and editions can emit has its sentence in both languages."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.wording.translate import has, say
from tariff_data.core.messages import Message
from tariff_data.core.paths import SCHEDULE
from tariff_data.duty_rates import parse_rate, parse_special, why_needed
from tariff_data.duty_rates.wording import PART_TEXTS, UNIT_TEXTS
from tariff_data.hts import editions

LANGUAGES = ("en", "es")


def rate_messages() -> set[Message]:
    """Formulas and reasons of every distinct rate of the schedule, with everything known and with nothing known."""
    found: set[Message] = set()
    texts: set[str] = set()
    with (SCHEDULE / "lines.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts |= {row["general"], row["column2"], *(rate.text for rate in parse_special(row["special"]).values())}
    for rate in {parse_rate(text) for text in texts}:
        facts = {name: Decimal(2) for name in rate.needs()}
        found |= {rate.duty(Decimal(100)).formula, rate.duty(Decimal(100), {}, facts).formula}
        found |= {why_needed(name) for name in rate.needs()} | ({rate.condition} if rate.condition else set())
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_formula_reason_and_need_can_be_said(lang: str) -> None:
    messages = rate_messages()
    assert len(messages) > 500
    for message in messages:
        assert "{" not in say(message, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_units_and_parts_have_names(lang: str) -> None:
    keys = [f"unit.{unit}{number}" for unit in (*UNIT_TEXTS, "jewel") for number in ("", ".one")]
    keys += [f"part.{part}" for part in PART_TEXTS]
    assert [key for key in keys if not has(key, lang)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_refusal_and_warning_of_an_import_has_a_sentence(lang: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(editions.__file__).parent.glob("*.py"))
    keys = {f"edition.refused.{name}" for name in re.findall(r'refuse\("(\w+)"', code)}
    keys |= set(re.findall(r'"(edition\.warning\.\w+)"', code))
    assert len(keys) > 20
    assert {key for key in keys if not has(key, lang)} == set()


@pytest.mark.parametrize(
    ("text", "facts", "en", "es"),
    [
        ("9%", {}, "9% x $100.00", "9% x $100.00"),
        ("90¢/pr. + 37.5%", {"prs": 2}, "90¢/pr. x 2 pairs + 37.5% x $100.00", "90¢/par x 2 pares + 37.5% x $100.00"),
        ("$2.16 each", {"no": 1}, "$2.16 each x 1 article", "$2.16 por unidad x 1 artículo"),
        ("6.3¢/liter", {}, "6.3¢/liter x liters: quantity not given", "6.3¢/litro x litros: falta la cantidad"),
    ],
)
def test_formulas_read_well(text: str, facts: dict[str, int], en: str, es: str) -> None:
    formula = parse_rate(text).duty(Decimal(100), {}, facts).formula
    assert [say(formula, lang) for lang in LANGUAGES] == [en, es]
