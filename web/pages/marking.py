"""Words of the glossary marked in a guide: the first mention of each opens its definition where it stands.

A mark has the definition behind it: the style sheet shows that on hover, on focus and so on a tap, and screen readers
read it as the mark's description. Nothing of it needs a script. (A `button` element would break lines like a picture.)
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from knowledge.terms.glossary import Term, mentions
from knowledge.wording import translate as words
from tariff_data.core.messages import Message

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?(\w+)")
_INSIDE = frozenset({"p", "li"})
_NOT_INSIDE = frozenset({"a", "code", "table", "h2", "h3", "h4"})


def marked(texts: Sequence[Markup], lang: str, slug: str) -> list[Markup]:
    """The texts of one guide, in the order they are read, with each term marked once among them.

    `texts` are well-formed (they come sanitized); `slug` names the guide, which no mark leads to.
    """
    seen: set[str] = set()
    return [_marked(text, lang, slug, seen) for text in texts]


def _marked(text: Markup, lang: str, slug: str, seen: set[str]) -> Markup:
    open_tags: list[str] = []
    parts: list[str] = []
    for part in _TAG.split(text):
        if part.startswith("<"):
            _follow(part, open_tags)
            parts.append(part)
        elif _INSIDE.intersection(open_tags) and not _NOT_INSIDE.intersection(open_tags):
            parts.append(_with_marks(html.unescape(part), lang, slug, seen))
        else:
            parts.append(part)
    return Markup("".join(parts))


def _follow(tag: str, open_tags: list[str]) -> None:
    """Keep the list of what is open; elements that are never closed do not count."""
    name = match[1] if (match := _NAME.match(tag)) else ""
    if tag.startswith("</"):
        while open_tags and open_tags.pop() != name:
            pass
    elif name not in {"br", "hr"}:
        open_tags.append(name)


def _with_marks(text: str, lang: str, slug: str, seen: set[str]) -> str:
    parts: list[str] = []
    at = 0
    for mention in mentions(text, lang):
        if mention.term.id in seen or mention.start < at:
            continue
        seen.add(mention.term.id)
        parts += [escape(text[at : mention.start]), _mark(mention.term, text[mention.start : mention.end], lang, slug)]
        at = mention.end
    return "".join([*parts, escape(text[at:])])


def _mark(term: Term, name: str, lang: str, slug: str) -> Markup:
    more = (
        Markup('<a href="/{}/guides/{}">{}<span class="hidden">: {}</span></a>').format(
            lang, term.article, words.say(Message("site.glossary.more"), lang), name
        )
        if term.article != slug
        else ""
    )
    return Markup(
        '<span class="gloss">'
        '<span role="button" tabindex="0" class="gloss-term" aria-describedby="gloss-{id}">{name}</span>'
        '<span class="gloss-box"><span id="gloss-{id}">{definition}</span> {more}</span></span>'
    ).format(id=term.id, name=name, definition=term.definition(lang), more=more)
