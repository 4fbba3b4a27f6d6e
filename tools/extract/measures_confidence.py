"""How far each measure is to be trusted: two readings that agree are high, one is medium, a known doubt is low."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.extract.measures_sources import second_reading

LOW = {  # heading -> why (SOURCE.md, "Uncertain points"; RECONCILED.md, "low")
    "9903.82.22": "total or addition: unresolved",
    "9903.91.12": "the start may have been put off again",
    "9903.91.14": "the start may have been put off again",
    "9903.05.50": "the lists that exempt goods of Jordan are not complete",
    "9903.06.06": "the list is not transcribed",
    "9903.06.09": "the list is not transcribed",
    "9903.06.20": "the list is transcribed in part",
    "9903.06.21": "the list is not transcribed",
    "9903.85.68": "the list is wider than the note",
}
MEDIUM = {  # settled by one reading only, whatever the other says
    "9903.01.13", "9903.01.28", "9903.01.33", "9903.01.78", "9903.03.12", "9903.03.13", "9903.03.14", "9903.74.03",
    "9903.82.23", "9903.82.24", "9903.82.25", "9903.82.26", "9903.04.60", "9903.04.62", "9903.04.63", "9903.04.64",
    "9903.85.67", "9903.90.08", "9903.90.09", "9903.94.03",
}  # fmt: skip


def confidence_of(raw: Mapping[str, Any]) -> str:
    """high, medium or low."""
    if raw["heading"] in LOW:
        return "low"
    other = second_reading(raw)
    return "high" if other and other["confidence"] == "high" and raw["heading"] not in MEDIUM else "medium"
