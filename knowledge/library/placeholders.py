"""Figures of law inside prose: `{fee:mpf_formal:min}`, `{threshold:gift}`, `{duty:6109.10.00:VN:40}`.

The figure is the one in force on the date of reading (or the date after `@`), so no sentence outlives its rule.
`figures` says what each kind takes.
"""

from __future__ import annotations

import re
from datetime import date

from knowledge.library.figures import FIGURES, Figure, UnknownFigure

__all__ = ["PLACEHOLDER", "UnknownFigure", "figure", "fill"]

_ARGUMENT = r"[A-Za-z0-9_.-]+"
PLACEHOLDER = re.compile(
    rf"\{{(?P<kind>{'|'.join(FIGURES)})(?::(?P<id>{_ARGUMENT})(?P<rest>(?::{_ARGUMENT})*))?(?:@(?P<on>\d{{4}}-\d\d-\d\d))?\}}"
)


def fill(text: str, lang: str, on: date | None = None) -> str:
    """The text with every placeholder replaced by the figure in force. Raises UnknownFigure."""
    return PLACEHOLDER.sub(lambda match: figure(match, lang, on or date.today()), text)


def figure(match: re.Match[str], lang: str, on: date) -> str:
    """One placeholder's figure in words of the language."""
    when = date.fromisoformat(match["on"]) if match["on"] else on
    given = tuple(filter(None, (match["id"], *(match["rest"] or "").split(":"))))
    return FIGURES[match["kind"]](Figure(match[0], given, lang, when))
