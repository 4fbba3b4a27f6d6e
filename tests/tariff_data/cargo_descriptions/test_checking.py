"""Descriptions as customs would read them: cases, published examples, facts, forms, dates, and what is never done."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.presentation.cargo_description import description_as_dict
from tariff_data.cargo_descriptions import DescriptionRequest, GoodsFacts, check_description
from tariff_data.cargo_descriptions.vague import find
from tariff_data.classification.words import fold
from tariff_data.law_records.paperwork import AdvanceData, Element, ElementRule, VagueWord
from tariff_data.law_records.snapshot import law_of, snapshot
from tests import CASES

OWN_CASES = yaml.safe_load((CASES / "descriptions.yaml").read_text(encoding="utf-8"))
FACTS = ("material", "use", "for_whom")
# "List each article" and the like tell what to do; they describe no goods.
INSTRUCTIONS = {"CD-005", "CD-040", "CD-041", "CD-062", "CD-063", "CD-064"}


def check(text: str, lang: str = "en", on: str = "2026-11-24", **asked: Any) -> dict[str, Any]:
    facts = asked.pop("facts", {})
    request = DescriptionRequest(text=text, lang=lang, on=date.fromisoformat(on), facts=GoodsFacts(**facts), **asked)
    return description_as_dict(check_description(request), lang)


@pytest.mark.parametrize("case", OWN_CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    found = check(case["text"], case.get("lang", "en"), facts={name: case[name] for name in FACTS if name in case})
    assert found["verdict"] == case["verdict"], found["why"]
    assert set(case.get("missing", [])) <= set(found["missing"])
    if "wording" in case:
        assert found["wording"]["text"] == case["wording"]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_listed_word_alone_is_vague(lang: str) -> None:
    names = [
        (record.id, word)
        for record in law_of(VagueWord)
        if record.names != "brand"
        for word in ((record.words_en, record.words_es)[lang == "es"] + (record.also_en, record.also_es)[lang == "es"])
    ]
    assert len(names) > 150
    assert [(id, word) for id, word in names if check(word, lang)["verdict"] != "vague"] == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_published_acceptable_examples_are_not_vague(shared_folder: Path, lang: str) -> None:
    with (shared_folder / "law" / "cargo_descriptions.csv").open(encoding="utf-8", newline="") as file:
        examples = [(row["row_id"], row[f"example_ok_{lang}"]) for row in csv.DictReader(file)]
    examples = [(id, text) for id, text in examples if text and id not in INSTRUCTIONS]
    assert len(examples) > 50
    assert [(id, text) for id, text in examples if check(text, lang)["verdict"] == "vague"] == []


def test_a_vague_word_comes_with_advice_and_source() -> None:
    term = check("toys")["vague"][0]
    assert term["words"] == "toys" and "plastic toy car" in term["advice"]
    assert "CBP examples" in term["citation"] and term["confidence"] == "high"
    assert check("Nike")["vague"][0]["advice"].startswith("Give the product's name")


def test_what_is_asked_depends_on_the_way_and_the_day() -> None:
    def missing(**asked: Any) -> set[str]:
        return set(check("steel frying pan", **asked)["missing"])

    assert {"origin", "value", "hts10", "seller", "quantity", "weight"} <= missing(mode="express")
    assert "hts10" not in missing(mode="post", on="2026-07-01")
    assert "hts10" in missing(mode="post", on="2026-11-24")
    assert "hts10" not in missing(mode="express", on="2025-08-28"), "ten digits are asked of parcels since 2025-08-29"
    assert "weight" not in missing(mode="ocean") and "seller" in missing(mode="ocean")


def test_facts_that_are_given_are_not_missing_and_eight_digits_are_half_of_it() -> None:
    facts = {"origin": "CN", "value": "60", "seller": "Pots Ltd", "quantity": 1, "weight_kg": "1.2"}
    elements = {
        one["element"]: one
        for one in check("steel frying pan", facts=facts | {"hts": "7323.93.00"}, mode="express")["elements"]
    }
    assert {name for name, one in elements.items() if one["state"] == "missing"} == set()
    assert elements["hts10"]["state"] == "partial" and elements["value"]["said"] == "60 USD"
    assert "informal entry" in elements["hts10"]["why"] and "91 FR 37789" in elements["hts10"]["citation"]
    whole = check("steel frying pan", facts=facts | {"hts": "7323930045"}, mode="express")
    assert whole["missing"] == [] and whole["wording"] is None


def test_a_number_does_not_stand_in_for_words() -> None:
    assert check("parts", facts={"hts": "8708997055"})["verdict"] == "vague"


def test_before_there_were_lists_nothing_is_vague() -> None:
    assert check("gift", on="2023-01-01")["verdict"] != "vague"


WORDS = ["gift", "cotton", "plastic", "parts", "women's", "leather", "handbag", "for", "of", "set", "new", "hot sale",
         "Acme", "toys", "dress", "100%", "and", "-", "iPhone", "steel", "¡"]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7),
    st.sampled_from(["", "silk", "60% cotton 40% polyester"]),
    st.sampled_from(["", "baking", "for cars"]),
)
def test_a_wording_says_nothing_that_was_not_given(said: list[str], material: str, use: str) -> None:
    text = " ".join(said)
    found = check(text, facts={"material": material, "use": use})
    if found["wording"] is None:
        return
    given_words = set(re.findall(r"\w+", fold(" ".join([text, material, use, "for"]))))
    for part in found["wording"]["parts"]:
        if not part["blank"]:
            assert set(re.findall(r"\w+", fold(part["text"]))) <= given_words
    assert found["wording"]["complete"] == ("[" not in found["wording"]["text"])


@given(st.text(min_size=1, max_size=300).filter(lambda text: text.strip() != ""), st.sampled_from(["en", "es"]))
def test_any_text_can_be_judged(text: str, lang: str) -> None:
    found = check(text, lang)
    assert found["verdict"] in {"accepted", "incomplete", "vague", "unsure"} and found["why"]


def test_marks_do_not_collide_with_what_people_write() -> None:
    assert check("qxzaaj")["verdict"] == "unsure"
    assert check("qxzaaa gift")["verdict"] in {"vague", "unsure"}
    assert find("a gift, parts", "en", snapshot(date(2026, 11, 24)))[1] == "a qxzaaa, qxzaab"


def test_every_element_of_the_words_has_a_rule_for_all_goods() -> None:
    everywhere = {rule.element for rule in law_of(ElementRule) if not rule.hts}
    assert everywhere == {"material", "use", "for_whom", "construction"}
    asked: set[Element] = {element for form in law_of(AdvanceData) for element in form.asks}
    assert asked == {"article", "origin", "value", "hts10", "seller", "quantity", "weight"}
