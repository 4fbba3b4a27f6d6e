"""The committed measures, lists and cases are what the scripts make of the source material."""

from __future__ import annotations

from pathlib import Path

from tariff_data.core.paths import LAW
from tests import CASES
from tools.extract import country_rates, measures, worked_examples
from tools.extract.measures import list_name, plain_note
from tools.extract.measures_sources import CHAPTER_99, headings_named, url_of

OWN_CASES = CASES / "law"


def test_measures_and_lists_are_those_of_the_source(shared_folder: Path, tmp_path: Path) -> None:
    assert measures.main(tmp_path) == 0
    made = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file())
    assert len(made) > 150
    for file in made:
        assert (tmp_path / file).read_bytes() == (LAW / file).read_bytes(), file
    committed = {file.relative_to(LAW) for name in ("measures", "lists") for file in (LAW / name).iterdir()}
    assert committed == {file for file in made if len(file.parts) == 2}


def test_case_tables_are_those_of_the_source(shared_folder: Path, tmp_path: Path) -> None:
    for script, name in ((worked_examples, "worked_examples.csv"), (country_rates, "country_rates.csv")):
        assert script.main(tmp_path / name) == 0
        assert (tmp_path / name).read_bytes() == (OWN_CASES / name).read_bytes()


def test_list_names() -> None:
    assert list_name("@steelDerivatives16n2025") == "steel-derivatives-16n-2025"
    assert list_name("@forcedLabor52j13i-PARTIAL") == "forced-labor-52j13i"
    assert list_name("@argiculturalArticlesExemptFromCertainTariffs").startswith("agricultural-articles")
    assert list_name("@9903.88.15-excluded") == "9903.88.15-excluded"


def test_runs_of_headings() -> None:
    assert list(headings_named("9903.05.96-.99")) == [f"9903.05.{n}" for n in (96, 97, 98, 99)]
    assert list(headings_named("9903.82.10;.11")) == ["9903.82.10", "9903.82.11"]
    assert list(headings_named("9903.01.32 / .02.78")) == ["9903.01.32", "9903.02.78"]


def test_the_official_document_where_the_citation_names_one() -> None:
    assert url_of("Proclamation 11021 (91 FR, FR Doc. 2026-06960)") == "https://www.federalregister.gov/d/2026-06960"
    assert url_of("90 FR 27851") == "https://www.federalregister.gov/citation/90-FR-27851"
    assert url_of("U.S. note 2", "https://example.com/a-blog") == CHAPTER_99


def test_notes_keep_what_they_say_and_lose_how_readings_were_compared() -> None:
    note = "Flat add-on. Reconciliation 2026-11-24: start date was empty; set from the hint, which reader A supports."
    assert plain_note(note) == "Flat add-on."
