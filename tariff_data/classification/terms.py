"""Which words of the index a text says, in either language, and how likely each of them names the thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import yaml
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from tariff_data.classification.cognates import in_english
from tariff_data.classification.index import Index, Language
from tariff_data.classification.kinds import LONGEST, kind_of
from tariff_data.classification.materials import VOCABULARY, materials
from tariff_data.classification.words import LANGUAGES, Word, fold, generic, rough_stem, stem, words

Term = tuple[int, float, float]
"""Word id, how likely it names the thing, weight."""

_ROLE_WEIGHT = {"": 1.0, "aside": 0.55, "use": 0.45, "with": 0.35, "of": 0.6, "from": 0.4, "in": 0.45, "without": 0.0}
SHORT, NOISE_SHORT, NOISE_LONG = 6, 1.0, 0.35
"""Shop noise counts little among the many words of a listing, and in full where a few words were all chosen."""
JOINED_HALF = 0.6
"""What each of two words counts that are one word of the index when written together (fork lift)."""


@dataclass(slots=True)
class Terms:
    """The index words of one text in one language.

    `used` says what the thing is for or stands apart, `made_of` the material. `understood`: the share of the words
    that labels have as they stand, not guessed.
    """

    terms: list[Term] = field(default_factory=list)
    used: frozenset[int] = frozenset()
    made_of: frozenset[int] = frozenset()
    understood: float = 1.0


@dataclass(frozen=True, slots=True)
class Lists:
    """Word lists by language: shop noise, customs boilerplate (stems), and words for people."""

    noise: dict[str, frozenset[str]]
    boilerplate: dict[str, frozenset[str]]
    people: dict[str, dict[str, frozenset[str]]]


@lru_cache(maxsize=1)
def lists() -> Lists:
    def read(name: str) -> dict[str, Any]:
        return dict(yaml.safe_load((VOCABULARY / f"{name}.yaml").read_text(encoding="utf-8")))

    noise, people, boilerplate = read("noise"), read("people"), read("grammar")["boilerplate"]
    return Lists(
        {lang: frozenset(stem(fold(str(w)), lang) for w in noise[lang]) for lang in LANGUAGES},
        {lang: frozenset(stem(fold(str(w)), lang) for w in boilerplate[lang]) for lang in LANGUAGES},
        {lang: {who: frozenset(fold(str(w)) for w in e[lang]) for who, e in people.items()} for lang in LANGUAGES},
    )


@lru_cache(maxsize=20_000)
def _nearest(word: str, group: tuple[str, ...]) -> str | None:
    """The known stem a mistyped one most likely means: one edit, two in long words, same first letter."""
    limit = 1 if len(word) < 8 else 2
    near = [w for w in group if abs(len(w) - len(word)) <= limit]
    hit = process.extractOne(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=limit)
    return str(hit[0]) if hit else None


def _split(word: str, lang: str, known: Mapping[str, int]) -> tuple[str, str] | None:
    """A compound as two known words ("headtorch")."""
    for cut in range(len(word) - 3, 2, -1):
        left, right = stem(word[:cut], lang), stem(word[cut:], lang)
        if left in known and right in known and len(left) > 2 and len(right) > 2:
            return left, right
    return None


def _by_kind(run: list[Word], at: int, index: Language) -> tuple[int, list[tuple[Word, int]]] | None:
    """How many words from a place on are a name that the index lacks, and the words for what it is a kind of."""
    following = [w for w in run[at : at + LONGEST] if w.chunk == run[at].chunk]
    hit = kind_of(tuple(stem(w.text, "en") for w in following))
    if not hit or stem(following[hit[0] - 1].text, "en") in index.words:
        return None
    size, kind = hit
    word = following[size - 1]
    halves = _split(word.text, "en", index.words) if size == 1 else None
    if halves and any(
        halves[1] == name[-1] for name in kind.names
    ):  # a compound says more: a highchair is a high chair
        return None
    found = []
    for name in kind.names:
        for n, part in enumerate(name):
            if part in index.words:
                last = n == len(name) - 1
                head = word.head if last else word.head * 0.4
                weight = word.weight * kind.weight * (1.0 if last else 0.5)
                found.append((replace(word, head=head, weight=weight), index.words[part]))
    return (size, found) if found else None


def _ids(run: list[Word], lang: str, index: Language, other: Language) -> list[tuple[Word, int]]:
    """Each word's id in the index: itself, joined with the next, its kind, split in two, or its nearest spelling."""
    found: list[tuple[Word, int]] = []
    at = 0
    while at < len(run):
        word = run[at]
        s = stem(word.text, lang)
        if at + 1 < len(run) and run[at + 1].place == word.place + 1:
            joined = stem(word.text + run[at + 1].text, lang)
            if joined in index.words and len(joined) > 5:
                found.append((run[at + 1], index.words[joined]))
                for half in (word, run[at + 1]):
                    t = index.words.get(stem(half.text, lang))
                    if t is not None:
                        found.append((replace(half, weight=half.weight * JOINED_HALF, head=half.head * JOINED_HALF), t))
                at += 2
                continue
        if lang == "en" and (named := _by_kind(run, at, index)):
            taken, of_kind = named
            found.extend(of_kind)
            at += taken
            continue
        if s in index.words:
            found.append((word, index.words[s]))
        elif len(word.text) > 3 and stem(word.text, "es" if lang == "en" else "en") not in other.words:
            halves = _split(word.text, lang, index.words)
            form = index.by_rough.get(rough_stem(word.text, lang))
            if form:
                word.weight *= 0.85
                found.append((word, index.words[form]))
            elif halves:
                found.extend((word, index.words[half]) for half in halves)
            else:
                near = _nearest(s, index.by_letter.get(s[:1], ()))
                if near:
                    word.weight *= 0.7
                    found.append((word, index.words[near]))
        at += 1
    return found


