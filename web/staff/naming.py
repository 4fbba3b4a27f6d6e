"""How documents are called in the console: an article by its title, a list by what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.editorial.documents import ARTICLE
from knowledge.library.active_release import in_use
from knowledge.library.articles import BadArticle, find_page, parse_edition
from knowledge.wording import translate as words
from knowledge.wording.languages import DEFAULT
from tariff_data.core.messages import Message


def title_of(document: str, lang: str, files: Mapping[str, str] | None = None) -> str:
    """The title in the language: of the text given, else of the article in use."""
    kind, _, name = document.partition("/")
    for code in (lang, DEFAULT):
        if files and kind in ("articles", "pages") and (title := _title(files.get(f"{code}.md", ""))):
            return title
    if document.startswith(ARTICLE):
        article = find_page(name)
        return article.in_language(lang).title if article else name
    if kind == "pages":
        for file in (in_use().folder / document / f"{code}.md" for code in (lang, DEFAULT)):
            if file.is_file() and (title := _title(file.read_text(encoding="utf-8"))):
                return title
        return words.say(Message("staff.document.page", {"name": name}), lang)
    return words.say(Message(f"staff.document.{kind}"), lang)


def _title(text: str) -> str:
    """The title of a text, also of one that is not finished."""
    try:
        return parse_edition(text, Path("x.md")).title
    except BadArticle:
        line = next((line for line in text.split("\n") if line.startswith("title:")), "")
        return line.removeprefix("title:").strip().strip("\"'")
