"""Finding the longest known phrase at each place of a text."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from itertools import pairwise

from bot.nlu.normalize import Word, words

LONGEST = 5


def phrases(
    plain: str, known: Container[str], usable: Callable[[int, int], bool] = lambda _s, _e: True
) -> Iterator[tuple[str, int, int]]:
    """Every longest phrase of up to five words that is known, left to right, with its place."""
    found: list[Word] = words(plain)
    texts = [word.text for word in found]
    at = 0
    while at < len(found):
        for length in range(min(LONGEST, len(found) - at), 0, -1):
            phrase = " ".join(texts[at : at + length])
            if phrase not in known:
                continue
            start, end = found[at].start, found[at + length - 1].end
            if usable(start, end) and _together(plain, found[at : at + length]):
                yield phrase, start, end
                at += length
                break
        else:
            at += 1


def _together(plain: str, run: list[Word]) -> bool:
    """Whether nothing but spaces, hyphens, dots and apostrophes stands between the words."""
    return all(set(plain[a.end : b.start]) <= set(" -.'/&") for a, b in pairwise(run))


def preceding(plain: str, start: int, cues: list[str]) -> tuple[str, int] | None:
    """The longest cue that stands directly before a place, with where it begins."""
    before = plain[:start].rstrip(" ,:('\"")
    for cue in sorted(cues, key=len, reverse=True):
        if before.endswith(cue):
            begin = len(before) - len(cue)
            if begin == 0 or not before[begin - 1].isalnum():
                return cue, begin
    return None


def following(plain: str, end: int, cues: list[str]) -> tuple[str, int] | None:
    """The longest cue that stands directly after a place, with where it ends."""
    rest = plain[end:]
    skipped = len(rest) - len(rest.lstrip(" -"))
    rest = rest.lstrip(" -")
    for cue in sorted(cues, key=len, reverse=True):
        if rest.startswith(cue) and not rest[len(cue) : len(cue) + 1].isalnum():
            return cue, end + skipped + len(cue)
    return None
