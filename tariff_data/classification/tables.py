"""What is known of every line and heading before anything is asked, as arrays in the order of the index."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tariff_data.classification import labels
from tariff_data.classification.conditions import all_conditions
from tariff_data.classification.line_priors import usual
from tariff_data.classification.materials import materials

Floats = npt.NDArray[np.float64]
Bits = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
KNIT = {None: 0, "knit": 1, "woven": 2}
WHOM = {"men": 1, "women": 2, "baby": 4}
_MACHINERY = frozenset(("84", "85", "90"))
_OF_A_MATERIAL = (range(39, 47), range(48, 50), range(64, 65), range(67, 77), range(78, 84))
"""Chapters about a material (wood, paper, ceramics, metals), not about fabrics of any fiber."""
_PARTS = re.compile(r"(parts|accessories|engine parts|.{0,30}\bparts (for|of|and)\b)")


@dataclass(frozen=True, slots=True)
class Lines:
    """Conditions of each code, as bits and numbers (a heading's own row has none), and how usual its goods are.

    `over` and `upto`: the value band in dollars per article (0 and infinite: none). `subheading` counts subheadings.
    """

    material: Bits
    refused: Bits
    knit: Bits
    whom: Bits
    over: Floats
    upto: Floats
    rest: Floats
    parts: Floats
    common: Floats
    subheading: Bits


@dataclass(frozen=True, slots=True)
class Headings:
    """Of each heading: the materials it is about, those whose goods it takes where no other heading does, and flags."""

    material: Bits
    residual: Bits
    household: Bits
    parts: Floats
    machinery: Flags
    of_material: Flags
    suffixes: Floats
    keywords: Floats


@lru_cache(maxsize=1)
def lines() -> Lines:
    """The table of lines, by code number."""
    codes = [row.code for row in labels.rows()]
    every, common = all_conditions(), usual()
    own = [every.get(code) for code in codes]
    bands = [one.each if one else None for one in own]
    _, subheading = np.unique([code[:6] for code in codes], return_inverse=True)
    return Lines(
        material=np.array([one.material if one else 0 for one in own], np.int64),
        refused=np.array([one.refused if one else 0 for one in own], np.int64),
        knit=np.array([KNIT[one.knit] if one else 0 for one in own], np.int64),
        whom=np.array([sum(WHOM[who] for who in one.whom) if one else 0 for one in own], np.int64),
        over=np.array([band.over if band else -math.inf for band in bands]),
        upto=np.array([math.inf if band is None or band.upto is None else band.upto for band in bands]),
        rest=np.array([float(one.rest) if one else 0.0 for one in own]),
        parts=np.array([float(one.parts) if one else 0.0 for one in own]),
        common=np.array([common.get(code, (0.0,) * 6) for code in codes]),
        subheading=subheading.astype(np.int64),
    )


@lru_cache(maxsize=1)
def headings() -> Headings:
    """The table of headings, by heading number."""
    rows = labels.by_code()
    codes = sorted({row.code[:4] for row in labels.rows()})
    known = materials()
    sums = {code: [0.0, 0.0] for code in codes}
    for code, (suffixes, keywords, *_) in usual().items():
        sums[code[:4]][0] += math.expm1(suffixes)
        sums[code[:4]][1] += math.expm1(keywords)
    names = [rows[code].label_en.lower() if code in rows else "" for code in codes]
    return Headings(
        material=np.array([known.of_code(code) for code in codes], np.int64),
        residual=np.array([known.residual.get(code, 0) for code in codes], np.int64),
        household=np.array([known.household.get(code, 0) for code in codes], np.int64),
        parts=np.array([float(bool(_PARTS.match(name))) for name in names]),
        machinery=np.array([code[:2] in _MACHINERY for code in codes]),
        of_material=np.array([any(int(code[:2]) in run for run in _OF_A_MATERIAL) for code in codes]),
        suffixes=np.log1p([sums[code][0] for code in codes]),
        keywords=np.log1p([sums[code][1] for code in codes]),
    )
