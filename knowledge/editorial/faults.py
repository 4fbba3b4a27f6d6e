"""What must be mended in a text before anybody else is asked to read it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import frontmatter
import yaml

from knowledge.editorial.documents import slug_of
from knowledge.editorial.editions import Edition
from knowledge.editorial.store import Editorial
from knowledge.library.active_release import ROOM, Knowledge, named, read_knowledge
from knowledge.library.articles import Article, BadArticle, article_of, parse_edition
from knowledge.library.articles import Edition as ArticleEdition
from knowledge.library.file_faults import yaml_fault
from knowledge.library.validate import faults_among
from knowledge.terms.intercepts import COLUMNS
from knowledge.wording.languages import DEFAULT, languages
from knowledge.wording.localized_errors import Fault
from tariff_data.core.messages import Message
from tariff_data.core.paths import home


def faults_of(store: Editorial, one: Edition, files: Mapping[str, str] | None = None) -> list[Fault]:
    """Every fault of an edition, or of another text of it, among the texts in use; files by their name in it."""
    texts = one.files if files is None else files
    if not texts:
        return [no_text(one.document)]
    kind = one.document.partition("/")[0]
    return list(_FAULTS.get(kind, _readable)(store, one, texts))


def no_text(document: str) -> Fault:
    """The fault of an edition in which nothing is written yet."""
    return Fault(None, Message("fault.no_text", {"document": document}))


def texts_in_use(store: Editorial) -> Knowledge:
    """The state in use as the store sees it."""
    return named() if (store.folder, store.room) == (home(), ROOM) else read_knowledge(store.base())


def _article(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[Fault]:
    slug = slug_of(one.document) or ""
    place = Path("articles") / slug
    editions: dict[str, ArticleEdition] = {}
    unread: list[Fault] = []
    for name, text in files.items():
        try:
            editions[Path(name).stem] = parse_edition(text, place / name)
        except BadArticle as error:
            unread += error.faults
        if Path(name).stem not in languages() or not name.endswith(".md"):
            unread.append(Fault(place / name, Message("fault.no_language")))
    if not unread:
        try:
            article = article_of(place, editions)
        except BadArticle as error:
            unread += error.faults
    if unread:
        yield from (fault.below(place) for fault in unread)
        return
    others = [other for other in _articles(store) if other.slug != slug]
    for fault in faults_among([*others, article]):
        if fault.file is not None and fault.file.is_relative_to(place):
            yield replace(fault, file=Path(slug)) if fault.file == place else fault.below(place)
        elif f"{slug} (" in str(fault.message.values.get("where", "")):
            yield Fault(None, fault.message)  # a question that stands in another article too is reported there


def _articles(store: Editorial) -> tuple[Article, ...]:
    return texts_in_use(store).articles


def _questions(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[Fault]:
    for name, text in files.items():
        try:
            rows = yaml.safe_load(text)
        except yaml.YAMLError as error:
            yield yaml_fault(error, Path(name))
            continue
        if not isinstance(rows or [], list) or not all(isinstance(row, str) for row in rows or ()):
            yield Fault(Path(name), Message("fault.no_list"))


def _intercepts(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[Fault]:
    for name, text in files.items():
        rows = csv.DictReader(io.StringIO(text))
        if tuple(rows.fieldnames or ()) != COLUMNS:
            yield Fault(Path(name), Message("fault.columns", {"columns": ", ".join(COLUMNS)}))
            continue
        seen: set[str] = set()
        for number, row in enumerate(rows, 2):
            if None in row or not all(row.get(column) for column in COLUMNS[:3]):
                yield Fault(Path(name), Message("fault.row"), number)
            elif row["id"] in seen:
                yield Fault(Path(name), Message("fault.twice", {"id": row["id"]}), number)
            seen.add(row.get("id") or "")


def _page(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[Fault]:
    if f"{DEFAULT}.md" not in files:
        yield Fault(None, Message("fault.no_file", {"name": f"{DEFAULT}.md"}))
    for name, text in files.items():
        file = Path(name)
        try:
            post = frontmatter.loads(text)
        except yaml.YAMLError as error:
            yield yaml_fault(error, file)
            continue
        missing = (key for key in ("title", "summary") if not post.get(key))
        yield from (Fault(file, Message("fault.field.missing", {"field": key})) for key in missing)
        if found := re.search(r"<[a-zA-Z/!][^>]*>", post.content):
            yield Fault(file, Message("fault.html", {"text": found[0]}))


def _readable(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[Fault]:
    for name, text in files.items():
        try:
            yaml.safe_load(text)
        except yaml.YAMLError as error:
            yield yaml_fault(error, Path(name))


_FAULTS = {"articles": _article, "out_of_scope": _questions, "intercepts": _intercepts, "pages": _page}
