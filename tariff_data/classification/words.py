"""Words as the index sees them: folded, stemmed, split into chunks with a guess at which noun is the thing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
import yaml

from tariff_data.core.paths import SCHEDULE

LANGUAGES = ("en", "es")


Grammar = tuple[dict[str, frozenset[str]], dict[str, dict[str, str]], frozenset[str], dict[str, str]]


@lru_cache(maxsize=1)
def _grammar() -> Grammar:
    """Stop words, turns (after one of these the words describe the thing), spellings to keep, irregular plurals."""
    raw = yaml.safe_load((SCHEDULE / "vocabulary" / "grammar.yaml").read_text(encoding="utf-8"))
    stops = {lang: frozenset(raw["stop"][lang]) for lang in LANGUAGES}
    return stops, raw["turns"], frozenset(raw["keep_spelling"]), raw["irregular"]


@lru_cache(maxsize=2)
def generic(lang: str) -> frozenset[str]:
    """Stems that name no thing by themselves (machine, article, set): what stands beside them does."""
    raw = yaml.safe_load((SCHEDULE / "vocabulary" / "grammar.yaml").read_text(encoding="utf-8"))
    return frozenset(stem(word, lang) for word in raw["generic"][lang])


@lru_cache(maxsize=2)
def parts(lang: str) -> frozenset[str]:
    """Stems of words for a piece of something else: parts, accessories, repuestos."""
    raw = yaml.safe_load((SCHEDULE / "vocabulary" / "grammar.yaml").read_text(encoding="utf-8"))
    return frozenset(stem(word, lang) for word in raw["parts"][lang])


@lru_cache(maxsize=2)
def machines(lang: str) -> frozenset[str]:
    """Stems of words for machines and apparatus in general."""
    raw = yaml.safe_load((SCHEDULE / "vocabulary" / "grammar.yaml").read_text(encoding="utf-8"))
    return frozenset(stem(word, lang) for word in raw["machines"][lang])


@lru_cache(maxsize=2)
def _same(lang: str) -> dict[str, str]:
    """Names for what has another name: the one they are read as."""
    raw = yaml.safe_load((SCHEDULE / "vocabulary" / "grammar.yaml").read_text(encoding="utf-8"))
    return dict(raw["same"][lang])


@lru_cache(maxsize=2)
def measures(lang: str) -> frozenset[str]:
    """Words that only say how much there is when they come first: a bottle of wine, un par de zapatos."""
    raw = yaml.safe_load((SCHEDULE / "vocabulary" / "grammar.yaml").read_text(encoding="utf-8"))
    return frozenset(raw["measures"][lang])


_TOKEN = re.compile(r"[2-9][dgk]\b|[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*|[.,;:()/|+&\-–—\[\]!?]", re.UNICODE)
_LETTER = re.compile(r"\b(?:([a-z])[-‐‑](?=[a-z]{3})|(t) (?=shirts?\b))", re.IGNORECASE)  # T-shirt, e-bike, x-ray
_BREAKS = frozenset(".,;:()/|+&–—[]!?")
_SPELLING = (
    (re.compile(r"^(.{3,})isation(s?)$"), r"\1ization\2"),
    (re.compile(r"^(.{3,})ise([ds]?)$"), r"\1ize\2"),
    (re.compile(r"^(.{2,}[lbv])our(s|ed|ing|ful|less)?$"), r"\1or\2"),
    (re.compile(r"^(.*)fibre(s?)$"), r"\1fiber\2"),
    (re.compile(r"^(.*)metre(s?)$"), r"\1meter\2"),
    (re.compile(r"^(.*)litre(s?)$"), r"\1liter\2"),
    (re.compile(r"^(.*)centre(s?)$"), r"\1center\2"),
    (re.compile(r"^(.*)mould(s|ed|ing|ings)?$"), r"\1mold\2"),
    (re.compile(r"^sulph(.*)$"), r"sulf\1"),
    (re.compile(r"^(.*)aluminium(.*)$"), r"\1aluminum\2"),
    (re.compile(r"^(.*)haem(.+)$"), r"\1hem\2"),
)


def fold(text: str) -> str:
    """Lower case without accents (ñ kept apart from n would split Spanish queries typed without it)."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _stemmers() -> dict[str, snowballstemmer.stemmer]:
    return {"en": snowballstemmer.stemmer("english"), "es": snowballstemmer.stemmer("spanish")}


@lru_cache(maxsize=20_000)
def rough_stem(word: str, lang: str) -> str:
    """A stem that joins word forms (knitted, knitting); it also joins what is not the same (fishing, fish)."""
    return str(_stemmers()[lang].stemWord(word))


