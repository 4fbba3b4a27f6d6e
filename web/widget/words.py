"""The words of the widget, beside those it shares with the site's scripts."""

from __future__ import annotations

from functools import cache

from web.pages.script_words import bare_words, script_words

_KEYS = (
    "widget.bubble", "widget.close", "widget.away", "widget.page", "widget.this_item", "chat.heading", "chat.log",
    "chat.label", "chat.placeholder", "chat.send", "chat.suggested", "chat.delete", "chat.consent", "chat.consent.more",
    "form.what", "form.price.usd", "form.qty", "form.made", "form.made.choose", "form.by", "form.estimate",
    "form.error.what", "form.error.price", "form.error.made", "form.error.qty", "ask.moves", "do.copy", "do.copied",
    "do.link", "do.linked", "do.print", "widget.busy",
    "choice.by.none", "choice.by.post", "choice.by.express", "choice.by.air", "choice.by.ocean",
)  # fmt: skip


@cache
def widget_words(lang: str) -> dict[str, str]:
    """Words by key."""
    return script_words(lang) | bare_words(_KEYS, lang)
