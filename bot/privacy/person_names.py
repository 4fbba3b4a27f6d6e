"""Names of people, known only by what stands before them: "my name is", "me llamo", "attn"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.normalize import plain

# After these a name follows even without capitals; "the package in my name is stuck" tells none.
_PLAIN_CUE = re.compile(
    r"(?<!in )(?<!under )(?<!w )(?<!with )\b(?:my (?:full )?name(?: is|:|s|'s)|(?:i am|i'm) called"
    r"|me llamo|mi nombre(?: completo)? es|attn[.:]?|atn[.:]?)\s+"
)
# After these only a word with a capital is one.
_CUE = re.compile(
    r"\b(?:attention(?: of)?[.:]?|c/o|(?<!brand )(?<!company )(?<!product )(?<!item )name:|recipient:?|consignee:?"
    r"|addressee:?|mrs?\.?|ms\.?|nombre:|a nombre de|atencion(?: a)?[.:]?|destinatari[oa]:?|sra?\.?|saludos,"
    r"|atentamente,|regards,|sincerely,)\s+"
)
_WORD = re.compile(r"\s?([^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*)")
_PARTICLES = frozenset({"de", "la", "las", "los", "del", "van", "von", "der", "da", "dos", "y", "bin", "al"})
_LONGEST, _SHORT = 5, 2  # words of a name with capitals, and without
# Words that go on with a sentence and are no part of a name written without capitals.
_ON = frozenset(
    re.findall(
        r"[a-z]+",
        """and but from the a an is was are in on at of to for with my i it not so because what how why can do does
        stuck wrong missing misspelled spelled written listed required bought ordered want need have got
        pero e el un una unos es esta en con para por mi no que porque como cuanto y compre quiero tengo necesito""",
    )
)


def names(text: str) -> Iterator[tuple[int, int]]:
    """Where names begin and end."""
    bare = plain(text)
    for cue, plainly in ((_PLAIN_CUE, True), (_CUE, False)):
        for match in cue.finditer(bare):
            end = _end(text, match.end(), plainly)
            if end > match.end():
                yield match.end(), end


def _end(text: str, start: int, plainly: bool) -> int:
    """Where a name that begins at a place ends; `start` itself where none does."""
    capitals = text[start : start + 1].isupper()
    if not capitals and not plainly:
        return start
    ends = [start]
    while len(ends) <= (_LONGEST if capitals else _SHORT) and (match := _WORD.match(text, ends[-1])):
        word = match[1]
        if (word not in _PARTICLES and not word[0].isupper()) if capitals else plain(word) in _ON:
            break
        ends.append(match.end())
    while len(ends) > 1 and text[ends[-2] : ends[-1]].strip() in _PARTICLES:
        ends.pop()  # a name does not end in "de" or "y"
    return ends[-1]
