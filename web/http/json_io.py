"""Where a command's input comes from, and where its results go: one JSON object, or one per line."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import yaml

from web.http.validation import Faults, read_json
from web.support.outcome import BadInput

Json = dict[str, Any]
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


def read_lines(path: str) -> Iterator[tuple[int, Any]]:
    """The JSON of every line with its number; the first bad line ends it."""
    for number, line in _lines(path):
        try:
            yield number, _read(line)
        except Faults as error:
            raise BadInput(f"{path}:{number}: {error}") from None


def read_rows(path: str) -> Iterator[tuple[int, Any]]:
    """The rows of a set with their numbers: a list in YAML (`id`: the number, where a row has none), or JSON lines."""
    if not path.endswith((".yaml", ".yml")):
        yield from read_lines(path)
        return
    with opened(path) as stream:
        try:
            rows = yaml.safe_load(stream.read())
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise BadInput(f"{path}: not YAML ({' '.join(str(error).split())})") from None
    if not isinstance(rows, list):
        raise BadInput(f"{path}: a list of rows is wanted")
    for number, row in enumerate(rows, 1):
        yield number, {"id": str(number), **row} if isinstance(row, dict) else row


def each_line(path: str, work: Callable[[Any], Json]) -> None:
    """A result for each line, in order. A line that cannot be used gives an error object, and the run goes on."""
    for number, line in _lines(path):
        data: Any = None
        try:
            data = _read(line)
            _write(work(data))
        except Exception as error:
            _write(_error(number, data, error))


async def each_line_async(path: str, work: Callable[[Any], Awaitable[Json]]) -> None:
    """The same for work that is awaited."""
    for number, line in _lines(path):
        data: Any = None
        try:
            data = _read(line)
            _write(await work(data))
        except Exception as error:
            _write(_error(number, data, error))


def _read(line: bytes) -> Any:
    if len(line) > LONGEST_LINE:
        raise Faults([{"at": "", "message": f"longer than {LONGEST_LINE} bytes"}])
    return read_json(line)


def _error(number: int, data: Any, error: Exception) -> Json:
    """What stands on the line of input that could not be used: one line must never end the run."""
    if isinstance(error, BrokenPipeError):
        raise error
    identity = {"id": data["id"]} if isinstance(data, dict) and "id" in data else {}
    if isinstance(error, Faults):
        return {**identity, "error": {"line": number, "detail": str(error), "errors": error.errors}}
    detail = f"could not be worked out: {type(error).__name__}: {error}"
    return {**identity, "error": {"line": number, "detail": detail, "errors": []}}


def _write(result: Json) -> None:
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
