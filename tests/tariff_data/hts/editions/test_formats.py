"""The two official shapes are read alike; odd columns warn, missing and broken ones refuse."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariff_data.hts.editions.formats import read_export
from tariff_data.hts.editions.refused import Refused
from tests.tariff_data.hts.editions.exports import as_csv, as_json, as_records

ROW = {
    "hts_number": "6404.11.90", "indent": "3", "description": "Valued over $12/pair: <5% & \"so on\"",
    "units": "doz.;kg", "general": "20%", "special": "Free (AU)", "other": "35%", "footnotes": "See 9903.88.15.; Two",
}  # fmt: skip
PARENT = dict.fromkeys(ROW, "") | {"indent": "1", "description": "Other:"}


def test_both_shapes_read_the_same_but_for_footnotes() -> None:
    from_json, from_csv = read_export(as_json([PARENT, ROW])), read_export(as_csv([PARENT, ROW]))
    assert from_json.has_footnotes and not from_csv.has_footnotes
    assert from_json.rows[1]["footnotes"] == ROW["footnotes"]
    assert [row | {"footnotes": ""} for row in from_json.rows] == list(from_csv.rows)
    assert from_csv.rows[1]["units"] == "doz.;kg"
    assert from_csv.rows[1]["description"] == ROW["description"]
    assert from_json.warnings == from_csv.warnings == ()


def test_markup_and_entities_go() -> None:
    records = as_records([ROW])
    records[0]["description"] = "Carp&eacute;, <i>Cyprinus</i> 5 m<sup>2</sup>  <br/>or  more"
    assert read_export(json.dumps(records).encode()).rows[0]["description"] == "Carpé, Cyprinus 5 m2 or more"


def test_an_unknown_column_is_reported_and_a_known_misspelling_is_not() -> None:
    records = as_records([ROW])
    records[0]["addiitionalDuties"] = records[0].pop("additionalDuties")
    assert read_export(json.dumps(records).encode()).warnings == ()
    records[0]["colour"] = "blue"
    (warning,) = read_export(json.dumps(records).encode()).warnings
    assert (warning.key, warning.values) == ("edition.warning.unknown_columns", {"columns": "colour"})
    (warning,) = read_export(as_csv([ROW]).replace(b"Indent,", b"Indent,Colour,").replace(b",3,", b",3,blue,")).warnings
    assert warning.values == {"columns": "Colour"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\xff\xfe\x00", "encoding"),
        (b"{}", "not_rows"),
        (b"[]", "not_rows"),
        (b"[1]", "not_rows"),
        (b"[" * 100000, "not_rows"),
        (as_json([ROW])[:-20], "json"),
        (b"<!doctype html><p>busy</p>", "columns"),
        (as_json([ROW]).replace(b"general", b"generell"), "columns"),
        (as_csv([ROW]).replace(b"Indent", b"Einzug"), "columns"),
        (as_csv([ROW, ROW])[:-30], "csv"),
        (as_csv([ROW]) + b'"6404.11.90,3,"unfinished', "csv"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read_export(content)
    assert refused.value.reason.key == f"edition.refused.{reason}"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read_export(content)
    except Refused as refused:
        assert refused.reason.key.startswith("edition.refused.")


@given(st.integers(1, 400))
def test_a_file_cut_anywhere_inside_a_row_is_refused(cut: int) -> None:
    content = as_json([PARENT, ROW])
    with pytest.raises(Refused):
        read_export(content[: -min(cut, len(content) - 1)])
