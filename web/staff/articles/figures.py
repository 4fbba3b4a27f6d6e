"""The figures of law that a text can name, with what they stand for today."""

from __future__ import annotations

from datetime import date

from knowledge.library.placeholders import PLACEHOLDER, UnknownFigure, figure
from tariff_data.law_records.provisions import Fee, Threshold
from tariff_data.law_records.snapshot import snapshot


def figures(lang: str, on: date) -> list[tuple[str, str]]:
    """Placeholder and figure: `{threshold:gift}` is $100."""
    law = snapshot(on)
    wanted = [f"{{fee:{fee.id}{part}}}" for fee in law.of(Fee) for part in ("", ":rate", ":min", ":max")] + [
        f"{{threshold:{limit.id}}}" for limit in law.of(Threshold)
    ]
    found = []
    for text in dict.fromkeys(wanted):
        match = PLACEHOLDER.fullmatch(text)
        try:
            assert match is not None
            found.append((text, figure(match, lang, on)))
        except UnknownFigure:
            continue
    return sorted(found, key=lambda row: row[0].strip("{}"))
