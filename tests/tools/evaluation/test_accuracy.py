"""The figures of docs/accuracy.md still hold: none may fall further than noise below the recorded one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tariff_data.classification.development import read_items
from tools.evaluation.classification import evaluate
from tools.evaluation.document import CLASSIFICATION_SETS, RECORDED, recorded_figures
from tools.evaluation.shares import Share
from tools.evaluation.spanish import measure

pytestmark = pytest.mark.slow


def test_classification_keeps_its_recorded_figures(shared_folder: Path) -> None:
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    reports = {}
    for name, file, kind in CLASSIFICATION_SETS[:2]:
        reports[name] = evaluate(read_items(shared_folder / "data" / "classification" / file, kind=kind))
    measured = dict(recorded_figures(reports, None))
    assert measured
    for name, share in measured.items():
        assert share.value >= recorded[name]["low"], f"{name}: {share}, recorded {recorded[name]}"


def test_what_is_called_strong_is_mostly_right(shared_folder: Path) -> None:
    name, file, kind = CLASSIFICATION_SETS[0]
    report = evaluate(read_items(shared_folder / "data" / "classification" / file, kind=kind), asking=False)
    strong, all_of_them = report.calibration["strong"], sum(share.of for share in report.calibration.values())
    assert strong.value >= 0.85, name
    assert Share(strong.of, all_of_them).value >= 0.25, name


def test_spanish_finds_the_heading_nearly_as_often_as_english(shared_folder: Path) -> None:
    found = measure(shared_folder / "data" / "classification")
    assert found.spanish.of == found.english.of == 150
    assert found.spanish.value >= 0.6 and found.kept >= 0.9, found
