"""The search index: phrases of every heading and line in two languages, as plain numpy arrays.

It is built once from the labels (about two seconds) and kept below `paths.home()`; later starts read it back.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tariff_data.classification import labels
from tariff_data.classification.phrases import VOCABULARY_WORD, Phrase, of_keyword, of_row, vocabulary
from tariff_data.classification.words import LANGUAGES, rough_stem
from tariff_data.core.paths import home

PART_SHARE = 0.3
"""What the words of a phrase for parts of something weigh in a heading's bag of words."""
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words and phrases.

    Posting lists: `start[t]:start[t+1]` of `phrase` (ids) and `is_head`. A phrase's owners: `owner_start[p]:...` of
    `owner` (code numbers) and `field`. `part`: phrases that name parts of something. `idf` by heading; `headness` is
    how often a word names the thing.
    """

    words: dict[str, int]
    idf: Floats
    headness: Floats
    start: Ints
    phrase: Ints
    is_head: npt.NDArray[np.bool_]
    mass: Floats
    part: npt.NDArray[np.bool_]
    owner_start: Ints
    owner: Ints
    field: npt.NDArray[np.int8]
    bag_start: Ints
    bag_heading: Ints
    bag_weight: Floats
    line_bag_start: Ints
    line_bag: Ints
    follows: frozenset[tuple[int, int]]
    by_letter: dict[str, tuple[str, ...]]
    by_rough: dict[str, str]


@dataclass(frozen=True, slots=True)
class Index:
    """Everything candidates are found in. Code numbers count headings and lines in the order of `codes`.

    By heading: `begin`, the number of the first of its codes, and `own_number`, that of its own row (0: none).
    """

    codes: tuple[str, ...]
    headings: tuple[str, ...]
    heading_of: Ints
    begin: Ints
    own_number: Ints
    line_numbers: Ints
    lines_of: tuple[tuple[int, int], ...]
    languages: dict[str, Language]


def _owners(codes: tuple[str, ...]) -> dict[str, list[int]]:
    """What a vocabulary code stands for: itself (4 or 8 digits) or, with 6 digits, its lines."""
    owners: dict[str, list[int]] = {code: [number] for number, code in enumerate(codes)}
    for number, code in enumerate(codes):
        if len(code) == 8:
            owners.setdefault(code[:6], []).append(number)
    return owners


def _gather(codes: tuple[str, ...], lang: str) -> dict[tuple[tuple[str, ...], int, bool], dict[int, int]]:
    """Phrase (stems, head, of parts) -> the codes that own it, with the best field."""
    gathered: dict[tuple[tuple[str, ...], int, bool], dict[int, int]] = {}

    def add(phrase: Phrase, owner: int) -> None:
        owners = gathered.setdefault((phrase.stems, phrase.head, phrase.part), {})
        owners[owner] = min(owners.get(owner, 9), phrase.field)

    number = {code: i for i, code in enumerate(codes)}
    for row in labels.rows():
        for phrase in of_row(row, lang):
            add(phrase, number[row.code])
    owners = _owners(codes)
    for code, word_lang, text in vocabulary():
        if word_lang != lang:
            continue
        found = of_keyword(text, lang, VOCABULARY_WORD)
        if found:
            for owner in owners.get(code, ()):
                add(found, owner)
    return gathered


def _language(codes: tuple[str, ...], heading_of: Ints, n_headings: int, lang: str) -> Language:
    gathered = _gather(codes, lang)
    words: dict[str, int] = {}
    for stems, _, _ in gathered:
        for word in stems:
            words.setdefault(word, len(words))
    n = len(words)
    heading_bag: list[dict[int, float]] = [{} for _ in range(n)]
    line_bag: list[set[int]] = [set() for _ in range(n)]
    postings: list[list[int]] = [[] for _ in range(n)]
    heads: list[list[bool]] = [[] for _ in range(n)]
    as_head, seen = np.zeros(n, np.float32), np.zeros(n, np.float32)
    follows: set[tuple[int, int]] = set()
    owner_start = [0]
    owner: list[int] = []
    field: list[int] = []
    for p, ((stems, head, part), owners) in enumerate(gathered.items()):
        share = PART_SHARE if part else 1.0
        ids = [words[s] for s in stems]
        for place, t in enumerate(ids):
            if t in ids[:place]:
                continue
            postings[t].append(p)
            is_head = place == head
            heads[t].append(is_head)
            seen[t] += 1
            as_head[t] += is_head
            line_bag[t].update(owners)
            for code in owners:
                h = int(heading_of[code])
                heading_bag[t][h] = heading_bag[t].get(h, 0.0) + share * (1.0 if is_head else 0.5)
        if len(ids) > 1 and head >= 0:
            follows.update(pairwise(ids))
        owner.extend(owners)
        field.extend(owners.values())
        owner_start.append(len(owner))
    df = np.array([len(bag) for bag in heading_bag], np.float32)
    idf = np.log(1 + (n_headings - df + 0.5) / (df + 0.5)).astype(np.float32)
    mass = np.array([sum(float(idf[words[s]]) for s in set(stems)) for stems, _, _ in gathered], np.float32)
    size = np.zeros(n_headings, np.float32)
    for bag in heading_bag:
        for h, tf in bag.items():
            size[h] += math.log1p(tf)
    mean = float(size.mean()) or 1.0
    bag_start, bag_heading, bag_weight = [0], [], []
    for bag in heading_bag:
        for h, tf in bag.items():
            damped = math.log1p(tf)
            bag_heading.append(h)
            bag_weight.append(damped * 2.2 / (damped + 1.2 * (0.5 + 0.5 * float(size[h]) / mean)))
        bag_start.append(len(bag_heading))
    line_bag_start = np.cumsum([0, *(len(bag) for bag in line_bag)]).astype(np.int32)
    flat = [p for posting in postings for p in posting]
    start = np.cumsum([0, *(len(posting) for posting in postings)]).astype(np.int32)
    return Language(
        words=words,
        idf=idf,
        headness=(as_head + 0.5) / (seen + 1.0),
        start=start,
        phrase=np.array(flat, np.int32),
        is_head=np.array([h for run in heads for h in run], np.bool_),
        mass=mass,
        part=np.array([part for _, _, part in gathered], np.bool_),
        owner_start=np.array(owner_start, np.int32),
        owner=np.array(owner, np.int32),
        field=np.array(field, np.int8),
        bag_start=np.array(bag_start, np.int32),
        bag_heading=np.array(bag_heading, np.int32),
        bag_weight=np.array(bag_weight, np.float32),
        line_bag_start=line_bag_start,
        line_bag=np.array([c for bag in line_bag for c in sorted(bag)], np.int32),
        follows=frozenset(follows),
        by_letter=_by_letter(words),
        by_rough=_by_rough(words, lang),
    )


def _by_letter(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for word in words:
        if len(word) > 3:
            grouped.setdefault(word[0], []).append(word)
    return {letter: tuple(group) for letter, group in grouped.items()}


def _by_rough(words: Iterable[str], lang: str) -> dict[str, str]:
    """Rough stem -> the shortest known word that has it, to understand forms that the labels do not use."""
    found: dict[str, str] = {}
    for word in sorted(words, key=lambda w: (len(w), w)):
        found.setdefault(rough_stem(word, lang), word)
    return found


def _frame() -> tuple[tuple[str, ...], tuple[str, ...], Ints]:
    codes = tuple(row.code for row in labels.rows())
    headings = tuple(sorted({code[:4] for code in codes}))
    place = {heading: i for i, heading in enumerate(headings)}
    return codes, headings, np.array([place[code[:4]] for code in codes], np.int32)


def _index(codes: tuple[str, ...], headings: tuple[str, ...], heading_of: Ints, langs: dict[str, Language]) -> Index:
    is_line = np.array([len(code) == 8 for code in codes])
    line_numbers = np.flatnonzero(is_line).astype(np.int32)
    spans: list[tuple[int, int]] = []
    at = 0
    line_headings = heading_of[line_numbers]
    for h in range(len(headings)):
        end = int(np.searchsorted(line_headings, h, side="right"))
        spans.append((at, end))
        at = end
    number = {code: i for i, code in enumerate(codes)}
    own = np.array([number.get(heading, 0) for heading in headings], np.int32)
    begin = np.searchsorted(heading_of, np.arange(len(headings))).astype(np.int32)
    return Index(codes, headings, heading_of, begin, own, line_numbers, tuple(spans), langs)


_ARRAYS = (
    "idf",
    "headness",
    "start",
    "phrase",
    "is_head",
    "mass",
    "part",
    "owner_start",
    "owner",
    "field",
    "bag_start",
    "bag_heading",
    "bag_weight",
    "line_bag_start",
    "line_bag",
)


def _save(path: Path, langs: dict[str, Language]) -> None:
    arrays: dict[str, Any] = {}
    for lang, language in langs.items():
        for name in _ARRAYS:
            arrays[f"{lang}.{name}"] = getattr(language, name)
        arrays[f"{lang}.follows"] = np.array(sorted(language.follows), np.int32)
        arrays[f"{lang}.rough"] = np.frombuffer(json.dumps(language.by_rough).encode(), np.uint8)
        arrays[f"{lang}.words"] = np.frombuffer(json.dumps(list(language.words)).encode(), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.stem}.{os.getpid()}.npz")
    np.savez(unfinished, **arrays)
    unfinished.replace(path)
    for old in path.parent.glob("classify-*.npz"):
        if old != path:
            old.unlink(missing_ok=True)


def _load(path: Path) -> dict[str, Language]:
    langs: dict[str, Language] = {}
    with np.load(path) as stored:
        for lang in LANGUAGES:
            words = {w: i for i, w in enumerate(json.loads(bytes(stored[f"{lang}.words"])))}
            pairs = frozenset((int(a), int(b)) for a, b in stored[f"{lang}.follows"])
            langs[lang] = Language(
                words=words,
                follows=pairs,
                by_letter=_by_letter(words),
                by_rough=json.loads(bytes(stored[f"{lang}.rough"])),
                **{name: stored[f"{lang}.{name}"] for name in _ARRAYS},
            )
    return langs


def _path() -> Path:
    return home() / f"classify-{labels.content_hash()}.npz"


def is_built() -> bool:
    """Whether the index of the words in use is on disk."""
    return _path().is_file()


@lru_cache(maxsize=1)
def index() -> Index:
    """The index, built when it is missing or its inputs changed."""
    codes, headings, heading_of = _frame()
    path = _path()
    if path.is_file():
        langs = _load(path)
    else:
        langs = {lang: _language(codes, heading_of, len(headings), lang) for lang in LANGUAGES}
        _save(path, langs)
    return _index(codes, headings, heading_of, langs)


__all__ = ["Index", "Language", "index", "is_built"]
