"""The glossary: what the words on bills and customs papers mean, found by name in what somebody asks or reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.library.active_release import in_use, kept_with_knowledge
from knowledge.library.articles import Source
from knowledge.library.placeholders import fill
from knowledge.wording.languages import DEFAULT, languages

FOLDER = Path(__file__).resolve().parents[1] / "glossary"


class Naming(BaseModel):
    """A term in one language. `definition` may hold placeholders; `Term.definition` fills them."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)
    term: str = Field(min_length=2)
    aliases: tuple[str, ...] = ()
    definition: str = Field(min_length=20)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.term, *self.aliases)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing with its names. `article`: the slug of the guide that says more; `marked`: underlined on pages."""

    id: str
    article: str
    source: Source
    checked: date
    marked: bool
    languages: Mapping[str, Naming]

    def in_language(self, lang: str) -> Naming:
        """Its names in a language, or in the default one where it has none there."""
        return self.languages.get(lang) or self.languages[DEFAULT]

    def definition(self, lang: str, on: date | None = None) -> str:
        """What it means, with the figures in force on a day (default today)."""
        return fill(self.in_language(lang).definition, lang, on)


@dataclass(frozen=True, slots=True)
class Mention:
    """A term where a text names it: characters `start` to `end`."""

    start: int
    end: int
    term: Term


@kept_with_knowledge
def load_glossary(folder: Path | None = None) -> tuple[Term, ...]:
    """Every term, in the file's order. Raises ValueError for a file that breaks its form."""
    folder = folder or in_use().folder / FOLDER.name
    if not folder.is_dir():
        return ()
    return tuple(
        Term(
            id=row["id"],
            article=row["article"],
            source=Source.model_validate(row["source"]),
            checked=row["checked"],
            marked=row.get("marked", True),
            languages={code: Naming.model_validate(row[code]) for code in languages() if code in row},
        )
        for row in yaml.safe_load((folder / "terms.yaml").read_text(encoding="utf-8"))
    )


def folded(text: str) -> str:
    """Lower case without accents, of the same length as the text, so that places in one are places in the other."""
    return "".join(_folded(letter) for letter in text)


@cache
def _folded(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def bare(text: str) -> str:
    """The words alone: no case, accents, punctuation or doubled spaces ("10+2" and "ad/cvd" stay)."""
    return " ".join(re.sub(r"[^\w+/$ ]|_", " ", folded(text).replace("'", "").replace(".", "")).split())


@kept_with_knowledge
def names_in(lang: str) -> Mapping[str, Term]:
    """Every name of a language in bare form."""
    return {bare(name): term for term in load_glossary() for name in term.in_language(lang).names}


@kept_with_knowledge
def abbreviations_in(lang: str) -> frozenset[str]:
    """The names that are written in capitals: inside a longer text "ADD" is one, "add" is not."""
    return frozenset(bare(n) for term in load_glossary() for n in term.in_language(lang).names if n.isupper())


def term_named(name: str, lang: str) -> Term | None:
    """The term of exactly this name, in the language asked in or else in another one; a plural will do."""
    wanted = bare(name)
    for code in _asked_first(lang):
        known = names_in(code)
        for form in (wanted, wanted.removesuffix("s"), wanted.removesuffix("es")):
            if form in known:
                return known[form]
    return None


def asked_term(text: str, lang: str) -> Term | None:
    """The term whose meaning somebody asks for ("what does MPF mean", "qué es arancel", "MPF?"), or None.

    "What is the duty on shoes" asks for no meaning.
    """
    question = bare(text)
    for code in _asked_first(lang):
        asking = _asking(code)
        for pattern in asking.means:
            if found := pattern.search(question):
                term = _alone(asking, found["term"], lang) or _inside(found["term"], text, lang)
                if term is not None:
                    return term
        for pattern in asking.is_:
            if (found := pattern.search(question)) and (term := _alone(asking, found["term"], lang)):
                return term
    return term_named(text, lang)


def asks_meaning(text: str, lang: str) -> bool:
    """Whether it is plainly a meaning that is asked for ("what does MPF mean"); "what is MPF" may ask for more."""
    question = bare(text)
    return any(pattern.search(question) for code in _asked_first(lang) for pattern in _asking(code).means)


def term_by_id(id: str) -> Term | None:
    """The term with an id."""
    return next((term for term in load_glossary() if term.id == id), None)


def mentions(text: str, lang: str) -> tuple[Mention, ...]:
    """The first place of each marked term in a text, in order; the longest name wins where names overlap."""
    found: dict[str, Mention] = {}
    for match in _any_marked_name(lang).finditer(folded(text)):
        name = bare(match[0])
        term = names_in(lang)[name]
        if name not in abbreviations_in(lang) or text[match.start() : match.end()].isupper():
            found.setdefault(term.id, Mention(match.start(), match.end(), term))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Asking:
    """The question forms of a language (`questions.yaml`)."""

    means: tuple[re.Pattern[str], ...]
    is_: tuple[re.Pattern[str], ...]
    around: tuple[re.Pattern[str], ...]

    def readings(self, words: str) -> Iterator[str]:
        """The words, then with less and less of what may stand around a term."""
        yield words
        for pattern in self.around:
            shorter = pattern.sub("", words)
            if shorter != words:
                yield from self.readings(shorter)


@kept_with_knowledge
def _asking(lang: str) -> _Asking:
    forms = yaml.safe_load((in_use().folder / FOLDER.name / "questions.yaml").read_text(encoding="utf-8")).get(lang, {})
    means, is_, around = (tuple(re.compile(p) for p in forms.get(kind, ())) for kind in ("means", "is", "around"))
    return _Asking(means, is_, around)


def _asked_first(lang: str) -> Iterator[str]:
    """The language asked in, then the others: people ask for English bill words in any language."""
    yield lang
    yield from (code for code in languages() if code != lang)


def _alone(asking: _Asking, words: str, lang: str) -> Term | None:
    """The term that the words name, and nothing more."""
    return next((term for reading in asking.readings(words) if (term := term_named(reading, lang))), None)


def _inside(words: str, text: str, lang: str) -> Term | None:
    """The longest name inside some words."""
    for code in _asked_first(lang):
        known = names_in(code)
        for name in sorted(known, key=len, reverse=True):
            place = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)
            if place and (name not in abbreviations_in(code) or name.upper() in text):
                return known[name]
    return None


@kept_with_knowledge
def _any_marked_name(lang: str) -> re.Pattern[str]:
    names = [folded(name) for term in load_glossary() if term.marked for name in term.in_language(lang).names]
    if not names:
        return re.compile(r"(?!)")  # matches nothing, where an empty choice would match everywhere
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})(?!\w)")
