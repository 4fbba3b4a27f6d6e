"""A described item, read once: words in either language, which of them names the thing, material, who it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import yaml
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from tariff_data.classify.cognates import in_english
from tariff_data.classify.index import Index, Language
from tariff_data.classify.materials import VOCABULARY, materials
from tariff_data.classify.words import LANGUAGES, Word, fold, generic, machines, rough_stem, stem, words

Term = tuple[int, float, float]
"""Word id, how likely it names the thing, weight."""

_ROLE_WEIGHT = {"": 1.0, "aside": 0.55, "use": 0.45, "with": 0.35, "of": 0.6, "from": 0.4, "in": 0.45, "without": 0.0}
SHORT, NOISE_SHORT, NOISE_LONG = 6, 1.0, 0.35
"""Shop noise counts little among the many words of a listing, and in full where a few words were all chosen."""
JOINED_HALF = 0.6
"""What each of two words counts that are one word of the index when written together (fork lift)."""
_FOR = re.compile(r"\b(?:for|para)(?: (?:your|the|all|sus?|el|la|los|las))?\b")
_PART = re.compile(
    r"\b(parts?|accessor(?:y|ies)|components?|spares?|replacements?|assembl(?:y|ies)|housings?|"
    r"partes?|piezas?|accesorios?|repuestos?|refacci(?:on|ones)|componentes?)\b"
)


@dataclass(slots=True)
class Terms:
    """The index words of one text in one language; `pairs` are neighbours, as ids."""

    terms: list[Term] = field(default_factory=list)
    unknown: int = 0
    known: int = 0


@dataclass(slots=True)
class Described:
    """What was read: terms of the text and of its kind (category, type attribute) by language, and facts seen."""

    text: str
    lang: str
    body: dict[str, Terms]
    kind: dict[str, Terms]
    material: int
    material_stated: bool
    whom: frozenset[str]
    knit: str | None
    part: float
    machine: float
    stems: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Lists:
    """Word lists by language: shop noise, customs boilerplate (stems), and words for people."""

    noise: dict[str, frozenset[str]]
    boilerplate: dict[str, frozenset[str]]
    people: dict[str, dict[str, frozenset[str]]]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    def read(name: str) -> dict[str, Any]:
        return dict(yaml.safe_load((VOCABULARY / f"{name}.yaml").read_text(encoding="utf-8")))

    noise, people, boilerplate = read("noise"), read("people"), read("grammar")["boilerplate"]
    return _Lists(
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


def _ids(run: list[Word], lang: str, index: Language, other: Language) -> list[tuple[Word, int]]:
    """Each word's id in the index: itself, joined with the next, split in two, or its nearest known spelling."""
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
    lists, plain = _lists(), generic(lang)
    noise, boilerplate = lists.noise[lang], lists.boilerplate[lang]
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


def read_terms(text: str, lang: str, index: Index) -> dict[str, Terms]:
    """The terms of a text in its language, and in the other one for the words its own does not know."""
    result: dict[str, Terms] = {}
    mine, theirs = index.languages[lang], index.languages["es" if lang == "en" else "en"]
    run = words(text, lang)
    _headed(run, lang, mine)
    terms = Terms()
    merged: dict[int, list[float]] = {}
    for word, t in _ids(run, lang, mine, theirs):
        entry = merged.setdefault(t, [0.0, 0.0])
        entry[0] = max(entry[0], word.head)
        entry[1] = max(entry[1], word.weight) + (0.1 if entry[1] else 0.0)
    terms.terms = [(t, head, weight) for t, (head, weight) in merged.items() if weight > 0]
    terms.known = len(terms.terms)
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
    strange.known = len(strange.terms)
    result[other_lang] = strange
    return result


def _material(texts: Iterable[str], lang: str) -> int:
    """The materials named, but for those of what the thing is for (a printer for plastic filament)."""
    bits = 0
    for text in texts:
        for n, run in enumerate(_FOR.split(fold(text))):
            sequence = tuple(stem(part, lang) for part in re.findall(r"[^\W_]+", run))
            found, places = materials().find(sequence, lang)
            if n and 0 in places:
                led = next((i for i in range(len(sequence)) if i not in places), len(sequence))
                found, _ = materials().find(sequence[led:], lang)
            bits |= found
    return bits


def _stated(attributes: Mapping[str, object], *names: str) -> list[str]:
    return [str(value) for name, value in attributes.items() if any(n in name.lower() for n in names)]


def describe(text: str, lang: str, attributes: Mapping[str, object], index: Index) -> Described:
    """Read a described item. `attributes` may hold material, gender, item type, category (text or list), ..."""
    category = attributes.get("category") or attributes.get("Category") or ()
    path = [category] if isinstance(category, str) else [str(part) for part in category]  # type: ignore[attr-defined]
    leaf = list(dict.fromkeys(path))[-2:]
    kind_text = " ; ".join([*_stated(attributes, "item type", "type of", "product type"), *reversed(leaf)])
    stated = _stated(attributes, "material", "metal", "fabric")
    people = _lists().people
    plain = re.findall(
        r"[^\W\d_]+(?:'[^\W\d_]+)?", fold(" ".join([text, *_stated(attributes, "gender", "department"), *path]))
    )
    whom = frozenset(who for who, known in people[lang].items() if known & set(plain))
    knit = None
    if re.search(r"\b(knit|knitted|crochet\w*|jersey|punto|tejid[oa] de punto)\b", " ".join(plain)):
        knit = "knit"
    elif re.search(r"\b(woven|not knit\w*|tejido plano|plano)\b", " ".join(plain)):
        knit = "woven"
    text_bits = _material([text], lang)
    stated_bits = _material(stated, lang)
    return Described(
        text=text,
        lang=lang,
        body=read_terms(text, lang, index),
        kind=read_terms(kind_text, lang, index),
        material=stated_bits or text_bits,
        material_stated=bool(stated_bits),
        whom=whom,
        part=float(bool(_PART.search(" ".join(plain)))),
        machine=float(not machines(lang).isdisjoint(stem(w, lang) for w in plain)),
        knit=knit,
        stems={lang: frozenset(stem(w, lang) for w in plain)},
    )


def answered(described: Described, facts: Mapping[str, object]) -> Described:
    """With what answers say: an answered material, fabric or wearer stands for what the text says of it."""
    known, material = materials(), str(facts.get("material", ""))
    knit, whom = str(facts.get("knit", "")), str(facts.get("for_whom", ""))
    return replace(
        described,
        material=known.bit(material) if material in known.names else described.material,
        knit=knit if knit in ("knit", "woven") else described.knit,
        whom=frozenset({whom}) if whom in ("men", "women", "baby") else described.whom,
    )
