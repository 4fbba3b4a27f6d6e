"""Markdown of articles and of the assistant as safe HTML in the site's markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "code", "br", "hr", "blockquote", "div",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "table": {"role"},
    "thead": {"role"},
    "tbody": {"role"},
    "tr": {"role"},
    "th": {"role", "scope"},
    "td": {"role", "data-label"},
}
_CLASSES = {"ul": {"stack-tight", "points"}, "div": {"table-box", "table-stack"}, "table": {"table"}}


class _Renderer(RendererHTML):
    """Lists and tables in the site's own markup: rows of a table become labelled blocks where there is no room."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        return super().render(_dressed(list(tokens)), options, env)


@lru_cache(maxsize=512)
def rendered(text: str, lang: str) -> Markup:
    """Markdown as HTML; a path such as `/guides/gifts` leads to that page in the language."""
    html = _markdown().render(text)
    html = re.sub(r'href="/(?!/)', f'href="/{lang}/', html)
    return Markup(nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=_CLASSES,
        url_schemes={"https", "http", "mailto"}, link_rel="noopener",
    ))  # fmt: skip


def _markdown() -> MarkdownIt:
    options: dict[str, Any] = {"html": False, "linkify": False, "typographer": False}
    return MarkdownIt("commonmark", options, renderer_cls=_Renderer).enable("table")


def _dressed(tokens: list[Token]) -> list[Token]:
    """The tokens with the classes and roles the style sheet and screen readers want."""
    dressed: list[Token] = []
    labels: list[str] = []
    column = 0
    for place, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open":
                token.attrSet("class", "stack-tight points")
            case "table_open":
                token.attrs = {"class": "table", "role": "table"}
                dressed.append(_html('<div class="table-box table-stack">'))
                labels = []
            case "thead_open" | "tbody_open":
                token.attrs = {"role": "rowgroup"}
            case "tr_open":
                token.attrs, column = {"role": "row"}, 0
            case "th_open":
                token.attrs = {"role": "columnheader", "scope": "col"}
                labels.append(tokens[place + 1].content)
            case "td_open" if column == 0:
                token.tag, token.attrs = "th", {"role": "rowheader", "scope": "row"}
                column += 1
            case "td_open":
                token.attrs = {"role": "cell", "data-label": labels[column] if column < len(labels) else ""}
                column += 1
            case "td_close" if column == 1:
                token.tag = "th"
        dressed.append(token)
        if token.type == "table_close":
            dressed.append(_html("</div>"))
    return dressed


def _html(text: str) -> Token:
    return Token("html_block", "", 0, content=text)
