"""Checks a catalogue in a process of its own, politely: `python -m web.sellers.catalogue.worker FOLDER`.

It goes on where an earlier run stopped, so a restart of the server loses nothing.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from knowledge.wording import translate as words
from tariff_data.core.messages import Message
from web.sellers.catalogue.checking import check_row
from web.sellers.catalogue.options import CatalogueOptions
from web.sellers.catalogue.store import JobFolder, Mark
from web.sellers.catalogue.table import Row

logger = logging.getLogger(__name__)
Json = dict[str, Any]
_NICENESS = 10  # others' requests go first


def work(folder: JobFolder) -> None:
    """Check every row that is not checked yet."""
    job = folder.read()
    todo = islice(folder.rows(), folder.done(), None)
    folder.append(_checked(todo, job.options))


def _checked(rows: Iterator[Row], options: CatalogueOptions) -> Iterator[tuple[Json, list[Mark]]]:
    for row in rows:
        result = _safe(row, options)
        yield result, marks_of(result)


def _safe(row: Row, options: CatalogueOptions) -> Json:
    """A row must never end the run."""
    try:
        return check_row(row, options)
    except Exception as error:
        logger.error("row could not be worked out: %s", type(error).__name__)
        told = words.say(Message("sellers.catalogue.row.broken"), options.lang)
        cells = {name: row.cells.get(name, "") for name in ("title", "price", "currency", "origin")}
        return {"row": row.number, **cells, "hts_given": row.cells.get("hts", ""), "problems": [told]}


def marks_of(result: Json) -> list[Mark]:
    """What a row is looked up by."""
    marks: list[Mark] = []
    if result["problems"]:
        return ["problem"]
    if result["hts"] and (result["confidence"] in ("strong", "good") or result["number"]):
        marks.append("line")
    if result["questions"] or result["missing_facts"]:
        marks.append("question")
    if result["verdict"] in ("vague", "unsure", "incomplete"):
        marks.append("vague")
    if result["number"] == "differs":
        marks.append("differs")
    return marks


if __name__ == "__main__":
    os.nice(_NICENESS)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    work(JobFolder(Path(sys.argv[1])))
