"""The bill checker's catalogue: the same sentences with the same values in every language, and none missing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po

import tariff_data.carrier_bills
from knowledge.wording.languages import MESSAGES, languages
from tariff_data.carrier_bills import Side, Verdict
from tariff_data.carrier_bills.fees import kind_of
from tariff_data.law_records.provisions import Fee
from tariff_data.law_records.snapshot import law_of

CODE = Path(tariff_data.carrier_bills.__file__).parent


def sentences(lang: str) -> dict[str, str]:
    with (MESSAGES / lang / "bill.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, locale=lang) if entry.id}


def fields(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)", sentence))


@pytest.mark.parametrize("lang", languages())
def test_each_language_says_the_same_with_the_same_values(lang: str) -> None:
    english, own = sentences("en"), sentences(lang)
    assert english.keys() == own.keys()
    for key, sentence in english.items():
        assert own[key], key
        assert fields(sentence) == fields(own[key]), key


def test_every_key_the_checker_names_is_there() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in CODE.glob("*.py"))
    named = set(re.findall(r'"(billcheck\.[a-z_.]+[a-z])"', code))
    assert len(named) > 40
    assert named <= sentences("en").keys()


def test_every_side_verdict_and_fee_has_a_name() -> None:
    wanted = {f"billcheck.side.{side}" for side in get_args(Side)}
    wanted |= {f"billcheck.verdict.{verdict}" for verdict in get_args(Verdict)}
    ids = {fee.id for fee in law_of(Fee)}
    wanted |= {f"billcheck.fee_name.{name}" for name in ids | {kind_of(id) for id in ids}}
    assert wanted <= sentences("en").keys()