_EN_PLURALS = (
    (re.compile(r"(.{2,})ies$"), r"\1y"),
    (re.compile(r"^(kni|wi|li)ves$"), r"\1fe"),
    (re.compile(r"(.*(?:el|ar|ea|oa|ol|al))ves$"), r"\1f"),
    (re.compile(r"(.*(?:ss|sh|ch|x|zz))es$"), r"\1"),
    (re.compile(r"(.*(?:at|ad|og|it|er|at|ng))oes$"), r"\1o"),
    (re.compile(r"(.*[^su])s$"), r"\1"),
)
_ES_GENDERED = re.compile(r"(.*(?:ic|ad|id|os|iv|ner|in|ill))a$")


@lru_cache(maxsize=60_000)
def stem(word: str, lang: str) -> str:
    """A folded word without plural (and, in Spanish, adjectives' gender); British spellings become American ones.

    Nothing more: fishing is not fish, a coating not a coat.
    """
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    word = word.replace("'", "").replace("’", "")
    found = _spanish(word) if lang == "es" else _english(word)
    return _same(lang).get(found, found)


def _english(word: str) -> str:
    _, _, kept, irregular = _grammar()
    if word not in kept:
        for pattern, instead in _SPELLING:
            changed, n = pattern.subn(instead, word)
            if n:
                word = changed
                break
    if word in irregular:
        return irregular[word]
    if len(word) > 3 and word[-2:] not in ("is", "us", "ss"):
        for pattern, instead in _EN_PLURALS:
            if pattern.fullmatch(word):
                return pattern.sub(instead, word)
    return word


def _spanish(word: str) -> str:
    if len(word) > 4 and word.endswith("ces"):
        word = word[:-3] + "z"
    elif len(word) > 4 and word.endswith("es") and word[-3] in "lrndjys":
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s"):
        word = word[:-1]
    return _ES_GENDERED.sub(r"\1o", word) if len(word) > 5 else word


@dataclass(slots=True)
class Word:
    """One word of a description.

    `head` says how likely the word names the thing (1) and not what describes it (0);
    `role` is the turn it stands after ("" = none, "use", "with", "of", ...).
    """

    text: str
    chunk: int
    place: int
    role: str = ""
    head: float = 0.0
    weight: float = 1.0


def tokens(text: str) -> list[str]:
    """The words of a folded text as they stand, grammar words too."""
    return [token for token in _TOKEN.findall(text) if token[0].isalpha()]


@lru_cache(maxsize=2)
def grammar_words(lang: str) -> frozenset[str]:
    """The words of a language that say nothing by themselves or turn to describing the thing."""
    stops, turns, _, _ = _grammar()
    return frozenset(word for word in {*stops[lang], *turns[lang]} if len(word) > 1)


def words(text: str, lang: str) -> list[Word]:
    """The words of a text in order, with chunk number and the turn each stands after. Stop words end no chunk."""
    stops, all_turns, _, _ = _grammar()
    turns, stop = all_turns[lang], stops[lang]
    found: list[Word] = []
    chunk, place, role, after_break = 0, 0, "", False
    depth = 0
    text = _LETTER.sub(r"\1\2", text)
    for match in _TOKEN.finditer(fold(text)):
        token = match.group()
        if token == "-":
            spaced = text[match.start() - 1 : match.start()].isspace() if match.start() else False
            after_break = after_break or spaced
            continue
        if token in _BREAKS:
            if token == "(":
                depth += 1
            elif token == ")":
                depth = max(0, depth - 1)
            after_break = True
            continue
        if after_break:
            chunk, place, after_break = chunk + 1, 0, False
            role = "aside" if depth else ""
        if token in turns:
            if turns[token] == "of" and len(found) == 1 and found[0].text in measures(lang):
                found[0].role, role = "aside", ""
            else:
                role = turns[token] or role
            chunk, place = chunk + 1, 0
            continue
        if token in stop:
            if token in ("and", "or", "y", "o", "e", "u"):
                chunk, place = chunk + 1, 0
            continue
        if token[0].isdigit() and not token[-1].isalpha():  # a number says nothing here; 3d and 4k do
            continue
        if len(token) == 1:
            continue
        found.append(Word(token, chunk, place, role))
        place += 1
    return found


def stems(text: str, lang: str) -> tuple[str, ...]:
    """The stems of a text's content words, in order."""
    return tuple(stem(w.text, lang) for w in words(text, lang))
