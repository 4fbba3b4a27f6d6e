"""Documents: the folders of files that the knowledge is made of, and what stands in them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from knowledge.wording.refusals import Unknown

Files = dict[str, str]  # file name -> text
ARTICLE = "articles/"
LISTS = ("intercepts", "out_of_scope", "withdrawn", "glossary")
_DOCUMENT = re.compile(rf"(?:articles|pages)/[a-z0-9][a-z0-9-]*|{'|'.join(LISTS)}")
_FILE = re.compile(r"[a-z][a-z0-9_]*\.(?:md|yaml|csv)")


def slug_of(document: str) -> str | None:
    """The slug of an article's document, None for other documents."""
    return document.removeprefix(ARTICLE) if document.startswith(ARTICLE) else None


def checked_name(document: str) -> str:
    """The name of a document. Raises Unknown where no document can have it (so none leads out of its folder)."""
    if not _DOCUMENT.fullmatch(document):
        raise Unknown("editorial.refused.document", document=document, lists=", ".join(LISTS))
    return document


def checked_files(files: Mapping[str, str]) -> Files:
    """The files with line ends as they are kept. Raises Unknown for a name that no file of a document can have."""
    for name in files:
        if not _FILE.fullmatch(name):
            raise Unknown("editorial.refused.file", name=name)
    return {name: unix(text) for name, text in sorted(files.items())}


def unix(text: str) -> str:
    """A browser sends CRLF; files keep LF and end with one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") or not text else f"{text}\n"


def documents_below(folder: Path) -> dict[str, Files]:
    """Every document below a folder that is laid out like the knowledge room. Raises Unknown for a strange file."""
    places = [path for kind in ("articles", "pages") for path in sorted((folder / kind).glob("*")) if path.is_dir()]
    places += [folder / name for name in LISTS]
    return {
        place.relative_to(folder).as_posix(): files
        for place in places
        if place.is_dir() and (files := files_below(place))
    }


def document_below(folder: Path, document: str) -> Files:
    """One document's files; none where it does not exist."""
    place = folder / checked_name(document)
    return files_below(place) if place.is_dir() else {}


def files_below(place: Path) -> Files:
    """The files of one document, exactly as they are."""
    found = {}
    for file in sorted(path for path in place.iterdir() if path.is_file() and _FILE.fullmatch(path.name)):
        try:
            found[file.name] = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unknown("editorial.refused.not_text", file=file) from error
    return found


def write(folder: Path, documents: Mapping[str, Mapping[str, str]]) -> None:
    """Write documents below a folder."""
    for document, files in documents.items():
        place = folder / checked_name(document)
        place.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (place / name).write_bytes(text.encode("utf-8"))


def fingerprint(files: Mapping[str, str]) -> str:
    """A hash of a document's files; empty where there is no file."""
    if not files:
        return ""
    digest = hashlib.sha256()
    for name, text in sorted(files.items()):
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    return digest.hexdigest()[:32]
