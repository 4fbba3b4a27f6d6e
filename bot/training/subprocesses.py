"""Running child processes, some at the same time. Whatever ends the waiting, Ctrl-C or an error, ends them too."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).resolve().parents[2]
_GLANCE = 0.05  # seconds between two looks at what has ended
_PATIENCE = 5.0  # seconds that a child has to end when told to
_TOLD = 2000  # characters of what a child said last
_NICE = 5


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A module to run with arguments; `ended` is called with the exit status and the end of what was said."""

    module: str
    arguments: Sequence[str]
    ended: Callable[[int, str], object]
    begins: Callable[[], object] = lambda: None


def run(jobs: Iterable[Job], at_once: int) -> None:
    """Run the jobs, at most so many at the same time, in their order."""
    waiting, running = deque(jobs), dict[Job, tuple[subprocess.Popen[bytes], IO[bytes]]]()
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                job = waiting.popleft()
                job.begins()
                running[job] = _started(job)
            time.sleep(_GLANCE)
            for job, (child, output) in list(running.items()):
                if (status := child.poll()) is not None:
                    del running[job]
                    job.ended(status, _end_of(output))
    finally:
        _stop([child for child, _output in running.values()])


def give_way() -> None:
    """For a child to call: a running assistant goes first."""
    os.nice(_NICE)


def _started(job: Job) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    output = tempfile.TemporaryFile()  # noqa: SIM115  a pipe would fill while nobody reads
    child = subprocess.Popen(
        [sys.executable, "-m", job.module, *job.arguments],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "OMP_NUM_THREADS": "1"},
    )
    return child, output


def _end_of(output: IO[bytes]) -> str:
    with output:
        output.seek(0)
        return output.read().decode("utf-8", "replace")[-_TOLD:]


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    try:
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(_PATIENCE)
    finally:  # also where somebody presses Ctrl-C again
        for child in children:
            child.kill()
            child.wait()
