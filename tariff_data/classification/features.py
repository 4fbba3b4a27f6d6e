"""How well each heading and line answers a described item: phrase, bag, kind and material scores."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tariff_data.classification.description import Described
from tariff_data.classification.index import Index, Language
from tariff_data.classification.phrases import KEYWORD, VOCABULARY_WORD
from tariff_data.classification.terms import Terms

Floats = npt.NDArray[np.float64]

FIELD_WEIGHT = np.array([1.0, 1.0, 0.7, 0.4, 1.0])
"""Label run, keyword, aside in brackets, descriptive run, vocabulary word."""
HEAD_HEAD, HEAD_LOW, SIDE_LOW, SIDE_HEAD = 1.3, 0.4, 0.55, 0.3
NO_HEAD, ONLY_DESCRIBES = 0.35, 0.4
COVERAGE_POWER = 1.0
OTHER_HEAD = 0.5
"""What a keyword loses of its likeness to the text where the two name different things (printer filament, printer)."""
UNSAID_PART = 0.4
"""What a phrase for parts of something counts where the text names no part."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one text: `best` phrase and `bag` of words by code, `heading_bag` and `covered` weight by heading.

    `whole`: by code, how nearly a keyword is the text and the text the keyword (1: word for word).
    `named`: how far a phrase names the thing as the text does, whatever its material; `part_of`: how far a phrase for
    parts says what the thing is for.
    """

    best: Floats
    whole: Floats
    named: Floats
    part_of: Floats
    bag: Floats
    heading_bag: Floats
    covered: Floats
    mass: float


def _spans(
    start: npt.NDArray[np.int32], ids: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Positions of all entries of several posting lists, and which list each belongs to."""
    begin, end = start[ids].astype(np.int64), start[ids + 1].astype(np.int64)
    lengths = end - begin
    which = np.repeat(np.arange(len(ids)), lengths)
    offset = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return begin[which] + offset, which


def _add_language(scores: Scores, terms: Terms, language: Language, part: bool) -> float:
    """Add one language's matches; returns the weight of its words."""
    if not terms.terms:
        return 0.0
    ids = np.array([t for t, _, _ in terms.terms], np.int64)
    head = np.array([h for _, h, _ in terms.terms])
    weight = np.array([w for _, _, w in terms.terms]) * language.idf[ids]
    at, which = _spans(language.start, ids)
    phrases, is_head = language.phrase[at], language.is_head[at]
    unique, local = np.unique(phrases, return_inverse=True)
    role = np.where(
        is_head, HEAD_LOW + (HEAD_HEAD - HEAD_LOW) * head[which], SIDE_LOW + (SIDE_HEAD - SIDE_LOW) * head[which]
    )
    matched = np.bincount(local, weights=weight[which] * role, minlength=len(unique))
    covered = np.bincount(local, weights=language.idf[ids][which], minlength=len(unique)) / language.mass[unique]
    headed = np.bincount(local, weights=is_head, minlength=len(unique)) > 0
    value = matched * np.minimum(covered, 1.0) ** COVERAGE_POWER * np.where(headed, 1.0, NO_HEAD)
    if not part:
        value = value * np.where(language.part[unique], UNSAID_PART, 1.0)
    said = np.bincount(local, weights=weight[which], minlength=len(unique)) / (float(weight.sum()) or 1.0)
    named = np.bincount(local, weights=is_head * head[which], minlength=len(unique)) / (float(head.max()) or 1.0)
    whole = np.minimum(covered, 1.0) ** 2 * said * (1 - OTHER_HEAD * (1 - np.minimum(named, 1.0)))
    served = _served(terms, ids, weight, which, local, len(unique)) * language.part[unique]
    at, which = _spans(language.owner_start, unique.astype(np.int64))
    thing = float(weight[~np.isin(ids, list(terms.made_of))].sum()) or 1.0
    naming = (
        np.minimum(covered, 1.0) ** 2 * np.minimum(said * float(weight.sum()) / thing, 1.0) * np.minimum(named, 1.0)
    )
    naming = naming * np.where(language.part[unique], UNSAID_PART, 1.0)
    np.maximum.at(scores.named, language.owner[at], naming[which])
    np.maximum.at(scores.part_of, language.owner[at], served[which])
    keep = value > 0.08 * value.max()
    unique, value, whole = unique[keep], value[keep], whole[keep]
    spans, owner_which = _spans(language.owner_start, unique.astype(np.int64))
    owners, field = language.owner[spans], language.field[spans]
    np.maximum.at(scores.best, owners, value[owner_which] * FIELD_WEIGHT[field])
    keyword = (field == KEYWORD) | (field == VOCABULARY_WORD)
    np.maximum.at(scores.whole, owners[keyword], whole[owner_which][keyword])
    at, which = _spans(language.line_bag_start, ids)
    np.add.at(scores.bag, language.line_bag[at], weight[which])
    at, which = _spans(language.bag_start, ids)
    np.add.at(
        scores.heading_bag, language.bag_heading[at], weight[which] * (0.5 + head[which]) * language.bag_weight[at]
    )
    np.add.at(scores.covered, language.bag_heading[at], weight[which])
    return float(weight.sum())


def _served(
    terms: Terms,
    ids: npt.NDArray[np.int64],
    weight: npt.NDArray[np.floating],
    which: npt.NDArray[np.int64],
    local: npt.NDArray[np.int64],
    count: int,
) -> Floats:
    """By phrase, the share of the words for what the thing is for that stand in it."""
    use = weight * np.isin(ids, list(terms.used))
    total = float(use.sum())
    return np.bincount(local, weights=use[which], minlength=count) / total if total else np.zeros(count)


def score_text(terms: dict[str, Terms], index: Index, part: bool) -> Scores:
    """Scores of one text over every code; all zero when no word is known. `part`: the text names a part."""
    codes, headings = len(index.codes), len(index.headings)
    best, whole, named, part_of, bag = (np.zeros(codes) for _ in range(5))
    scores = Scores(best, whole, named, part_of, bag, np.zeros(headings), np.zeros(headings), 0.0)
    mass = sum(_add_language(scores, found, index.languages[lang], part) for lang, found in terms.items())
    return replace(scores, mass=mass)


def best_by_heading(best: Floats, index: Index) -> Floats:
    """The best score among a heading's own row and its lines."""
    found: Floats = np.maximum.reduceat(best, index.begin)
    return found


def score(described: Described, index: Index) -> tuple[Scores, Scores]:
    """Scores of the text itself and of its kind (category, item type)."""
    part = described.part > 0
    return score_text(described.body, index, part), score_text(described.kind, index, part)
