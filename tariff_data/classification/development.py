"""Described goods with a known code, read from `../shared/data/classification/` or a file of the same shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tariff_data.core.paths import shared

# Yearly average of 2025; only used to place a listing's price in a value band when it is measured.
_USD = {"USD": 1.0, "CNY": 0.139}


@dataclass(frozen=True, slots=True)
class Item:
    """One described item: what was said, and its code without dots."""

    id: str
    text: str
    lang: str
    attributes: Mapping[str, object]
    facts: Mapping[str, object]
    code: str


def _item(row: Mapping[str, object], lang: str) -> Item:
    attributes = dict(row["attributes"]) if isinstance(row.get("attributes"), dict) else {}  # type: ignore[call-overload]
    if row.get("category"):
        attributes["category"] = row["category"]
    price, rate = row.get("price"), _USD.get(str(row.get("currency") or "USD"))
    facts = {"unit_value": float(str(price)) * rate} if price and rate else {}
    digits = str(row["hts"]).replace(".", "")
    kept = row.get("hts_digits")
    code = digits[: int(str(kept))] if kept else digits
    return Item(str(row.get("id", "")), str(row.get("title") or row.get("description")), lang, attributes, facts, code)


def read_items(file: Path, lang: str = "en", kind: str | None = None) -> tuple[Item, ...]:
    """The items of a file, of one `kind` where given."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(_item(row, str(row.get("lang") or lang)) for row in rows if kind is None or row.get("kind") == kind)


def set_hash(file: Path) -> str:
    """The first digits of a set's SHA-256."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def development_sets() -> dict[str, tuple[Item, ...]]:
    """The sets by name; empty where the shared folder is absent."""
    folder = shared()
    if folder is None:
        return {}
    base = folder / "data" / "classification"
    return {
        "listings": read_items(base / "listings_dev.jsonl"),
        "ruling_subjects": read_items(base / "dev.jsonl", kind="ruling_subject"),
        "ruling_texts": read_items(base / "dev.jsonl", kind="ruling_text"),
        "trader_descriptions": read_items(base / "dev.jsonl", kind="trader_description"),
        "index_terms": read_items(base / "consumer_dev.jsonl"),
    }
