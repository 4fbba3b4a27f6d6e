"""The charges in a message: which of its amounts stand on the bill, and under what name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.entities.bill_amount import amounts, as_text
from bot.nlu.entities.money import NUMBER, Written
from bot.nlu.entities.span import Span
from bot.nlu.normalize import plain
from tariff_data.carrier_bills.names import read_name

_FILE = Path(__file__).resolve().parent / "bill_words.yaml"
_NAME = 6  # words of a charge's name
_LISTED = 9  # words of one line of a bill that is typed out
_SHORTEST = 8  # letters of a name that may be misspelled
_FREIGHT = "freight"
_MARKS = r"[\n|•;]|,(?!\d)"  # no name of a charge goes on behind these; "duties and taxes" goes on behind "and"
_AMOUNT = rf"[$€£]? ?(?:{NUMBER})(?: ?[a-z]+)?"


@dataclass(frozen=True, slots=True)
class Charge:
    """An amount on the bill. `name` as the person wrote it, empty where it is just what was charged in all.

    `certain`: the message can mean nothing else (a named charge, "they charged me"); "in total" may mean the goods.
    """

    start: int
    end: int
    amount: str
    currency: str
    name: str
    certain: bool = True

    def as_span(self) -> Span:
        """The stretch of the message that is about the bill and not about the goods."""
        return Span("charge", self.start, self.end, {"name": self.name, "amount": self.amount})


@dataclass(frozen=True, slots=True)
class _Words:
    """The phrases of a language."""

    charged: re.Pattern[str]
    after: re.Pattern[str]
    against: re.Pattern[str]
    links: re.Pattern[str]
    joints: re.Pattern[str]
    little: re.Pattern[str]
    doubts: re.Pattern[str]
    around: re.Pattern[str]
    prepaid: re.Pattern[str]
    noise: re.Pattern[str]


@cache
def _words(lang: str) -> _Words:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found = data.get(lang) or data["en"]

    def one_of(name: str) -> str:
        listed = found[name]
        return "|".join(f"(?:{form})" for form in ([listed] if isinstance(listed, str) else listed))

    total = r"(?: (?:about|around|a total of|like|unos|como|un total de))?"
    return _Words(
        charged=re.compile(rf"(?<!\w)(?:{one_of('charged')}){total}[\s:,=-]*$"),
        after=re.compile(rf"^\s*(?:{one_of('after')})(?!\w)"),
        against=re.compile(rf"^\s*(?:{one_of('against')})(?!\w)"),
        links=re.compile(rf"(?:^|(?<=\W)|\b)(?:{one_of('links')})$"),
        joints=re.compile(rf"{_MARKS}|(?<!\w)(?:{one_of('joints')})(?!\w)"),
        little=re.compile(rf"^(?:{one_of('little')})(?!\w)\s*"),
        doubts=re.compile(rf"(?<!\w)(?:{one_of('doubts')})(?!\w)"),
        around=re.compile(rf"(?<!\w)(?:{one_of('around')})(?!\w)"),
        prepaid=re.compile("|".join(form.replace("{amount}", _AMOUNT) for form in found["prepaid"])),
        noise=re.compile(one_of("noise")),
    )


def doubts(text: str, lang: str) -> bool:
    """Whether the message asks if a charge is right, or to check it."""
    words, bare = _words(lang), plain(text)
    return bool(words.doubts.search(bare) or words.around.search(bare))


def aside(text: str, lang: str) -> Iterator[Span]:
    """The stretches that say nothing of the goods: the doubt itself, "my UPS bill", "please"."""
    words = _words(lang)
    for pattern in (words.prepaid, words.doubts, words.noise):
        for match in pattern.finditer(plain(text)):
            yield Span("aside", match.start(), match.end(), None)


def charges(text: str, lang: str, today: date | None = None, *, listing: bool = False) -> list[Charge]:
    """The charges in a message. `listing`: the bill's lines were asked for, so that any name is one."""
    found = [one for one in amounts(text, lang, today) if one.amount and not _is_prepaid(text, lang, one)]
    bare, words = plain(text), _words(lang)
    read, used = [], 0
    for place, one in enumerate(found):
        following = found[place + 1].start if place + 1 < len(found) else len(bare)
        charge = _charge(text, bare, words, one, used, following, listing)
        if charge is not None:
            read.append(charge)
            used = charge.end
        else:
            used = one.end
    if listing and len(found) == 1 and not (read and _is_charge(plain(read[0].name), True)):
        return [Charge(found[0].start, found[0].end, as_text(found[0].amount), found[0].currency, "")]
    return read or list(_against(bare, words, found))


