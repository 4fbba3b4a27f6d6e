"""Where a command's input comes from, and where its results go: one JSON object, or one per line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from web.commands.outcome import BadInput
from web.validation import Faults, read_json

LONGEST_LINE = 4 * 1024 * 1024


def dump(data: object, pretty: bool = False) -> str:
    """JSON as the contract has it: decimals are strings already, letters stay letters."""
    return json.dumps(data, ensure_ascii=False, indent=2 if pretty else None)


def read_object(path: str) -> Any:
    """The JSON of a file, or of standard input for `-`."""
    with opened(path) as stream:
        try:
            return read_json(stream.read())
        except Faults as error:
            raise BadInput(f"{_named(path)}: {error}") from None


def each_line(path: str, work: Callable[[Any], dict[str, Any]]) -> None:
    """A result for each line, in order. A line that cannot be used gives an error object, and the run goes on."""
    for number, line in _lines(path):
        identity: dict[str, Any] = {}
        try:
            if len(line) > LONGEST_LINE:
                raise Faults([{"at": "", "message": f"longer than {LONGEST_LINE} bytes"}])
            data = read_json(line)
            if isinstance(data, dict) and "id" in data:
                identity = {"id": data["id"]}
            result = work(data)
        except Faults as error:
            result = {**identity, "error": {"line": number, "detail": str(error), "errors": error.errors}}
        except Exception as error:  # one line must never end the run; what it was is on that line
            detail = f"could not be worked out: {type(error).__name__}: {error}"
            result = {**identity, "error": {"line": number, "detail": detail, "errors": []}}
        sys.stdout.write(dump(result) + "\n")
        sys.stdout.flush()


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    with opened(path) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield number, line


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """A file's bytes, or standard input's for `-`."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = open(path, "rb")  # noqa: SIM115 - closed below; only the opening is guarded
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from None
    with stream:
        try:
            yield stream
        except IsADirectoryError:
            raise BadInput(f"{path}: is a folder") from None


def _named(path: str) -> str:
    return "standard input" if path == "-" else path
