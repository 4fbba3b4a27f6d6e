"""Where a measure was read: the official document where its address follows from the citation."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tariff_data.core.paths import shared

CHECKED = "2026-10-09"  # the day the material was read
CHAPTER_99 = "https://hts.usitc.gov/reststop/file?release=currentRelease&filename=Chapter%2099"
OFFICIAL = ("https://www.federalregister.gov/", "https://content.govdelivery.com/", "https://www.govinfo.gov/")


def headings_named(text: str) -> Iterator[str]:
    """`9903.05.20-.84`, `9903.82.10;.11`, `9903.01.32 / .02.78` -> every heading number named."""
    last = ""
    for part in re.split(r"[;/]", text):
        first, _, end = (p.strip() for p in part.partition("-"))
        numbers = []
        for number in (first, end):
            if number:
                full = number if number.startswith("9903") else last[: len(last) - len(number)] + number
                numbers.append(full)
                last = full
        if len(numbers) == 2:
            stem = numbers[0][:-2]
            yield from (f"{stem}{n:02d}" for n in range(int(numbers[0][-2:]), int(numbers[1][-2:]) + 1))
        elif numbers:
            yield numbers[0]


@cache
def other_reading() -> tuple[tuple[frozenset[str], str, str, Mapping[str, str]], ...]:
    """The rows of `additional_duties.csv`: headings, first and last day (inclusive there), the row."""
    base = shared()
    if base is None:
        return ()
    with (base / "law" / "additional_duties.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return tuple(
        (frozenset(headings_named(row["heading"])), row["effective_from"], row["effective_to"] or "9999", row)
        for row in rows
        if row["heading"].startswith("9903") and "(" not in row["heading"]
    )


def second_reading(raw: Mapping[str, Any]) -> Mapping[str, str] | None:
    """The row of the other reading that speaks of this heading in this period."""
    for headings, first, last, row in other_reading():
        if raw["heading"] in headings and first <= raw["effective_from"] <= last:
            return row
    return None


def url_of(citation: str, found: str = "") -> str:
    """The official document a citation names, else `found` if official, else chapter 99 of the schedule."""
    if document := re.search(r"FR Doc\.? (\d{4}-\d{5})|FR (\d{4}-\d{5})", citation):
        return f"https://www.federalregister.gov/d/{document.group(1) or document.group(2)}"
    if found.startswith(OFFICIAL):
        return found
    if page := re.search(r"(\d{2}) FR (\d{4,6})", citation):
        return f"https://www.federalregister.gov/citation/{page.group(1)}-FR-{page.group(2)}"
    return CHAPTER_99


def source_of(raw: Mapping[str, Any]) -> dict[str, str]:
    """Citation and address of a line of measures.jsonl."""
    other = second_reading(raw)
    citation = other["citation"] if other else raw["citation"]
    return {"citation": citation, "url": url_of(citation, other["source_url"] if other else "")}
