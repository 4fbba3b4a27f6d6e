"""How usual a line is, from what the schedule itself shows: goods that are traded much are split into many suffixes."""

from __future__ import annotations

import csv
import math
import re
from functools import lru_cache

from tariff_data.classify import labels
from tariff_data.paths import SCHEDULE

_SPECIAL = re.compile(
    r"\b(quota|certified|folk|handwoven|technical|sealed seams|aircraft|described in|subject to|for use in|recovered|"
    r"prison|hand-loomed|scrap|nuclear|watercraft|kosher|sculptors?|professional)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def suffixes() -> dict[str, int]:
    """How many statistical suffixes each line has."""
    with (SCHEDULE / "lines.csv").open(encoding="utf-8", newline="") as stream:
        return {row["hts8"]: len(row["suffixes"].split()) for row in csv.DictReader(stream)}


@lru_cache(maxsize=1)
def usual() -> dict[str, tuple[float, float, float, float]]:
    """By line: log of its suffixes, of its keywords, whether a rare condition limits it, log of its label's length."""
    split = suffixes()
    return {
        row.code: (
            math.log1p(split.get(row.code, 0)),
            math.log1p(len(row.keywords_en)),
            float(bool(_SPECIAL.search(row.label_en))),
            math.log1p(len(row.label_en.split())),
        )
        for row in labels.rows()
        if len(row.code) == 8
    }