def _charge(
    text: str, bare: str, words: _Words, one: Written, used: int, following: int, listing: bool
) -> Charge | None:
    """One amount as a charge: named before it, named behind it, or said to be charged."""

    def charge(start: int, end: int, name: str, certain: bool = True) -> Charge:
        ahead = words.against.match(bare[end:])
        certain = certain and not (name and _is_total(plain(name)))
        return Charge(start, end + (ahead.end() if ahead else 0), as_text(one.amount), one.currency, name, certain)

    before, behind = _between(words.joints, bare, used, one, following)
    near, far = _between(re.compile(_MARKS), bare, used, one, following)
    cue = words.charged.search(bare[used : one.start])
    begins = used + cue.start() if cue else one.start
    if found := _named_before(bare, words, near, one.start):
        return charge(found[0], one.end, text[found[0] : found[1]])
    if found := _named_behind(bare, words, one.end, far):
        return charge(begins, found[1], text[found[0] : found[1]])
    if listing and (found := _whole(bare, words, before, one.start) or _whole(bare, words, one.end, behind)):
        return charge(min(found[0], one.start), max(found[1], one.end), text[found[0] : found[1]])
    if cue:
        return charge(begins, one.end, "")
    if cue := words.after.match(bare[one.end :]):
        return charge(one.start, one.end + cue.end(), "", certain=False)
    return None


def _against(bare: str, words: _Words, found: Sequence[Written]) -> Iterator[Charge]:
    """The first of two amounts with nothing but "on a" between them and the goods: "$187 on a $120 jacket"."""
    for one in found[:-1]:
        if ahead := words.against.match(bare[one.end :]):
            yield Charge(one.start, one.end + ahead.end(), as_text(one.amount), one.currency, "", certain=False)
            return


def _named_before(bare: str, words: _Words, start: int, end: int) -> tuple[int, int] | None:
    """The known charge whose name ends right before an amount, but for "is" or a colon."""
    stop = start + len(_unlinked(words, bare[start:end]))
    places = [start + match.start() for match in re.finditer(r"\S+", bare[start:stop])][-_NAME:]
    return _first_known(bare, [(place, stop) for place in places])


def _named_behind(bare: str, words: _Words, start: int, end: int) -> tuple[int, int] | None:
    """The known charge whose name begins right behind an amount, but for "of" or "in"."""
    at = start + len(bare[start:end]) - len(bare[start:end].lstrip(" :=-"))
    while match := words.little.match(bare[at:end]):
        at += match.end()
    places = [at + match.end() for match in re.finditer(r"\S+", bare[at:end])][:_NAME]
    return _first_known(bare, [(at, at + len(bare[at:place].rstrip(" .!?:"))) for place in reversed(places)])


def _first_known(bare: str, stretches: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first stretch that is a charge's name to the letter, else the first that is one misspelled."""
    for exactly in (True, False):
        for start, end in stretches:
            if _is_charge(bare[start:end].strip(" .!?:"), exactly):
                return start, end
    return None


def _whole(bare: str, words: _Words, start: int, end: int) -> tuple[int, int] | None:
    """All that stands between two joints, where it is short enough for a name."""
    stretch = _unlinked(words, bare[start:end])
    kept = stretch.strip(" .:=-–()")
    if not kept or len(kept.split()) > _LISTED or not any(letter.isalpha() for letter in kept):
        return None
    at = start + stretch.index(kept)
    return at, at + len(kept)


def _unlinked(words: _Words, stretch: str) -> str:
    """A stretch without "is", "of", a colon at its end."""
    kept = stretch.rstrip(" ")
    while (match := words.links.search(kept)) and match.start() < match.end():
        kept = kept[: match.start()].rstrip(" ")
    return kept


@lru_cache(maxsize=1024)
def _is_charge(name: str, exactly: bool) -> bool:
    """Whether a name is a charge's; a misspelled one is believed where it is long enough not to be another word."""
    named = read_name(name) if name else None
    if named is None or named.term is None or named.term.checks in (_FREIGHT, "nothing"):
        return False
    if exactly:
        return named.certainty in ("exact", "number")
    return named.certainty == "near" and len(name) >= _SHORTEST


def _is_total(name: str) -> bool:
    term = read_name(name).term
    return term is not None and term.checks == "total"


def _between(joints: re.Pattern[str], bare: str, used: int, one: Written, following: int) -> tuple[int, int]:
    """The stretch around an amount from the joint before it to the joint behind it."""
    before = max((match.end() for match in joints.finditer(bare, used, one.start)), default=used)
    behind = joints.search(bare, one.end, following)
    return before, behind.start() if behind else following


def prepaid(text: str, lang: str, today: date | None = None) -> str | None:
    """What was paid to the seller for duty already, in dollars."""
    return next((as_text(one.amount) for one in amounts(text, lang, today) if _is_prepaid(text, lang, one)), None)


def _is_prepaid(text: str, lang: str, one: Written) -> bool:
    return any(m.start() <= one.start and one.end <= m.end() for m in _words(lang).prepaid.finditer(plain(text)))
