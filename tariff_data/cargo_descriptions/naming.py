"""Whether a description names its goods, or what stands in their place.

A text falls into chunks at commas, brackets and words such as "of" and "for". In English the last word of a chunk
names the thing, in Spanish the first: "car parts" names parts, and "car" does not help.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tariff_data.cargo_descriptions.vague import Vague, is_mark, marked
from tariff_data.cargo_descriptions.vocabulary import TOKEN, is_material, naming, no_thing, says_nothing
from tariff_data.classification.words import Word, fold, stem, words

_USED = re.compile(r"\bused\s+(?!for\b|to\b|in\b|as\b|with\b|on\b)", re.IGNORECASE)  # second-hand, not a purpose
_IN_PLACE = 0.1  # how often a word must name the thing, where the thing is named ...
_CLEARLY = 0.3  # ... and elsewhere
_SURELY, _LISTING = 0.5, 3  # a shop's title strings names together: so many of them name the goods


def instead_of_goods(text: str, vague: Sequence[Vague], lang: str) -> tuple[Vague, ...] | None:
    """None where the goods are named; else the vague words in their place (none of them: only unknown words).

    `text` has marks for its vague words. Of two chunks one that names the goods is enough.
    """
    chunks: dict[int, list[Word]] = {}
    for word in words(_USED.sub(" ", text), lang):
        chunks.setdefault(word.chunk, []).append(word)
    small = {fold(token) for token in TOKEN.findall(text) if token.islower()}
    instead: list[Vague] = []
    strange, of_helps = False, True
    for group in chunks.values():
        role = group[0].role
        if role not in ("", "aside", "of") or (role == "of" and not of_helps):
            continue
        ordered = group if lang == "en" else group[::-1]
        head = marked(ordered[-1].text, vague)
        if head is None:
            if _names_goods(ordered, lang, alone=role == "of" or len(chunks) == 1):
                return None
            strange = strange or any(word.text in small and _is_strange(word.text, lang) for word in ordered)
            of_helps = True
            continue
        later = [word for chunk in chunks.values() if chunk[0].chunk > group[0].chunk for word in chunk]
        if _rescued(head, ordered[:-1], later, vague, lang):
            return None
        instead.append(head)
        of_helps = head.record.names != "class"  # "set of mugs" names mugs, "parts of bicycles" does not name bicycles
    if strange and all(one.record.names in ("material", "holder") for one in instead):
        return ()  # a word that is not known here may well name the goods
    return tuple(dict.fromkeys(instead))


def _names_goods(ordered: Sequence[Word], lang: str, alone: bool) -> bool:
    """Whether a chunk without a vague head names a thing; a place or an occasion `alone` is none."""
    if alone and len(ordered) == 1 and stem(ordered[0].text, lang) in no_thing(lang):
        return False
    known = [weight for word in ordered if (weight := _weight(word, lang)) is not None]
    return bool(known) and (known[-1] >= _IN_PLACE or max(known) >= _CLEARLY)


def _rescued(head: Vague, beside: Sequence[Word], later: Sequence[Word], vague: Sequence[Vague], lang: str) -> bool:
    """Whether the words around a vague one still name the goods."""
    weights = [_weight(word, lang) or 0.0 for word in beside if stem(word.text, lang) not in no_thing(lang)]
    match head.record.names:
        case "holder":
            return any(weight >= _CLEARLY for weight in weights)
        case "article":
            return any(_qualifies(word, vague, lang) for word in (*beside, *later))
        case "class":
            return sum(weight >= _SURELY for weight in weights) >= _LISTING
    return False


def _qualifies(word: Word, vague: Sequence[Vague], lang: str) -> bool:
    """Whether a word says which one of a vague article it is: a material, or a known word that is not mere praise."""
    mark = marked(word.text, vague)
    if mark is not None:
        return mark.record.names == "material"
    return is_material(word.text, lang) or _weight(word, lang) is not None


def _weight(word: Word, lang: str) -> float | None:
    if is_mark(word.text) or says_nothing(word.text, lang):
        return None
    return naming(word.text, lang)


def _is_strange(word: str, lang: str) -> bool:
    return not is_mark(word) and not says_nothing(word, lang) and naming(word, lang) is None


def only_names(tokens: Iterable[str], lang: str) -> bool:
    """Whether every word is unknown and written like a name or a model number ("Acme X200")."""
    found = list(tokens)
    return bool(found) and all(
        any(letter.isupper() or letter.isdigit() for letter in token)
        and (says_nothing(fold(token), lang) or naming(fold(token), lang) is None)
        for token in found
    )
