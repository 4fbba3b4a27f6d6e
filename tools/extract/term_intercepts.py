"""Writes the intercept words and their texts from ../shared/law/term_intercepts.csv.

    python -m tools.extract.term_intercepts SOURCE.csv schedule/vocabulary/intercepts.csv ../knowledge/intercepts

The words with the headings they may mean go to the tariff room, the questions people read to `knowledge/intercepts/`.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Sequence
from pathlib import Path

CHECKED = "2026-10-09"


def main(argv: Sequence[str]) -> None:
    """Read the source, write the words and one file of texts per language."""
    source, words, texts = Path(argv[0]), Path(argv[1]), Path(argv[2])
    with source.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with words.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(["id", "en", "es", "kind", "headings", "source", "checked", "confidence"])
        for row in rows:
            spanish = "; ".join(part.strip() for part in re.split(r"\bo\b", row["term_es"]))
            headings = " ".join(re.findall(r"\b\d{4}\b", row["possible_headings"]))
            out.writerow(
                [
                    row["term_id"],
                    row["term_en"],
                    spanish,
                    row["kind"],
                    headings,
                    row["source_url"],
                    CHECKED,
                    row["confidence"],
                ]
            )
    texts.mkdir(parents=True, exist_ok=True)
    for lang in ("en", "es"):
        with (texts / f"{lang}.csv").open("w", encoding="utf-8", newline="") as stream:
            out = csv.writer(stream, lineterminator="\n")
            out.writerow(["id", "term", "question", "then"])
            for row in rows:
                out.writerow([row["term_id"], row[f"term_{lang}"], row[f"question_{lang}"], row[f"question2_{lang}"]])


if __name__ == "__main__":
    main(sys.argv[1:])
