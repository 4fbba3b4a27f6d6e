"""How much one sender may ask: token buckets in memory, and when to come back."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import hdrs

from web.http.problems import Problem

_MOST = 50_000  # senders remembered at once


@dataclass(slots=True)
class _Bucket:
    tokens: float
    seen: float


class Limit:
    """At most `burst` at once and `rate` a second in the long run, for each sender."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.burst, self._clock = rate, burst, clock
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, sender: str) -> float:
        """Take one: 0, or the seconds until there is one again."""
        now = self._clock()
        bucket = self._buckets.pop(sender, None) or _Bucket(self.burst, now)
        bucket.tokens = min(self.burst, bucket.tokens + (now - bucket.seen) * self.rate)
        bucket.seen = now
        self._buckets[sender] = bucket  # the order of the dictionary is the order of use
        if len(self._buckets) > _MOST:
            del self._buckets[next(iter(self._buckets))]
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self.rate
        bucket.tokens -= 1
        return 0.0

    def take(self, sender: str) -> None:
        """Take one, or raise a 429 that says when to come back."""
        if wait := self.wait(sender):
            headers = {str(hdrs.RETRY_AFTER): str(math.ceil(wait))}
            raise Problem(429, "Too many requests. Try again in a little while.", headers=headers)
