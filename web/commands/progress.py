"""Progress on standard error: lines where it is a file, a live display where it is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

console = Console(stderr=True, highlight=False, soft_wrap=True)
Told = Callable[[str], None]


@contextmanager
def working(what: str) -> Iterator[Told]:
    """Show that something runs; the yielded function says which step it is at."""
    if not console.is_terminal:
        console.print(f"{what} ...", markup=False)
        yield lambda step: console.print(f"  {step}", markup=False)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(24), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda step: progress.update(task, description=f"{what}: {step}")


def tell(line: str) -> None:
    """One line on standard error."""
    console.print(line, markup=False)
