"""Catalogue checks in hand: a bounded number of worker processes, a queue before them, an end for what is old."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from pydantic import ValidationError

from web.sellers.catalogue.options import CatalogueOptions
from web.sellers.catalogue.store import Job, JobFolder, State
from web.sellers.catalogue.table import Table

logger = logging.getLogger(__name__)

MOST_WAITING = 20
_ID = re.compile(r"[A-Za-z0-9_-]{32}")
_SWEEP = 600.0  # seconds
_LONGEST = 1800.0  # seconds that one catalogue may take


class TooBusy(Exception):
    """As many catalogues are waiting as may."""


class Jobs:
    """Every catalogue check below a folder; at most `workers` are worked on at once, each in its own process."""

    def __init__(self, uploads: Path, workers: int = 1, kept: timedelta = timedelta(hours=24)) -> None:
        self._uploads, self._kept = uploads, kept
        self._free = asyncio.Semaphore(workers)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._sweeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take up what a stopped server left, and begin to sweep."""
        for folder, job in list(self._all()):
            if not job.ended:
                self._begin(folder)
        self._sweeper = asyncio.create_task(self._sweep())

    async def stop(self) -> None:
        """Stop the workers; the next start goes on where they were."""
        tasks = [*self._tasks.values(), *([self._sweeper] if self._sweeper else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def kept_hours(self) -> int:
        """After how many hours a catalogue is deleted."""
        return int(self._kept.total_seconds() // 3600)

    async def submit(self, table: Table, options: CatalogueOptions) -> Job:
        """Begin a check. Raises TooBusy."""
        if len(self._tasks) >= MOST_WAITING:
            raise TooBusy
        folder = await asyncio.to_thread(JobFolder.create, self._uploads, table, options)
        self._begin(folder)
        return folder.read()

    def find(self, identity: str) -> JobFolder | None:
        """A job that is still kept."""
        if not _ID.fullmatch(identity):
            return None
        folder = JobFolder(self._uploads / identity)
        job = _read(folder)
        return folder if job and not self._old(job) else None

    async def wait(self, identity: str, seconds: float) -> None:
        """Until a check has ended, or the time is over."""
        task = self._tasks.get(identity)
        if task:
            await asyncio.wait([task], timeout=seconds)

    async def cancel(self, identity: str) -> None:
        """Stop a check and keep what it has."""
        folder = self.find(identity)
        await self._end(identity)
        if folder and not folder.read().ended:
            _set(folder, "cancelled")

    async def delete(self, identity: str) -> None:
        """Stop a check and remove everything of it."""
        folder = self.find(identity)
        await self._end(identity)
        if folder:
            await asyncio.to_thread(folder.delete)

    async def _end(self, identity: str) -> None:
        task = self._tasks.get(identity)
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _begin(self, folder: JobFolder) -> None:
        identity = folder.path.name
        task = asyncio.create_task(self._run(folder))
        self._tasks[identity] = task
        task.add_done_callback(lambda _: self._tasks.pop(identity, None))

    async def _run(self, folder: JobFolder) -> None:
        async with self._free:
            _set(folder, "working")
            command = [sys.executable, "-m", "web.sellers.catalogue.worker", str(folder.path)]
            process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
            try:
                status = await asyncio.wait_for(process.wait(), _LONGEST)
            except TimeoutError:
                status = -1
            finally:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
            if status:
                logger.error("a catalogue check ended with status %s", status)
            _set(folder, "failed" if status else "done")

    async def _sweep(self) -> None:
        while True:
            for folder, job in list(self._all()):
                if self._old(job):
                    await self._end(job.id)
                    await asyncio.to_thread(folder.delete)
            await asyncio.sleep(_SWEEP)

    def _old(self, job: Job) -> bool:
        return datetime.now(UTC) - job.created > self._kept

    def _all(self) -> Iterator[tuple[JobFolder, Job]]:
        for path in sorted(self._uploads.glob("*")) if self._uploads.is_dir() else []:
            folder = JobFolder(path)
            job = _read(folder) if _ID.fullmatch(path.name) else None
            if job:
                yield folder, job


def _read(folder: JobFolder) -> Job | None:
    try:
        return folder.read()
    except (OSError, ValidationError):
        return None


def _set(folder: JobFolder, state: State) -> None:
    """Note the state; a job that was deleted meanwhile has none."""
    job = _read(folder)
    if job:
        folder.write(job.model_copy(update={"state": state}))


JOBS = web.AppKey("jobs", Jobs)
