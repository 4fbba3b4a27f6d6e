"""The whole knowledge base out to a folder of files and back, without a difference between the two."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from knowledge.editorial.documents import documents_below, write
from knowledge.editorial.drafting import open_draft, save
from knowledge.editorial.editions import Edition, editions
from knowledge.editorial.store import Editorial, record
from knowledge.wording.refusals import Unknown, WrongState


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import found: drafts of what differs, and documents in use that the folder does not have."""

    drafts: tuple[Edition, ...]
    absent: tuple[str, ...]


def export(store: Editorial, folder: Path, who: str = "") -> list[str]:
    """Write every document in use below a folder (what it held of them before goes); gives their names.

    The layout is the knowledge room's, so the result can be kept in git or laid over the room's own files.
    """
    documents = documents_below(store.base())
    folder.mkdir(parents=True, exist_ok=True)
    for old in documents_below(folder):
        if old not in documents:
            shutil.rmtree(folder / old)
    for document, files in documents.items():
        for file in (folder / document).glob("*"):
            if file.is_file() and file.name not in files:
                file.unlink()
    write(folder, documents)
    if who:
        with store.writing() as db:
            record(db, who, "exported", details={"folder": str(folder), "documents": len(documents)})
    return sorted(documents)


def take_in(store: Editorial, folder: Path, who: str, why: str) -> TakenIn:
    """Make a draft of every document of a folder that differs from the text in use. Nothing is published.

    Raises Unknown where the folder holds no document, WrongState where one that differs is in the works already.
    """
    given = documents_below(folder) if folder.is_dir() else {}
    if not given:
        raise Unknown("editorial.refused.holds_nothing", folder=folder)
    differing = {name: files for name, files in given.items() if files != store.standing(name)}
    open_ = {one.document for one in editions(store, "draft", "review")}
    open_ |= {one.document for one in editions(store, "approved") if not one.scheduled}
    if both := sorted(open_ & set(differing)):
        raise WrongState("editorial.refused.in_works", documents=", ".join(both))
    drafts = []
    for name, files in differing.items():
        one = open_draft(store, name, who, why)
        drafts.append(save(store, one.id, files, who, revision=one.revision, why=why))
    absent = tuple(sorted(set(documents_below(store.base())) - set(given)))
    return TakenIn(tuple(drafts), absent)
