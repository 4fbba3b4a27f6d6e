"""What other agencies want with the goods, found by tariff number or by a word in the description."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from tariff_data.core.messages import Message
from tariff_data.law_records.charges import AgencyRule, ExciseTax
from tariff_data.law_records.snapshot import Snapshot
from tariff_data.results import Flag


def wants_entry_data(hts: str | None, text: str, snap: Snapshot) -> bool:
    """Whether some agency wants data with the customs entry of these goods (it weighs on how mail is entered)."""
    named = any(rule.entry_data for rule in _named(hts, text, snap))
    return named or any(
        rule.entry_data and hts is not None and hts.startswith(rule.hts) for rule in snap.of(AgencyRule)
    )


def agency_flags(hts: str | None, text: str, snap: Snapshot) -> tuple[Flag, ...]:
    """The flags of goods; those that a word in the description names come first.

    With a number: every rule on it; a rule on only some goods of the number where a keyword names them, or where no
    description was given. Without a number: by keyword alone.
    """
    named = _named(hts, text, snap)
    numbered = [rule for rule in _numbered(hts, text, snap) if rule not in named]
    return (*map(_flag, (*named, *numbered)), *_taxed_later(hts, snap))


def _named(hts: str | None, text: str, snap: Snapshot) -> list[AgencyRule]:
    words = _words(text)
    return [
        rule
        for rule in snap.of(AgencyRule)
        if (hts is None or rule.anywhere or hts.startswith((*rule.hts, *rule.hts_some)))
        and any(_mentions(words, keyword) for keyword in (*rule.keywords_en, *rule.keywords_es))
    ]


def _numbered(hts: str | None, text: str, snap: Snapshot) -> list[AgencyRule]:
    if hts is None:
        return []
    return [
        rule for rule in snap.of(AgencyRule) if hts.startswith(rule.hts if _words(text) else rule.hts + rule.hts_some)
    ]


def _flag(rule: AgencyRule) -> Flag:
    return Flag(rule.agency, Message(f"flag.{rule.id}"), rule.source.url or rule.source.citation)


def _taxed_later(hts: str | None, snap: Snapshot) -> tuple[Flag, ...]:
    """Excise taxes that the importer pays on a return of its own."""
    taxes = [tax for tax in snap.of(ExciseTax) if tax.collected == "return" and hts and hts.startswith(tax.hts)]
    return tuple(
        Flag(
            "TTB" if "4181" in tax.source.citation else "IRS",
            Message("flag.excise_return", {"tax": Message(f"excise.tax.{tax.id}"), "citation": tax.source.citation}),
            tax.source.url or tax.source.citation,
        )
        for tax in taxes
    )


@cache
def _words(text: str) -> tuple[str, ...]:
    """Words without case, accents and the plural's ending, in order."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return tuple(_singular(word) for word in re.findall(r"[a-z0-9]+", letters))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _mentions(words: tuple[str, ...], keyword: str) -> bool:
    """Whether the words of a keyword stand side by side in a text."""
    wanted = _words(keyword)
    return (
        any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1)) if wanted else False
    )
