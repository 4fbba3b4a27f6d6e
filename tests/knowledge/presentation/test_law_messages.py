"""Everything entry and charges can say has a sentence in both languages, and every sentence can be said."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from knowledge.wording.languages import MESSAGES
from knowledge.wording.translate import catalogue, say
from tariff_data.core.messages import Message
from tariff_data.declaration.request import Item
from tariff_data.duty.excise import excise_lines
from tariff_data.entry.entry_type import Goods, Shipment, entry_for, entry_warnings
from tariff_data.fees.adcvd_warning import adcvd_warnings
from tariff_data.fees.carrier_fees import carrier_fees
from tariff_data.fees.government import government_fees
from tariff_data.law_records.charges import AgencyRule, ExciseTax, Order, ReliefRule
from tariff_data.law_records.coverage import coverage
from tariff_data.law_records.paperwork import BillTerm, DisputeRoute, VagueWord
from tariff_data.law_records.provisions import EntryRule, Preference
from tariff_data.law_records.snapshot import law_of, snapshot
from tariff_data.relief.rules import personal_relief

LANGUAGES = ("en", "es")


def keys_of_records() -> set[str]:
    keys = {f"entry.{rule.id}" for rule in law_of(EntryRule)}
    keys |= {f"flag.{rule.id}" for rule in law_of(AgencyRule)}
    keys |= {f"excise.tax.{tax.id}" for tax in law_of(ExciseTax)} | {f"excise.unit.{t.unit}" for t in law_of(ExciseTax)}
    keys |= {f"bill.{term.id}" for term in law_of(BillTerm)} | {f"cargo.{word.id}" for word in law_of(VagueWord)}
    keys |= {f"dispute.{route.id}" for route in law_of(DisputeRoute)}
    keys |= {f"adcvd.{order.product}" for order in law_of(Order)}
    keys |= {f"program.{rule.id}" for rule in law_of(ReliefRule)}
    return keys | {f"preference.proof.{programme.proof}" for programme in law_of(Preference)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_coverage_can_be_told(lang: str) -> None:
    assert coverage().programmes
    for programme in coverage().programmes:
        wanted = {f"coverage.{programme.id}"} | {f"coverage.gap.{gap}" for gap in programme.known_gaps}
        assert wanted <= set(catalogue(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_record_can_be_spoken_of(lang: str) -> None:
    assert keys_of_records() <= set(catalogue(lang))


@pytest.mark.parametrize("name", ["law.po", "paperwork.po"])
def test_both_languages_hold_the_same_sentences_with_the_same_values(name: str) -> None:
    read = {lang: (MESSAGES / lang / name).read_text(encoding="utf-8") for lang in LANGUAGES}
    found = {lang: dict(re.findall(r'msgid "(.+)"\nmsgstr "(.+)"', text)) for lang, text in read.items()}
    assert found["en"].keys() == found["es"].keys()
    for key, sentence in found["en"].items():
        fields = [set(re.findall(r"{(\w+)", said)) for said in (sentence, found["es"][key])]
        assert fields[0] == fields[1], key


def said_about(shipment: Shipment) -> list[Message]:
    law = snapshot(shipment.on)
    entry = entry_for(shipment, law)
    fees = government_fees(shipment, entry, law)
    reliefs = personal_relief(shipment, entry, law)
    lines = [line for relief in reliefs for line in relief.lines]
    found = [entry.why, *entry_warnings(shipment, entry, law), *(fee.why for fee in fees)]
    found += [fee.formula for fee in fees if fee.formula] + [line.why for line in lines]
    found += [line.formula for line in lines if line.formula]
    found += [line.rate for line in lines if isinstance(line.rate, Message)]
    found += [missing.why for relief in reliefs for missing in relief.missing]
    found += [warning for relief in reliefs for warning in relief.warnings]
    found += [fee.note for advanced in (None, Decimal(0), Decimal(50)) for fee in carrier_fees(shipment, advanced, law)]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("on", ["2016-02-01", "2024-06-01", "2025-06-01", "2025-09-01", "2026-03-01", "2026-11-30"])
@pytest.mark.parametrize("mode", ["post", "express", "air", "ocean", "truck", "traveler", None])
def test_everything_can_be_said(lang: str, on: str, mode: str | None) -> None:
    purposes = ("purchase", "gift", "traveler", "household", "repair_return", "us_goods_returned")
    for purpose in purposes:
        for sender in ("business", None):
            for value in ("60", "400", "30000"):
                for origin, hts in (("CN", "42022190"), ("GU", "22042150"), ("IT", "24022080")):
                    goods = Goods(hts, Decimal(value), origin, origin, needs=frozenset({"chapter99", "claim"}))
                    day = date.fromisoformat(on)
                    for message in said_about(Shipment(day, (goods,) * 6, mode, purpose, sender)):
                        sentence = say(message, lang)
                        assert sentence and "{" not in sentence and "None" not in sentence, (message, sentence)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_excise_and_orders_can_be_said(lang: str) -> None:
    law = snapshot(date(2026, 11, 24))
    for tax in law.of(ExciseTax):
        for unit in (None, "l", "no", "kg"):
            item = Item(hts="22083030", value=Decimal(50), quantity=Decimal(2), quantity_unit=unit, origin="GB")
            for line in excise_lines(item, tax.hts[0].ljust(8, "0"), Decimal(50), {}, law):
                assert isinstance(line.rate, Message)
                spoken = [line.why, line.rate, *([line.formula] if line.formula else [])]
                assert all("None" not in say(message, lang) for message in spoken)
    for order in law.of(Order):
        for warning in adcvd_warnings(order.hts[0], order.countries[0], law):
            assert "None" not in say(warning, lang)
