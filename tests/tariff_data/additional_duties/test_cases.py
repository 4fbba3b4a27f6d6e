"""The worked cases of tests/cases/law: boundary days, every exemption, every way duties meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from tariff_data.additional_duties import Case, Outcome, additional_duties
from tariff_data.additional_duties.law import the_law
from tests import CASES

FOLDER = CASES / "law"
NOTHING = "none"


def read(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(FOLDER.glob(f"*/{name}.yaml")):
        for row in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield file.parent.name, row


def money(value: object) -> Decimal | None:
    return None if value == NOTHING else Decimal(str(value))


def case_of(row: dict[str, Any], on: date, facts: dict[str, object]) -> Case:
    base = row.get("base", 0)
    claim = row.get("claim")
    return Case(
        hts=row["hts"],
        origin=row["origin"],
        on=on,
        value=Decimal(str(row.get("value", 1000))),
        base_duty=None if base == "unknown" else Decimal(str(base)),
        base_low=Decimal(str(row["base_low"])) if "base_low" in row else None,
        base_high=Decimal(str(row["base_high"])) if "base_high" in row else None,
        column=row.get("column", "special" if claim else "general"),
        preference=claim,
        facts=facts,
    )


def by_status(outcome: Outcome, *statuses: str) -> dict[str, Decimal | None]:
    return {line.heading: line.amount for line in outcome.lines if line.status in statuses}


def days() -> list[Any]:
    return [
        pytest.param(row, on, wanted, id=f"{programme}-{row['goods'][:40]}-{on}")
        for name in ("days", "interactions")
        for programme, row in read(name)
        for on, wanted in row["days"].items()
    ]


@pytest.mark.parametrize(("row", "on", "wanted"), days())
def test_what_is_charged_on_a_day(row: dict[str, Any], on: date, wanted: dict[str, Any]) -> None:
    outcome = additional_duties(case_of(row, on, row.get("facts", {})))
    charged = {heading: amount for heading, amount in by_status(outcome, "applies").items() if amount}
    if "charges" in wanted:
        assert charged == {heading: money(amount) for heading, amount in wanted["charges"].items()}
    zero = {heading for heading, amount in by_status(outcome, "applies").items() if not amount}
    assert zero >= set(wanted.get("zero", ()))
    assert by_status(outcome, "exempt").keys() >= set(wanted.get("spares", ()))
    displaced = {line.heading: line.displaced_by for line in outcome.lines if line.status == "displaced"}
    assert displaced.items() >= wanted.get("displaced", {}).items()
    if "open" in wanted:
        assert by_status(outcome, "needs_fact").keys() >= set(wanted["open"])
    for name, found in (("low", outcome.total.low), ("likely", outcome.total.likely), ("high", outcome.total.high)):
        if name in wanted:
            assert found == money(wanted[name]), name
    if "asks" in wanted:
        assert [question.id for question in outcome.questions] == wanted["asks"]
    if "missing" in wanted:
        assert [missing.fact for missing in outcome.missing] == wanted["missing"]
    assert {warning.key for warning in outcome.warnings} >= set(wanted.get("warns", ()))
    if "barred" in wanted:
        assert outcome.prohibited is wanted["barred"]
    if "replaced_by" in wanted:
        assert outcome.base_displaced_by == (None if wanted["replaced_by"] == NOTHING else wanted["replaced_by"])


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row['heading']}-{row['hts']}-{row['day']}") for _, row in read("exemptions")]
)
def test_every_exemption_takes_effect_and_removes_what_it_names(row: dict[str, Any]) -> None:
    given = row.get("given", {})
    case = case_of(row, row["day"], {**given, **row.get("facts", {})})
    outcome = additional_duties(case)
    assert row["heading"] in by_status(outcome, "exempt")
    displaced = {line.heading: line.displaced_by for line in outcome.lines if line.status == "displaced"}
    assert displaced.items() >= {heading: row["heading"] for heading in row["removes"]}.items()
    without = additional_duties(replace(case, facts=_bare(given, row), preference=None, column="general"))
    for heading, amount in row["removes"].items():
        if amount:
            assert by_status(without, "applies")[heading] == money(amount)


def _bare(given: dict[str, object], row: dict[str, Any]) -> dict[str, object]:
    """The facts without the ones that bring the exemption about (a metal share is a property of the goods)."""
    kept = {name: value for name, value in row.get("facts", {}).items() if name.endswith("_content_pct")}
    return {**given, **kept} if row["heading"] != "9903.01.34" else given


def test_every_exempting_heading_has_a_case() -> None:
    here = {row["heading"] for _, row in read("exemptions")}
    empty = {"9903.06.21"}  # its list is not transcribed
    wanted = {m.heading for m in the_law().measures if m.effect == "exemption"}
    assert wanted - here - empty == set()


def test_every_charging_heading_is_reached_by_some_case() -> None:
    """Country rates have a table of their own."""
    named: set[str] = set()
    for _, row in [*read("days"), *read("interactions")]:
        for wanted in row["days"].values():
            for kind in ("charges", "zero", "open", "displaced"):
                named |= set(wanted.get(kind, ()))
    charging = [m for m in the_law().measures if m.effect in ("duty", "not_modelled")]
    wanted_headings = {m.heading for m in charging if m.program not in ("301-forced-labor", "ieepa-reciprocal")}
    assert wanted_headings - named == set()


def test_every_non_stacking_rule_has_a_case() -> None:
    """Some case shows a loser of the rule displaced by a winner of it."""
    shown = set()
    for _, row in [*read("days"), *read("interactions"), *read("exemptions")]:
        for wanted in row.get("days", {}).values():
            shown |= {(by, heading) for heading, by in wanted.get("displaced", {}).items()}
        shown |= {(row["heading"], heading) for heading in row.get("removes", {})}
    missing = {
        rule.id
        for rule in the_law().non_stacking
        if not any(by in rule.winners and heading in rule.losers for by, heading in shown)
    }
    assert missing == set()


def test_every_programme_has_its_folder() -> None:
    folders = {folder.name for folder in FOLDER.iterdir() if folder.is_dir()}
    assert {m.program for m in the_law().measures} == folders
