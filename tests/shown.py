"""What documents show: fenced `console` blocks with `$ command` lines and the output below each.

A line of three dots stands for any lines. `REGENERATE_DOCS=1 pytest tests/test_docs.py` writes the outputs anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"(?P<head>^```console\n)(?P<body>.*?)(?P<tail>^```$)", re.M | re.S)
ELLIPSIS = "..."


@dataclass(frozen=True, slots=True)
class Shown:
    """One command of a document with the output that stands below it."""

    document: Path
    line: int
    command: str
    output: str


def documents() -> list[Path]:
    """What stands at the top, and everything below `docs/`."""
    return [
        *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")),
        *sorted((ROOT / "docs").rglob("*.md")),
    ]


def shown_in(document: Path) -> Iterator[Shown]:
    """Every command that a document shows, in order."""
    text = document.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start("body")) + 1
        for offset, command, output in _commands(block["body"]):
            yield Shown(document, first + offset, command, output)


def _commands(body: str) -> Iterator[tuple[int, str, str]]:
    lines = body.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(lines)
        command, at = lines[start][2:], start + 1
        while command.endswith("\\"):
            command, at = command[:-1] + lines[at].strip(), at + 1
        yield start, command, "\n".join(lines[at:end]).rstrip()


def agrees(expected: str, actual: str) -> bool:
    """Whether an output is the expected one; `...` on a line of its own matches any lines."""
    parts = [re.escape(part.strip("\n")) for part in re.split(rf"^{re.escape(ELLIPSIS)}$", expected, flags=re.M)]
    return re.fullmatch(r"[\s\S]*".join(parts), actual.rstrip()) is not None


def rewrite(document: Path, run: Callable[[str], str]) -> None:
    """The document with every output that no longer agrees replaced by today's."""

    def anew(block: re.Match[str]) -> str:
        body = block["body"]
        for _, command, output in _commands(body):
            actual = run(command).rstrip()
            if output and not agrees(output, actual):
                body = body.replace(output, actual, 1)
        return block["head"] + body + block["tail"]

    document.write_text(_BLOCK.sub(anew, document.read_text(encoding="utf-8")), encoding="utf-8")
