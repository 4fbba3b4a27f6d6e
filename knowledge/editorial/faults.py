"""What must be mended in a text before anybody else is asked to read it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import frontmatter
import yaml

from knowledge.checking import faults_among
from knowledge.editorial.documents import slug_of
from knowledge.editorial.editions import Edition
from knowledge.editorial.store import Editorial
from knowledge.intercepts import COLUMNS
from knowledge.languages import DEFAULT, languages
from knowledge.loading import Article, BadArticle, article_of, parse_edition
from knowledge.using import ROOM, Knowledge, named, read_knowledge
from tariff_data.paths import home


def faults_of(store: Editorial, one: Edition, files: Mapping[str, str] | None = None) -> list[str]:
    """Every fault of an edition, or of another text of it, among the texts in use; file names stand before them."""
    texts = one.files if files is None else files
    if not texts:
        return [f"{one.document} has no text"]
    kind = one.document.partition("/")[0]
    return list(_FAULTS.get(kind, _readable)(store, one, texts))


def texts_in_use(store: Editorial) -> Knowledge:
    """The state in use as the store sees it."""
    return named() if (store.folder, store.room) == (home(), ROOM) else read_knowledge(store.base())


def _article(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[str]:
    slug = slug_of(one.document) or ""
    place = Path("articles") / slug
    editions, unread = {}, []
    for name, text in files.items():
        try:
            lang = Path(name).stem
            editions[lang] = parse_edition(text, place / name)
        except BadArticle as error:
            unread.append(str(error).removeprefix(f"{place}/"))
        if Path(name).stem not in languages() or not name.endswith(".md"):
            unread.append(f"{name}: is no language of the desk")
    if unread:
        yield from unread
        return
    try:
        article = article_of(place, editions)
    except BadArticle as error:
        yield str(error).removeprefix(f"{place}/")
        return
    others = [other for other in _articles(store) if other.slug != slug]
    for fault in faults_among([*others, article]):
        where = fault.file.as_posix()
        if where.startswith(place.as_posix()):
            yield f"{where.removeprefix(place.as_posix()).lstrip('/') or slug}: {fault.message}"
        elif f"{slug} (" in fault.message:  # a question that stands in another article too is reported there
            yield fault.message


def _articles(store: Editorial) -> tuple[Article, ...]:
    return texts_in_use(store).articles


def _questions(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[str]:
    for name, text in files.items():
        try:
            rows = yaml.safe_load(text)
        except yaml.YAMLError as error:
            yield f"{name}: {' '.join(str(error).split())}"
            continue
        if not isinstance(rows or [], list) or not all(isinstance(row, str) for row in rows or ()):
            yield f"{name}: is not a list of questions"


def _intercepts(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[str]:
    for name, text in files.items():
        rows = csv.DictReader(io.StringIO(text))
        if tuple(rows.fieldnames or ()) != COLUMNS:
            yield f"{name}: its columns must be {', '.join(COLUMNS)}"
            continue
        seen: set[str] = set()
        for number, row in enumerate(rows, 2):
            if None in row or not all(row.get(column) for column in COLUMNS[:3]):
                yield f"{name}:{number}: id, term and question must be filled, and nothing may follow"
            elif row["id"] in seen:
                yield f"{name}:{number}: {row['id']} stands twice"
            seen.add(row.get("id") or "")


def _page(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[str]:
    if f"{DEFAULT}.md" not in files:
        yield f"there is no {DEFAULT}.md"
    for name, text in files.items():
        try:
            post = frontmatter.loads(text)
        except yaml.YAMLError as error:
            yield f"{name}: {' '.join(str(error).split())}"
            continue
        yield from (f"{name}: has no {key}" for key in ("title", "summary") if not post.get(key))
        if found := re.search(r"<[a-zA-Z/!][^>]*>", post.content):
            yield f"{name}: HTML is not allowed: {found[0]}"


def _readable(store: Editorial, one: Edition, files: Mapping[str, str]) -> Iterator[str]:
    for name, text in files.items():
        try:
            yaml.safe_load(text)
        except yaml.YAMLError as error:
            yield f"{name}: {' '.join(str(error).split())}"


_FAULTS = {"articles": _article, "out_of_scope": _questions, "intercepts": _intercepts, "pages": _page}
