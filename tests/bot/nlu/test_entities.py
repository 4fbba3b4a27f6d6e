"""What rules read in messages, and what they must leave alone."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
import yaml

from bot.nlu.entities import Span, read
from bot.nlu.entities.item import the_thing
from tests import CASES

OWN_CASES = CASES / "reading"
TODAY = date(2026, 11, 24)


def cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}: {case['text']}")
        for file in sorted(OWN_CASES.glob("*.yaml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def shown(span: Span) -> str:
    """A span as the case files write it."""
    value = span.value
    if span.kind == "money":
        value = f"{value['amount']} {value['currency']}"
    elif span.kind == "quantity":
        value = f"{value['quantity']} {value['unit']}"
    elif span.kind == "date":
        value = value["date"]
    return f"{value}/{span.role}" if span.role else str(value)


@pytest.mark.parametrize(("lang", "case"), cases())
def test_reads(lang: str, case: dict[str, Any]) -> None:
    reading = read(case["text"], lang, TODAY)
    for kind, expected in (case.get("reads") or {}).items():
        found = [shown(span) for span in reading.of(kind)]
        assert str(expected) in found, f"{kind}: {found}"
    for kind in case.get("not") or ():
        assert not reading.of(kind)
    if "thing" in case:
        assert the_thing(reading) == case["thing"]


def test_spans_do_not_overlap_and_keep_their_place() -> None:
    text = "3 Leather bags from Italy, €450 each, by DHL on August 3, 2025"
    spans = read(text, "en", TODAY).spans
    read_there = [text[span.start : span.end] for span in spans]
    assert read_there == ["3", "from Italy", "€450 each", "by DHL", "on August 3, 2025"]
    assert all(a.end <= b.start for a, b in pairwise(spans))