def _headed(run: list[Word], lang: str, language: Language) -> None:
    """Give each word of the text its likelihood of naming the thing.

    A text that begins with a word that names nothing (machines for washing bottles) names it after the turn.
    """
    plain, noise, boilerplate = generic(lang), lists().noise[lang], lists().boilerplate[lang]
    opened = False
    faint = NOISE_LONG if len(run) > SHORT else NOISE_SHORT
    by_chunk: dict[int, list[Word]] = {}
    for word in run:
        by_chunk.setdefault(word.chunk, []).append(word)
    first_plain = next((chunk for chunk, group in by_chunk.items() if group[0].role == ""), -1)
    for chunk, group in by_chunk.items():
        weight = _ROLE_WEIGHT.get(group[0].role, 1.0)
        ordered = group if lang == "en" else group[::-1]
        ids = [language.words.get(stem(w.text, lang), -1) for w in ordered]
        named = next((i for i in range(len(ordered) - 1, -1, -1) if stem(ordered[i].text, lang) not in plain), -1)
        if named < 0 and chunk == first_plain:
            opened = True
        for i, word in enumerate(ordered):
            s, t = stem(word.text, lang), ids[i]
            likely = float(language.headness[t]) if t >= 0 else 0.4
            pair = None
            if i < len(ordered) - 1:
                pair = (t, ids[i + 1]) if lang == "en" else (ids[i + 1], t)
            if i == named:
                position, likely = 1.0, max(likely, 0.3)
            elif pair in language.follows:
                position = 0.35
            else:
                position = 0.6
            if s in plain:
                word.weight *= 0.6
                likely *= 0.6
            if s in noise:
                word.weight *= faint
                likely *= 0.5
            elif s in boilerplate:
                word.weight *= 0.1
                likely *= 0.1
            word.head = likely * position * (1.0 if word.role == "" or opened else 0.4)
            word.weight *= (1.0 if opened else weight) * (1.0 if chunk == first_plain or word.role else 0.8)


def _of_materials(run: list[Word], lang: str, language: Language) -> frozenset[int]:
    """The ids of the words that say a material."""
    sequence = tuple(stem(word.text, lang) for word in run)
    return frozenset(language.words.get(sequence[place], -1) for place in materials().find(sequence, lang)[1])


def _is_known(word: Word, mine: Language, theirs: Language, lang: str) -> bool:
    return stem(word.text, lang) in mine.words or stem(word.text, "es" if lang == "en" else "en") in theirs.words


def read_terms(text: str, lang: str, index: Index) -> dict[str, Terms]:
    """The terms of a text in its language, and in the other one for the words its own does not know."""
    result: dict[str, Terms] = {}
    mine, theirs = index.languages[lang], index.languages["es" if lang == "en" else "en"]
    run = words(text, lang)
    _headed(run, lang, mine)
    terms = Terms()
    merged: dict[int, list[float]] = {}
    used: set[int] = set()
    for word, t in _ids(run, lang, mine, theirs):
        if word.role == "use" or (word.chunk and word.role in ("", "aside")):
            used.add(t)
        entry = merged.setdefault(t, [0.0, 0.0])
        entry[0] = max(entry[0], word.head)
        entry[1] = max(entry[1], word.weight) + (0.1 if entry[1] else 0.0)
    terms.terms = [(t, head, weight) for t, (head, weight) in merged.items() if weight > 0]
    terms.made_of = _of_materials(run, lang, mine)
    terms.used = frozenset(used) - terms.made_of
    result[lang] = terms
    other_lang = "es" if lang == "en" else "en"
    strange = Terms()
    for word in run:
        if stem(word.text, lang) in mine.words or word.weight == 0:
            continue
        spelled = stem(word.text, other_lang)
        if lang == "es" and spelled not in theirs.words:
            spelled = in_english(stem(word.text, lang), theirs.words) or spelled
        other = theirs.words.get(spelled)
        if other is not None and len(word.text) > 2:
            strange.terms.append((other, max(word.head, 0.4), word.weight * 0.9))
    terms.understood = sum(_is_known(word, mine, theirs, lang) for word in run) / (len(run) or 1)
    result[other_lang] = strange
    return result
