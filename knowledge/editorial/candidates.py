"""A candidate: the full set of texts that the next release would be, in a folder of its own, used by nobody yet."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.editorial.documents import Files, documents_below, fingerprint, write
from knowledge.editorial.editions import Edition, editions, found
from knowledge.editorial.store import Editorial, overlay_in_use
from knowledge.library.active_release import Knowledge, read_knowledge, using
from knowledge.library.validate import check as check_articles
from knowledge.terms.validate import check as check_glossary
from knowledge.wording.localized_errors import Fault
from knowledge.wording.refusals import Faulty, Outdated, WrongState

PREFIX = "candidate-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """`overlay`: the editions in it by document; `editions`: those that are new. `back_to`: the release it repeats."""

    folder: Path
    knowledge: Knowledge
    overlay: dict[str, int]
    editions: tuple[Edition, ...]
    back_to: int | None = None


@contextmanager
def candidate(store: Editorial, chosen: Sequence[Edition], *, strict: bool = True) -> Iterator[Candidate]:
    """The texts in use with these editions over them; its folder goes with the block unless it became a release.

    Raises Outdated, WrongState for two editions of one document, and Faulty where the whole does not hold together
    (`strict`; a preview of an unfinished draft is not).
    """
    overlay, documents = composed(store)
    for one in chosen:
        if [other.document for other in chosen].count(one.document) > 1:
            raise WrongState("editorial.refused.two_at_once", document=one.document)
        if strict and fingerprint(documents.get(one.document, {})) != one.base:
            raise Outdated("editorial.refused.outdated", document=one.document, n=one.id)
        documents[one.document] = one.files
        overlay[one.document] = one.id
    with _folder(store) as folder:
        write(folder, documents)
        if strict and (faults := faults_below(folder)):
            raise Faulty(faults)
        yield Candidate(folder, read_knowledge(folder), overlay, tuple(chosen))


@contextmanager
def repeated(store: Editorial, number: int, overlay: dict[str, int]) -> Iterator[Candidate]:
    """The texts of an earlier release, exactly."""
    place = store.releases / str(number)
    if not place.is_dir():
        raise WrongState("editorial.refused.not_kept", n=number)
    with _folder(store) as folder:
        write(folder, documents_below(place))
        yield Candidate(folder, read_knowledge(folder), overlay, (), number)


def composed(store: Editorial) -> tuple[dict[str, int], dict[str, Files]]:
    """The editions in use by document, and every document with them over the room's own files.

    An edition that the room's files have caught up with (exported, kept in git, delivered) is no longer needed.
    """
    documents = documents_below(store.room)
    overlay = {}
    with store.reading() as db:
        for document, number in overlay_in_use(db).items():
            files = found(db, number).files
            if files != documents.get(document):
                overlay[document], documents[document] = number, files
    return overlay, documents


def behind(store: Editorial) -> list[str]:
    """The documents whose own files changed since the release in use was made: the next release takes them up."""
    base = store.base()
    if base == store.room:
        return []
    used, next_ = documents_below(base), composed(store)[1]
    return sorted(document for document in {*used, *next_} if used.get(document) != next_.get(document))


def ready(store: Editorial) -> list[Edition]:
    """The approved editions that wait for the next publication."""
    return [one for one in editions(store, "approved") if one.publish_at is None]


def faults_below(folder: Path) -> list[Fault]:
    """What is wrong in a folder of knowledge files."""
    faults = check_articles(folder / "articles")
    if not faults:
        with using(read_knowledge(folder)):
            faults = check_glossary(folder / "glossary") if (folder / "glossary").is_dir() else []
    return [fault.below(folder) for fault in faults]


@contextmanager
def _folder(store: Editorial) -> Iterator[Path]:
    store.releases.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=store.releases))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
