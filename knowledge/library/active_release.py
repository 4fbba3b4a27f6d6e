"""The knowledge in use: everything the desk says, in one state that holds together.

It is the release that `releases/current` names below the home folder, or the files of this room where nothing has been
published yet. A process keeps the state it has until it is told to take up another one; a task can work with a state of
its own (`using`), so that a conversation's turn ends with the articles it began with.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import yaml

from knowledge.library.articles import Article, BadArticle, Withdrawn, read_articles
from knowledge.wording.languages import languages
from knowledge.wording.localized_errors import Fault
from tariff_data.core.messages import Message
from tariff_data.core.paths import home

ROOM = Path(__file__).resolve().parents[1]
POINTER = "current"

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, eq=False)
class Knowledge:
    """One state. `release`: its number, None for the files of this room. `withdrawn` articles keep only their page."""

    folder: Path
    release: int | None
    articles: tuple[Article, ...]
    withdrawn: tuple[Article, ...] = ()
    out_of_scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def releases() -> Path:
    """The folder of the releases."""
    return home() / "releases"


def current_release(folder: Path | None = None) -> int | None:
    """The number of the release that should be in use, None for the files of this room."""
    try:
        number = json.loads(((folder or releases()) / POINTER).read_text(encoding="utf-8"))["release"]
    except FileNotFoundError:
        return None
    return int(number)


def read_knowledge(folder: Path, release: int | None = None) -> Knowledge:
    """The state in a folder that is laid out like this room. Raises BadArticle."""
    gone = read_withdrawn(folder)
    articles = read_articles(folder / "articles") if (folder / "articles").is_dir() else ()
    return Knowledge(
        folder,
        release,
        tuple(article for article in articles if article.slug not in gone),
        tuple(replace(article, withdrawn=gone[article.slug]) for article in articles if article.slug in gone),
        {lang: read_out_of_scope(folder / "out_of_scope" / f"{lang}.yaml") for lang in languages()},
    )


def read_withdrawn(folder: Path) -> dict[str, Withdrawn]:
    """The withdrawn articles by slug (`withdrawn/articles.yaml`)."""
    file = folder / "withdrawn" / "articles.yaml"
    rows = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else None
    try:
        return {slug: Withdrawn(row["on"], row.get("see")) for slug, row in (rows or {}).items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise BadArticle(Fault(file, Message("fault.withdrawn"))) from error


def read_out_of_scope(file: Path) -> tuple[str, ...]:
    """Questions that staff declared to be none of the desk's business: the assistant learns to say so."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else None
    if not isinstance(rows or [], list):
        raise BadArticle(Fault(file, Message("fault.no_list")))
    return tuple(map(str, rows or ()))


_own: ContextVar[Knowledge | None] = ContextVar("knowledge", default=None)
_held: dict[str | None, Knowledge] = {}
_lock = threading.Lock()


def in_use() -> Knowledge:
    """The state that this task, or else this process, works with."""
    own = _own.get()
    if own is not None:
        return own
    place = os.environ.get("IMPORTDESK_HOME")
    if place not in _held:
        with _lock:
            if place not in _held:
                _held[place] = named()
    return _held[place]


def named() -> Knowledge:
    """The state that the pointer names, read anew where this process does not hold it already."""
    number = current_release()
    held = _held.get(os.environ.get("IMPORTDESK_HOME"))
    if held is not None and held.release == number:
        return held
    return _room() if number is None else read_knowledge(releases() / str(number), number)


def hold(knowledge: Knowledge) -> None:
    """Work with that state from now on; tasks under way keep theirs."""
    _held[os.environ.get("IMPORTDESK_HOME")] = knowledge


def refresh() -> bool:
    """Take up the state that the pointer names; tells whether it is another one."""
    before, after = _held.get(os.environ.get("IMPORTDESK_HOME")), named()
    hold(after)
    return after is not before


@contextmanager
def using(knowledge: Knowledge) -> Iterator[Knowledge]:
    """Within the block, this task works with that state whatever the process takes up."""
    token = _own.set(knowledge)
    try:
        yield knowledge
    finally:
        _own.reset(token)


@cache
def _room() -> Knowledge:
    return read_knowledge(ROOM)


def kept_with_knowledge(made: Callable[P, R]) -> Callable[P, R]:
    """Remember what a function made from the knowledge in use, as long as that state is held by anybody."""
    known: WeakKeyDictionary[Knowledge, dict[Any, R]] = WeakKeyDictionary()

    @wraps(made)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        results = known.setdefault(in_use(), {})
        key = (args, tuple(sorted(kwargs.items())))
        if key not in results:
            results[key] = made(*args, **kwargs)
        return results[key]

    return remembered
