"""Fetching the official export: progress, timeout, retries with growing pauses, size limit, checksum."""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

from tariff_data.hts.editions.refused import refuse

Progress = Callable[[int, int | None], None]
"""Called with the bytes so far and how many there will be, if the server said."""

MOST_BYTES = 200_000_000
CHUNK = 1 << 16
AGENT = "importdesk/0.1 (tariff sync)"


def download(
    address: str,
    *,
    checksum: str | None = None,
    timeout: float = 60.0,
    attempts: int = 3,
    pause: float = 1.0,
    progress: Progress | None = None,
) -> bytes:
    """The file at an http(s) address; `checksum` is its expected SHA-256. Raises Refused when it cannot be had whole.

    `timeout` is in seconds for connecting and for each read. Answers that will not change (404, 403) are not retried.
    """
    if urlsplit(address).scheme not in {"http", "https"}:
        raise refuse("address", address=address)
    for attempt in range(1, attempts + 1):
        try:
            content = _fetch(address, timeout, progress)
            break
        except urllib.error.HTTPError as error:
            if (error.code < 500 and error.code not in (408, 429)) or attempt == attempts:
                raise refuse("status", address=address, status=error.code) from error
        except (OSError, http.client.HTTPException) as error:
            if attempt == attempts:
                raise refuse("unreachable", address=address, why=_short(error)) from error
        time.sleep(pause * 2 ** (attempt - 1))
    if checksum is not None and hashlib.sha256(content).hexdigest() != checksum.lower():
        raise refuse("checksum", address=address)
    return content


def _fetch(address: str, timeout: float, progress: Progress | None) -> bytes:
    request = urllib.request.Request(address, headers={"User-Agent": AGENT, "Accept": "application/json, text/csv"})
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        stated = answer.headers.get("Content-Length")
        expected = int(stated) if stated and stated.isdigit() else None
        parts, size = [], 0
        while chunk := answer.read(CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > MOST_BYTES:
                raise refuse("too_large", address=address, limit=MOST_BYTES)
            if progress:
                progress(size, expected)
    if expected is not None and size != expected:
        raise http.client.IncompleteRead(b"", expected - size)
    return b"".join(parts)


def _short(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return f"{type(reason).__name__}: {reason}"
