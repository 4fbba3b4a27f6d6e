"""How usual a line is: by its suffixes (goods that are traded much have many), its keywords, and `usual.yaml`."""

from __future__ import annotations

import csv
import math
import re
from functools import lru_cache

import yaml

from tariff_data.classification import labels
from tariff_data.core.paths import SCHEDULE

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
def named() -> dict[str, int]:
    """1 for a line that most consumer goods of its heading stand on, -1 for one that hardly any does."""
    raw = yaml.safe_load((SCHEDULE / "vocabulary" / "usual.yaml").read_text(encoding="utf-8"))
    return {
        heading + tail: sign
        for heading, lists in raw.items()
        for sign, name in ((1, "usual"), (-1, "rare"))
        for tail in lists.get(name, ())
    }


@lru_cache(maxsize=1)
def usual() -> dict[str, tuple[float, ...]]:
    """By line: log of its suffixes, of its keywords, whether a rare condition limits it, log of its label's length,
    whether it is named usual, whether rare."""
    split, hints = suffixes(), named()
    return {
        row.code: (
            math.log1p(split.get(row.code, 0)),
            math.log1p(len(row.keywords_en)),
            float(bool(_SPECIAL.search(row.label_en))),
            math.log1p(len(row.label_en.split())),
            float(hints.get(row.code, 0) > 0),
            float(hints.get(row.code, 0) < 0),
        )
        for row in labels.rows()
        if len(row.code) == 8
    }
