"""Progress on standard error: lines where it is a file, a live display where it is a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from knowledge.wording.localized_errors import Sentence

console = Console(stderr=True, highlight=False, soft_wrap=True)


class Told(Protocol):
    """Told which step a job is at, and how far where that is known."""

    def __call__(self, step: Sentence, done: int | None = None, of: int | None = None, /) -> None: ...


@contextmanager
def working(what: str) -> Iterator[Told]:
    """Show that something runs: a live bar on a terminal, a line per step in a file."""
    if not console.is_terminal:
        yield _in_lines(what)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(24), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda step, done=None, of=None: progress.update(
            task, description=f"{what}: {_said(step)}", completed=done or 0, total=of
        )


def tell(line: Sentence) -> None:
    """One line on standard error."""
    console.print(_said(line), markup=False)


def _said(line: Sentence) -> str:
    """In the default language; the catalogues are read only where there is a message to say."""
    if isinstance(line, str):
        return line
    from knowledge.wording.translate import say

    return say(line)


def _in_lines(what: str) -> Told:
    """A line when the job says its first step, and one for each further step; a job without steps is silent."""
    said: list[str] = []

    def told(step: Sentence, done: int | None = None, of: int | None = None, /) -> None:
        if (line := _said(step)) not in said:
            said.append(line)
            tell(f"{what}: {line}")

    return told
