"""State, power and purity that a text tells of a thing, held against what each heading is for (frozen, electric)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import yaml

from tariff_data.classification import labels
from tariff_data.classification.materials import VOCABULARY
from tariff_data.classification.words import fold

Flags = npt.NDArray[np.bool_]
GROUPS = ("state", "power", "purity")


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One thing that may be told: its name, how texts say it by language, and the headings that are for such goods."""

    name: str
    said: dict[str, re.Pattern[str]]
    fits: Flags


@dataclass(frozen=True, slots=True)
class Group:
    """Circumstances that exclude each other, and the headings for which they matter."""

    among: Flags
    each: tuple[Circumstance, ...]


def _covered(codes: list[str], headings: list[str]) -> Flags:
    known = frozenset(codes)
    return np.array([heading in known or heading[:2] in known for heading in headings])


def _pattern(words: list[str]) -> re.Pattern[str]:
    every = "|".join(sorted((re.escape(fold(word)) for word in words), key=len, reverse=True))
    return re.compile(rf"(?<!non-)(?<!non )(?<!not )(?<!no )(?<!un)\b(?:{every})\b(?! ?-?free)")


@lru_cache(maxsize=1)
def groups() -> dict[str, Group]:
    """The groups of `schedule/vocabulary/circumstances.yaml`, over the headings in the order of the index."""
    raw = yaml.safe_load((VOCABULARY / "circumstances.yaml").read_text(encoding="utf-8"))
    headings = sorted({row.code[:4] for row in labels.rows()})
    return {
        name: Group(
            _covered(raw[name]["among"], headings),
            tuple(
                Circumstance(
                    one,
                    {lang: _pattern(entry[lang]) for lang in ("en", "es")},
                    _covered(entry["codes"], headings),
                )
                for one, entry in raw[name]["words"].items()
            ),
        )
        for name in GROUPS
    }


def told(text: str, lang: str) -> frozenset[str]:
    """The names of the circumstances a text tells."""
    folded = fold(text)
    return frozenset(one.name for group in groups().values() for one in group.each if one.said[lang].search(folded))


def agreement(group: str, said: frozenset[str], found: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """For headings by number: 1 they are for goods as told, -1 they are not, 0 nothing told or it does not matter."""
    known = groups()[group]
    named = [one for one in known.each if one.name in said]
    if not named:
        return np.zeros(len(found), np.int64)
    fits = np.logical_or.reduce([one.fits[found] for one in named])
    return np.where(known.among[found], np.where(fits, 1, -1), 0)


@lru_cache(maxsize=1)
def _prepared() -> Flags:
    return next(one.fits for one in groups()["state"].each if one.name == "prepared")


def unsaid(said: frozenset[str], found: npt.NDArray[np.int64]) -> Flags:
    """For headings by number: prepared foods, where no state was told."""
    if any(one.name in said for one in groups()["state"].each):
        return np.zeros(len(found), np.bool_)
    kept: Flags = _prepared()[found]
    return kept
