"""A catalogue check on disk: its rows, its results as they come, and how far it is. One folder a job.

job.json       what was asked and the state
rows.jsonl     the rows as they were read
results.jsonl  a result per row
index.jsonl    for each result the byte where it ends, and its marks
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from web.http.json_io import dump
from web.sellers.catalogue.options import CatalogueOptions
from web.sellers.catalogue.table import Row, Table

Json = dict[str, Any]
State = Literal["waiting", "working", "done", "cancelled", "failed"]
Mark = Literal["problem", "vague", "question", "line", "differs"]


class Job(BaseModel):
    """A catalogue check. `guessed`: the columns were taken by their order."""

    model_config = ConfigDict(extra="forbid")
    id: str
    created: datetime
    state: State = "waiting"
    rows: int
    columns: tuple[str, ...]
    guessed: bool
    options: CatalogueOptions

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("done", "cancelled", "failed")


class JobFolder:
    """Reads and writes one job."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, uploads: Path, table: Table, options: CatalogueOptions) -> JobFolder:
        """A new job under an id that nobody can guess (192 random bits)."""
        identity = secrets.token_urlsafe(24)
        folder = cls(uploads / identity)
        folder.path.mkdir(parents=True, mode=0o700)
        lines = "".join(dump(asdict(row)) + "\n" for row in table.rows)
        (folder.path / "rows.jsonl").write_text(lines, encoding="utf-8")
        folder.write(
            Job(
                id=identity,
                created=datetime.now(UTC),
                rows=len(table.rows),
                columns=table.columns,
                guessed=table.guessed,
                options=options,
            )
        )
        return folder

    def read(self) -> Job:
        """The job; FileNotFoundError where it was deleted."""
        return Job.model_validate_json((self.path / "job.json").read_bytes())

    def write(self, job: Job) -> None:
        """Replace what is known of the job, whole or not at all."""
        new = self.path / "job.json.new"
        new.write_text(job.model_dump_json(), encoding="utf-8")
        new.replace(self.path / "job.json")

    def rows(self) -> Iterator[Row]:
        """The rows that were sent."""
        with (self.path / "rows.jsonl").open(encoding="utf-8") as stream:
            yield from (Row(**json.loads(line)) for line in stream)

    def index(self) -> list[tuple[int, list[Mark]]]:
        """Where each result ends, and its marks; a line that is being written is left out."""
        try:
            lines = (self.path / "index.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        except FileNotFoundError:
            return []
        return [(end, marks) for end, marks in map(json.loads, lines)]

    def done(self) -> int:
        """How many rows are checked."""
        try:
            return (self.path / "index.jsonl").read_bytes().count(b"\n")
        except FileNotFoundError:
            return 0

    def results(self, places: Sequence[int], index: Sequence[tuple[int, list[Mark]]]) -> list[Json]:
        """The results at some places."""
        if not places:
            return []
        with (self.path / "results.jsonl").open("rb") as stream:
            found = []
            for place in places:
                start = index[place - 1][0] if place else 0
                stream.seek(start)
                found.append(json.loads(stream.read(index[place][0] - start)))
        return found

    def every_result(self) -> Iterator[Json]:
        """All results so far, one at a time."""
        index = self.index()
        if not index:
            return
        with (self.path / "results.jsonl").open("rb") as stream:
            for _ in index:
                yield json.loads(stream.readline())

    def append(self, results: Iterable[tuple[Json, list[Mark]]]) -> None:
        """Write results as they come; what a stopped run left half written is overwritten."""
        index = self.index()
        end = index[-1][0] if index else 0
        for name, size in (("results.jsonl", end), ("index.jsonl", sum(len(dump(list(one))) + 1 for one in index))):
            path = self.path / name
            path.touch(mode=0o600)
            os.truncate(path, size)
        with (self.path / "results.jsonl").open("ab") as out, (self.path / "index.jsonl").open("ab") as marked:
            for result, marks in results:
                line = (dump(result) + "\n").encode()
                end += len(line)
                out.write(line)
                out.flush()
                marked.write((dump([end, marks]) + "\n").encode())
                marked.flush()

    def delete(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.path, ignore_errors=True)
